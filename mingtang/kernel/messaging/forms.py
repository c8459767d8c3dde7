"""Filters of the inbox and the form of preferences."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.messaging.channels import OUTWARD
from mingtang.kernel.messaging.models import Notice
from mingtang.kernel.messaging.topics import declared_topics
from mingtang.ui.listing import FilterForm


def _topics() -> list[tuple[str, Any]]:
    return [("", _("全部")), *((topic.code, topic.label) for topic in declared_topics())]


class InboxFilter(FilterForm):
    """By words, state, topic and day."""

    q = forms.CharField(
        label=_("标题、内容"), max_length=100, widget=forms.TextInput(attrs={"type": "search", "data-key": "/"})
    )
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), ("unread", _("未读")), ("read", _("已读"))])
    topic = forms.ChoiceField(label=_("类别"), choices=_topics)
    since = forms.DateField(label=_("从"), widget=forms.DateInput)
    until = forms.DateField(label=_("到"), widget=forms.DateInput)

    lookups = {
        "q": ("notice__subject__icontains", "notice__body__icontains"),
        "topic": "notice__topic",
        "since": "at__date__gte",
        "until": "at__date__lte",
    }

    def narrow(self, rows: Any) -> Any:
        """As the lookups say, and by the state of reading."""
        rows = super().narrow(rows)
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(read_at__isnull=state == "unread")
        return rows


class OutboxFilter(FilterForm):
    """By words, channel and day."""

    q = forms.CharField(
        label=_("收件人、内容"), max_length=100, widget=forms.TextInput(attrs={"type": "search", "data-key": "/"})
    )
    channel = forms.ChoiceField(label=_("渠道"), choices=[("", _("全部")), ("sms", _("短信")), ("mail", _("邮件"))])
    since = forms.DateField(label=_("从"), widget=forms.DateInput)

    lookups = {
        "q": ("address__icontains", "subject__icontains", "text__icontains"),
        "channel": "channel",
        "since": "at__date__gte",
    }


class PreferencesForm(forms.Form):
    """One set of checkboxes for each topic, the mail address and the quiet hours.

    `chosen` holds the explicit choices by topic and channel; the others stand as the topic has them.
    """

    mail = forms.EmailField(
        label=_("电子邮箱"), required=False, max_length=254, help_text=_("勾选了“邮件”的类别发到这里。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    quiet_from = forms.TimeField(label=_("免打扰开始"), widget=forms.TimeInput)
    quiet_until = forms.TimeField(
        label=_("免打扰结束"),
        widget=forms.TimeInput,
        help_text=_("开始和结束相同表示不设免打扰。紧急消息、法定告知和验证码随时发送。"),
    )

    def __init__(self, *args: Any, chosen: Mapping[tuple[str, str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in declared_topics():
            marked = [
                code
                for code, channel in OUTWARD.items()
                if chosen.get((topic.code, code), channel.usual(topic.code, Notice.Importance.ORDINARY))
            ]
            self.fields[f"topic-{topic.code}"] = forms.MultipleChoiceField(
                label=topic.label,
                required=False,
                choices=[(code, channel.label) for code, channel in OUTWARD.items()],
                initial=marked,
            )

    @property
    def topics(self) -> list[dict[str, Any]]:
        """The sets of checkboxes as the component `choice` shows them."""
        return [_checkboxes(self[name]) for name in self.fields if name.startswith("topic-")]

    def wishes(self) -> dict[tuple[str, str], bool]:
        """What has been chosen, by topic and channel."""
        return {
            (topic.code, code): code in self.cleaned_data[f"topic-{topic.code}"]
            for topic in declared_topics()
            for code in OUTWARD
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        wants_mail = any("mail" in chosen for name, chosen in values.items() if name.startswith("topic-"))
        if wants_mail and not values.get("mail") and "mail" not in self.errors:
            self.add_error("mail", _("要用邮件接收消息，请填写电子邮箱。"))
        return values


def _checkboxes(field: forms.BoundField) -> dict[str, Any]:
    marked = set(field.value() or [])
    options = [
        {"value": code, "label": label, "checked": code in marked}
        for code, label in field.field.choices  # type: ignore[attr-defined]
    ]
    return {"legend": field.label, "name": field.html_name, "options": options}

"""What authors of letters type: a letter, a query, a rating, a further question."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.messages.actions.submitting import Letter
from mingtang.domains.interaction.messages.forms.parts import OrganChoice, files_of
from mingtang.domains.interaction.messages.kinds import Kind
from mingtang.domains.interaction.messages.models import Message
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor


class LetterForm(forms.Form):
    """A letter of one kind: what the kind does not ask for is not shown."""

    title = forms.CharField(label=_("标题"), max_length=50)
    content = forms.CharField(
        label=_("内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写清时间、地点和经过。最多 2000 字。"),
    )  # fmt: skip
    concerning = forms.CharField(label=_("涉及的单位或者地点"), max_length=120)
    page = forms.CharField(label=_("网页地址"), max_length=300)
    wished = OrganChoice(
        label=_("希望哪个单位答复"), queryset=Organ.objects.none(), required=False, empty_label=_("由受理机构确定")
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$", label=_("电话"), help_text=_("只给办理的工作人员看，不会公开。"),
        error_messages={"invalid": _("请填写正确的电话号码。")},
    )  # fmt: skip
    wants_public = forms.BooleanField(
        label=_("同意公开来信和答复"), required=False, help_text=_("公开前隐去姓名、电话等个人信息。")
    )

    def __init__(self, *args: Any, actor: Actor, kind: Kind, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if actor.account_id is not None:  # files belong to accounts
            self.fields["files"] = files_of(actor, _("照片、截图或者文件，最多 5 个。"))
            self.order_fields(["title", "content", "files"])
        self.fields["wished"].queryset = organs  # type: ignore[attr-defined]
        if organs.query.is_empty():  # the organ of the leader answers
            del self.fields["wished"]
        for name in ("concerning", "page"):
            if name not in kind.needs:
                del self.fields[name]
        for name in ("name", "phone"):
            self.fields[name].required = name in kind.needs
        if not kind.may_be_public:
            del self.fields["wants_public"]

    @property
    def letter(self) -> Letter:
        """What was typed, once it is valid."""
        return Letter(kind=self.kind.code, **self.cleaned_data)


class CodeForm(forms.Form):
    """The number of a message and its query code."""

    number = forms.CharField(label=_("编号"), max_length=40, help_text=_("例如 HY01-20260925-0038"))
    code = forms.CharField(label=_("查询码"), max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class SatisfactionForm(forms.Form):
    """How content somebody is with an answer."""

    satisfaction = forms.ChoiceField(
        label=_("这次答复解决问题了吗？"), choices=Message.Satisfaction.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("意见"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FurtherQuestionForm(forms.Form):
    """One more question about an answer."""

    content = forms.CharField(label=_("追问"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

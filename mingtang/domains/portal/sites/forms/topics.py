"""A topic as those who arrange a site describe it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.portal.sites.forms.register import OrganChoice
from mingtang.kernel.directory.api import Organ


class TopicForm(forms.Form):
    """What can be changed of a topic."""

    title = forms.CharField(label="专题名称", max_length=40)
    lead = forms.CharField(label="导语", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    organ = OrganChoice(label="责任单位", queryset=Organ.objects.none(), empty_label=None)
    opens_on = forms.DateField(label="上线日期", initial=timezone.localdate)
    closes_on = forms.DateField(
        label="归档日期", required=False, help_text="活动结束的日期。过了这一天，专题标明“已归档”，可以继续阅读。"
    )

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class NewTopicForm(TopicForm):
    """A topic to be opened. Its address stays."""

    slug = forms.RegexField(
        r"[a-z0-9]+(-[a-z0-9]+)*", label="网址中的名称", max_length=60,
        help_text="用小写英文字母、数字和连字符。开设以后不能修改。",
    )  # fmt: skip
    field_order = ("title", "slug")

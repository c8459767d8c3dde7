"""What is typed about frequent questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.frequent.actions import FrequentDraft
from mingtang.ui.listing import FilterForm


class FrequentForm(forms.Form):
    """A question, its answer and its heading."""

    topic = forms.CharField(label="分类", max_length=20, help_text="例如住房、社保、企业开办。")
    question = forms.CharField(label="问题", max_length=100)
    answer = forms.CharField(label="答案", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    is_shown = forms.BooleanField(label="公开", required=False, initial=True, help_text="不再适用的，取消公开。")

    @property
    def said(self) -> FrequentDraft:
        """What was typed, once it is valid."""
        return FrequentDraft(**self.cleaned_data)


class FrequentFilter(FilterForm):
    """Which questions to read."""

    lookups = {"words": ("question__icontains", "answer__icontains"), "topic": "topic"}
    words = forms.CharField(label=_("关键词"), max_length=60)
    topic = forms.ChoiceField(label=_("分类"))

    def __init__(self, *args: Any, topics: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("全部")), *((each, each) for each in topics)]  # type: ignore[attr-defined]

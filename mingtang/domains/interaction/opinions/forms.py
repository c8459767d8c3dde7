"""What people type about drafts, and what organs type about that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.opinions.actions.calling import CallDraft
from mingtang.domains.interaction.opinions.actions.opining import OpinionSaid
from mingtang.domains.interaction.opinions.models import Call
from mingtang.domains.interaction.opinions.rules import AGES, KINDS, TREATMENTS
from mingtang.ui.listing import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"})


class OpinionForm(forms.Form):
    """An opinion on a draft."""

    text = forms.CharField(
        label=_("意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("最多 2000 字。审核以后公开，公开前隐去个人信息。"),
    )  # fmt: skip
    clause = forms.CharField(label=_("针对的条款"), max_length=60, required=False, help_text=_("例如第三条"))
    name = forms.CharField(label=_("姓名或者单位"), max_length=60, required=False)
    age = forms.ChoiceField(label=_("年龄段"), choices=[("", _("不填写")), *AGES.items()], required=False)
    region = forms.CharField(label=_("所在地区"), max_length=60, required=False, help_text=_("例如石桥县"))

    @property
    def said(self) -> OpinionSaid:
        """What was typed, once it is valid."""
        return OpinionSaid(**self.cleaned_data)


class CallForm(forms.ModelForm[Call]):
    """A call before it is released."""

    class Meta:
        model = Call
        fields = ("title", "kind", "introduction", "draft", "contact", "opens_on", "closes_on", "shortened_because")
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 5}),
            "draft": forms.Textarea(attrs={"rows": 16}),
            "opens_on": _DAY,
            "closes_on": _DAY,
            "kind": forms.RadioSelect,
        }
        help_texts = {
            "introduction": "背景、必要性、主要内容和要点说明。",
            "contact": "电话、电子邮箱、通信地址。",
            "shortened_because": "短于一般期限的，写明理由，公开时会一并说明。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Actions change rows, never forms."""

    @property
    def said(self) -> CallDraft:
        """What was typed, once it is valid."""
        return CallDraft(**self.cleaned_data)


class TreatmentForm(forms.Form):
    """What becomes of an opinion."""

    treatment = forms.ChoiceField(label="处理结果", choices=list(TREATMENTS.items()), widget=forms.RadioSelect)
    answer = forms.CharField(
        label="处理说明", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="部分采纳和未采纳的，要说明理由。",
    )  # fmt: skip


class ResultForm(forms.Form):
    """What became of the opinions, in words; the table is made from their treatment."""

    result = forms.CharField(label="采纳情况", max_length=8000, widget=forms.Textarea(attrs={"rows": 10}))


class CallFilter(FilterForm):
    """Which calls to show."""

    lookups = {"words": ("title__icontains", "introduction__icontains"), "kind": "kind"}
    words = forms.CharField(label=_("标题、说明"), max_length=60)
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部")), *KINDS.items()])

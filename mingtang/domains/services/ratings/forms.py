"""What people fill in about ratings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.ratings.rules import GRADES, tags_for
from mingtang.ui.listing import FilterForm

GRADE_CHOICES = [(each.value, word) for each, word in GRADES.items()]


class RatingForm(forms.Form):
    """A grade, tags of those that fit, words of one's own; only the grade is asked for."""

    grade = forms.TypedChoiceField(label=_("总体评价"), choices=GRADE_CHOICES, coerce=int, widget=forms.RadioSelect)
    tags = forms.MultipleChoiceField(
        label=_("评价哪些方面"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("可以多选，也可以不选"),
    )
    text = forms.CharField(
        label=_("意见和建议"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("会公开；请不要写身份证号、电话等个人信息。经办人在答复之前看不到评价人是谁。"),
    )  # fmt: skip

    def __init__(self, *args: Any, online: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tags"].choices = [(tag, tag) for tag in tags_for(online=online)]  # type: ignore[attr-defined]


class FurtherForm(forms.Form):
    """One further word after the reply."""

    grade = forms.TypedChoiceField(label=_("对办理结果"), choices=GRADE_CHOICES, coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(label=_("追评"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FlagForm(forms.Form):
    """Why a rating counts for nothing."""

    reason = forms.CharField(
        label="审核依据", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="恶意或者与办事无关的评价，核查以后可以标记。标记后不公开、不计入统计，评价本身保留。",
    )  # fmt: skip


class RatingFilter(FilterForm):
    """Which ratings to show."""

    lookups = {
        "name": ("invitation__subject__icontains", "organ__name__icontains"),
        "grade": "grade",
        "channel": "channel",
    }
    name: Any = forms.CharField(label=_("事项或机关"), max_length=60)
    grade: Any = forms.ChoiceField(label=_("评价"), choices=[("", _("全部")), *GRADE_CHOICES])


class PeriodForm(forms.Form):
    """Days of a period, both included."""

    since = forms.DateField(label="从", required=False)
    until = forms.DateField(label="到", required=False)

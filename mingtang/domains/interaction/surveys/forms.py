"""What organs type about surveys. The questions themselves are forms of the kernel."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.surveys.actions.asking import SurveyDraft
from mingtang.domains.interaction.surveys.models import Survey
from mingtang.ui.listing import FilterForm

_DAY = forms.DateInput(attrs={"type": "date"})


class SurveyForm(forms.ModelForm[Survey]):
    """A survey before it is released."""

    class Meta:
        model = Survey
        fields = ("title", "introduction", "opens_on", "closes_on")
        widgets = {"introduction": forms.Textarea(attrs={"rows": 5}), "opens_on": _DAY, "closes_on": _DAY}
        help_texts = {"introduction": "为什么调查、结果怎么用。"}

    def _post_clean(self) -> None:
        """Actions change rows, never forms."""

    @property
    def said(self) -> SurveyDraft:
        """What was typed, once it is valid."""
        return SurveyDraft(**self.cleaned_data)


class SurveyResultForm(forms.Form):
    """What a survey came to, in words; the charts are made from the answers."""

    result = forms.CharField(label="结果说明", max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))


class SurveyFilter(FilterForm):
    """Which surveys to show."""

    lookups = {"words": ("title__icontains", "introduction__icontains")}
    words = forms.CharField(label=_("标题、说明"), max_length=60)

"""What people ask, and what the organ types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.interviews.actions.announcing import InterviewDraft
from mingtang.domains.interaction.interviews.models import Interview
from mingtang.ui.listing import FilterForm

_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AskForm(forms.Form):
    """A question to the guests."""

    text = forms.CharField(
        label=_("提问"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("审核以后公开。")
    )
    name = forms.CharField(label=_("称呼"), max_length=60, required=False)


class InterviewForm(forms.ModelForm[Interview]):
    """An interview before it is announced."""

    class Meta:
        model = Interview
        fields = ("title", "introduction", "guests", "begins_at", "ends_at")
        widgets = {"introduction": forms.Textarea(attrs={"rows": 5}), "begins_at": _MOMENT, "ends_at": _MOMENT}
        help_texts = {"guests": "单位、职务、姓名。"}

    def _post_clean(self) -> None:
        """Actions change rows, never forms."""

    @property
    def said(self) -> InterviewDraft:
        """What was typed, once it is valid."""
        return InterviewDraft(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What a guest answers."""

    answer = forms.CharField(label="答复", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class TranscriptForm(forms.Form):
    """What was said."""

    transcript = forms.CharField(label="实录", max_length=50000, widget=forms.Textarea(attrs={"rows": 20}))


class InterviewFilter(FilterForm):
    """Which interviews to show."""

    lookups = {"words": ("title__icontains", "guests__icontains")}
    words = forms.CharField(label=_("主题、嘉宾"), max_length=60)

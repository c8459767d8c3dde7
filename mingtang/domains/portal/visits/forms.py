"""Which figures to show."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from mingtang.domains.portal.visits.queries import PERIODS, Span
from mingtang.domains.portal.visits.rules import DETAIL_DAYS
from mingtang.ui.listing import FilterForm

USUAL = 30


def days_of(said: str | None) -> int:
    """The number of days that a query names; the usual one else."""
    return int(said) if said in map(str, PERIODS) else USUAL  # type: ignore[arg-type]


class PeriodForm(forms.Form):
    """The last days."""

    days = forms.TypedChoiceField(label="时间", choices=list(PERIODS.items()), coerce=int)


class ArticleVisitsFilter(FilterForm):
    """Articles by words of their title, and the days that count."""

    lookups = {"words": "title__icontains"}
    words = forms.CharField(label="标题", max_length=60)
    since = forms.DateField(label="从", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", "结束日期不能早于开始日期。")
        return said

    @property
    def span(self) -> Span:
        """The days that were asked for, within those that are kept; the last ones where nothing was, or nonsense."""
        today = timezone.localdate()
        usual = Span.last(USUAL)
        if not self.is_valid():
            return usual
        until = min(self.cleaned_data.get("until") or today, today)
        since = self.cleaned_data.get("since") or min(usual.since, until)
        return Span(max(since, today - timedelta(days=DETAIL_DAYS)), until)

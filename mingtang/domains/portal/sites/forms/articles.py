"""The filter of a column, as the public uses it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.domains.portal.sites.models import ArticlePage
from mingtang.ui.listing import FilterForm

YEARS = 3
"""So many years stand by themselves; what is older stands together."""


def _years() -> list[tuple[str, str]]:
    now = timezone.localdate().year
    shown = [(str(year), f"{year}年") for year in range(now, now - YEARS, -1)]
    return [("", str(_("全部年份"))), *shown, ("older", str(_("更早")))]


class ArticleFilter(FilterForm):
    q = forms.CharField(label=_("标题关键词"), max_length=100)
    year = forms.ChoiceField(label=_("年份"), choices=_years)

    lookups: ClassVar[dict[str, str | tuple[str, ...]]] = {"q": "title__icontains"}

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[ArticlePage]:
        """By words of the title and by year."""
        rows, year = super().narrow(rows), self.cleaned_data.get("year")
        if year == "older":
            return rows.filter(publish_date__year__lte=timezone.localdate().year - YEARS)
        return rows.filter(publish_date__year=int(year)) if year else rows

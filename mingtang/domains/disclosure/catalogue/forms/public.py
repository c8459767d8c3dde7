"""Filters of the public lists."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.disclosure.catalogue.nodes import topic_classes
from mingtang.domains.disclosure.catalogue.queries.public import in_node
from mingtang.domains.disclosure.catalogue.rules import GENRES, KINDS, OUT_OF_FORCE, POLICIES, VALIDITIES
from mingtang.ui.listing import FilterForm

WORDS = ("title__icontains", "doc_no__icontains", "index_no__icontains")
OUT = "out"
FIRST_YEAR, LAST_YEAR = 2000, 2999


def _topics() -> list[tuple[str, str]]:
    return [("", "全部主题"), *((each.code, each.title) for each in topic_classes())]


def _validities() -> list[tuple[str, str]]:
    return [("", "全部"), *((str(code), label) for code, label in VALIDITIES.items()), (OUT, "失效、废止")]


class ItemFilter(FilterForm):
    """What both lists ask: words, validity, topic and year."""

    lookups = {"q": WORDS, "year": "published_at__year", "topic": "topic__startswith"}
    q = forms.CharField(label="标题、文号或索引号", max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    year = forms.IntegerField(label="年份", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    topic = forms.ChoiceField(label="主题", choices=_topics)
    valid = forms.ChoiceField(label="有效性", choices=_validities)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        if wish := self.cleaned_data.get("valid"):
            rows = rows.filter(validity__in=OUT_OF_FORCE) if wish == OUT else rows.filter(validity=wish)
        return rows


class CatalogueFilter(ItemFilter):
    """Within a node of the catalogue, between two days of publication."""

    lookups = {**ItemFilter.lookups, "since": "published_at__date__gte", "until": "published_at__date__lte"}
    since = forms.DateField(label="公布日期不早于", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="公布日期不晚于", widget=forms.DateInput(attrs={"type": "date"}))
    node = forms.CharField(max_length=12, widget=forms.HiddenInput)
    organ = forms.ChoiceField(label="公开机关")

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [("", "全部"), *organs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", "不能早于起始日期。")
        return said

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        if node := self.cleaned_data.get("node"):
            rows = in_node(rows, node)
        organ = self.cleaned_data.get("organ")
        return rows.filter(organ=organ) if organ else rows


class PolicyFilter(ItemFilter):
    """Documents by what they are."""

    lookups = {**ItemFilter.lookups, "year": "written_on__year", "kind": "kind", "genre": "genre"}
    year = forms.IntegerField(label="成文年份", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    kind = forms.ChoiceField(label="文件类别", choices=[("", "全部"), *((code, KINDS[code]) for code in POLICIES)])
    genre = forms.ChoiceField(label="体裁", choices=[("", "全部"), *GENRES.items()])

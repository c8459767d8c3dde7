"""Choosing one of many rows without scripts: a search field, a button that looks, and a select of what was found."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

MOST_OFFERED = 50


class Picker(forms.ModelChoiceField):
    """Accepts any row of its queryset, and offers those that the search found, or those that are near.

    `lookups` are asked whether they contain the searched text.
    """

    def __init__(self, *, lookups: tuple[str, ...], empty_label: str = "请选择", **kwargs: Any) -> None:
        super().__init__(queryset=None, empty_label=empty_label, **kwargs)
        self.lookups = lookups

    def offer(self, rows: QuerySet[Any], *, text: str, near: Q, chosen: str) -> None:
        """Accept `rows`; offer at most `MOST_OFFERED`: what `text` finds, else what is `near`, and what is chosen."""
        self.queryset = rows
        wanted = reduce(or_, (Q(**{f"{lookup}__icontains": text}) for lookup in self.lookups)) if text else near
        offered = {row.pk: row for row in rows.filter(wanted)[:MOST_OFFERED]}
        if chosen.isascii() and chosen.isdigit() and not any(str(key) == chosen for key in offered):
            offered |= {row.pk: row for row in rows.filter(pk=chosen)}
        self.widget.choices = [
            ("", self.empty_label),
            *((key, self.label_from_instance(row)) for key, row in offered.items()),
        ]


class PickingForm(forms.Form):
    """A form with pickers; `finders` names the search field of each, so that the page sets a button beside it."""

    finders: ClassVar[dict[str, str]] = {}

    def offer(self, name: str, rows: QuerySet[Any], near: Q) -> None:
        """Fill the picker `name` as its search field asks."""
        finder = next(finder for finder, picker in self.finders.items() if picker == name)
        self.fields[name].offer(rows, text=self._typed(finder), near=near, chosen=self._typed(name))  # type: ignore[attr-defined]

    def _typed(self, name: str) -> str:
        """What the reader typed or chose; what the page proposed where nothing was sent."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name, "")
        return str(getattr(value, "pk", value) or "").strip()


def finder(label: str) -> forms.CharField:
    """The search field of a picker."""
    return forms.CharField(
        label=label, required=False, max_length=60, help_text="输入名称的一部分，点“查找”，再在下面选择。"
    )

"""Filters of the lists of work."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.case_types import case_types
from mingtang.kernel.cases.lamps import LAMPS, Lamps
from mingtang.kernel.cases.models import Case
from mingtang.ui.listing import FilterForm


def _types() -> list[tuple[str, Any]]:
    return [("", _("全部")), *((each.code, each.label) for each in case_types())]


def _search(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=100, widget=forms.TextInput(attrs={"type": "search", "data-key": "/"})
    )


class WorkFilter(FilterForm):
    """By words, type, light, urgency, step and organ. `case` is the way from a row to its case."""

    q = _search(_("标题、编号"))
    type = forms.ChoiceField(label=_("类别"), choices=_types)
    light = forms.ChoiceField(label=_("时限"), choices=[("", _("全部")), *LAMPS.items()])
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=[("", _("全部")), *Case.Urgency.choices])
    node = forms.CharField(label=_("环节"), max_length=60)
    organ = forms.CharField(label=_("承办机构"), max_length=60)
    case: ClassVar[str] = "case__"
    asked: ClassVar[dict[str, str]] = {"node": "title__icontains", "organ": "case__organ__name__icontains"}

    def __init__(self, *args: Any, lamps: Lamps, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lamps = lamps

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """`rows` narrowed by the valid values."""
        values = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        for name, lookup in self.asked.items():
            if name in values:
                rows = rows.filter(**{lookup: values[name]})
        for name in ("type", "urgency"):
            if name in values:
                rows = rows.filter(**{f"{self.case}{name}": values[name]})
        if text := values.get("q"):
            rows = rows.filter(
                Q(**{f"{self.case}title__icontains": text}) | Q(**{f"{self.case}number__icontains": text})
            )
        return rows.filter(self.lamps.narrowed(values["light"])) if "light" in values else rows


class CaseFilter(WorkFilter):
    """Filters of a list of cases: their state in place of the step."""

    node = None  # type: ignore[assignment]
    status = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), *Case.State.choices])
    case = ""
    asked = {"status": "status", "organ": "organ__name__icontains"}

    field_order = ("q", "type", "light", "status", "urgency", "organ")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """As for items; a light is that of a running case."""
        rows = super().narrow(rows)
        return rows.filter(ended_at=None) if self.cleaned_data.get("light") else rows


class DoneFilter(WorkFilter):
    """Filters of what one has done: there is no light any more."""

    light = None  # type: ignore[assignment]
    since = forms.DateField(label=_("从"), widget=forms.DateInput)
    until = forms.DateField(label=_("到"), widget=forms.DateInput)
    asked = {
        "node": "title__icontains", "organ": "case__organ__name__icontains", "since": "at__date__gte", "until": "at__date__lte",
    }  # fmt: skip


class CopyFilter(WorkFilter):
    """Filters of copies to read."""

    light = None  # type: ignore[assignment]
    node = None  # type: ignore[assignment]
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), ("unread", _("未读")), ("read", _("已读"))])
    asked = {"organ": "case__organ__name__icontains"}

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """As for items, and by the mark of reading."""
        rows = super().narrow(rows)
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(read_at__isnull=state == "unread")
        return rows

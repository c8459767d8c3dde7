"""Columns of the lists of work, as far as several lists share them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.lamps import Lamp, Lamps, last_day
from mingtang.kernel.cases.models import Case, Token
from mingtang.ui.listing import Column
from mingtang.ui.pieces import light, tag

URGENCY_KINDS = {Case.Urgency.URGENT: "warn", Case.Urgency.MOST_URGENT: "danger"}


def item_url(case_id: int, no: int) -> str:
    """The page of a case with one of its items at hand."""
    return f"{reverse('case', args=[case_id])}?item={no}"


def urgency_tag(case: Case) -> SafeString:
    """How urgent a case is; nothing for ordinary ones."""
    if not case.urgency:
        return SafeString("")
    return tag(case.get_urgency_display(), URGENCY_KINDS.get(Case.Urgency(case.urgency), ""))


def title(case_of: Callable[[Any], Case], url_of: Callable[[Any], str], sort: str) -> Column:
    """The title of the case, which leads to its page, with its number below."""
    return Column(
        "title", _("标题"), sort=sort, link=url_of, value=lambda row: case_of(row).title,
        sub=lambda row: " ".join(filter(None, (case_of(row).number, _urgency(case_of(row))))),
    )  # fmt: skip


def _urgency(case: Case) -> str:
    return case.get_urgency_display() if case.urgency else ""


def number(case_of: Callable[[Any], Case]) -> Column:
    """The number, for exports; pages show it below the title."""
    return Column("number", _("编号"), value=lambda row: case_of(row).number, export_only=True)


def kind(case_of: Callable[[Any], Case], sort: str) -> Column:
    """The type of the case."""
    return Column("type", _("类别"), sort=sort, value=lambda row: case_type(case_of(row).type).label, middle=True)


def lamp(lamps: Lamps, lamp_of: Callable[[Any, Lamps], Lamp | None]) -> Column:
    """The light."""

    def words(row: Any) -> str:
        found = lamp_of(row, lamps)
        return found.label if found else ""

    def shown(row: Any) -> Any:
        found = lamp_of(row, lamps)
        return light(found.state, found.label) if found else "—"

    return Column("light", _("时限"), value=words, show=shown, sort="limit")


def due() -> Column:
    """The last day of the limit."""
    return Column(
        "due",
        _("到期"),
        sort="limit",
        kind="date",
        middle=True,
        value=lambda row: row.ends_at and last_day(row.ends_at),
    )


def lamp_of_item(row: Token, lamps: Lamps) -> Lamp | None:
    """The light of an item from `as_listed`."""
    return lamps.lamp(row.ends_at, row.warns_at, paused=row.paused)  # type: ignore[attr-defined]


def lamp_of_case(case: Case, lamps: Lamps) -> Lamp | None:
    """The light of a case from `cases_as_listed`."""
    return lamps.lamp(case.ends_at, case.warns_at, paused=case.paused, ended_at=case.ended_at)  # type: ignore[attr-defined]

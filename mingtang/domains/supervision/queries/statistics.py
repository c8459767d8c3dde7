"""How charged organs have done: on time against the original and the present date, returns, extensions, days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from mingtang.domains.supervision.models import Charge, SupervisedItem
from mingtang.domains.supervision.rules import share
from mingtang.kernel.cases.api import Token
from mingtang.kernel.evidence.api import Actor


@dataclass
class Record:
    """The record of one organ over some items. Days are natural days from assignment to the organ's report."""

    organ: str
    organ_id: int
    charged: int = 0
    reported: int = 0
    on_time: int = 0
    on_original_time: int = 0
    overdue: int = 0
    returned: int = 0
    extended: int = 0
    days: int = 0

    @property
    def on_time_share(self) -> str:
        """Of what was reported, what came by the present date (按期办结率)."""
        return share(self.on_time, self.reported)

    @property
    def original_share(self) -> str:
        """The same against the original date."""
        return share(self.on_original_time, self.reported)

    @property
    def average_days(self) -> str:
        return f"{self.days / self.reported:.1f}" if self.reported else "—"


def records_of(actor: Actor, year: int) -> list[Record]:
    """The record of each organ over the items assigned in `year` that the actor may see; two statements."""
    visible = SupervisedItem.objects.visible_to(actor).filter(assigned_on__year=year)
    charges = Charge.objects.filter(item__in=visible.values("pk")).select_related("organ", "item__case")
    found = list(charges.order_by("organ__rank", "organ__path", "pk"))
    reported = _reported(found)
    records: dict[int, Record] = {}
    for charge in found:
        record = records.setdefault(charge.organ_id, Record(charge.organ.label, charge.organ_id))
        _add(record, charge, *reported.get((charge.item.case_id, charge.organ_id), (None, 0)))
    return list(records.values())


def _reported(charges: Iterable[Charge]) -> dict[tuple[int, int], tuple[datetime | None, int]]:
    """When each organ handed its last standing report up, and how many were sent back; by case and organ."""
    cases = {charge.item.case_id for charge in charges}
    rows: Any = Token.objects.filter(case__in=cases, node__in=["check", "handle"]).values("case_id", "organ_id")
    rows = rows.annotate(
        at=Max("ended_at", filter=Q(node="check", life="D")),
        open=Count("no", filter=Q(life="A")),
        back=Count("no", filter=Q(node="handle", life="U")),
    )
    return {
        (row["case_id"], row["organ_id"]): (None if row["open"] else row["at"], row["back"]) for row in rows.order_by()
    }


def _add(record: Record, charge: Charge, reported_at: datetime | None, returned: int) -> None:
    item = charge.item
    day = timezone.localdate(reported_at) if reported_at else None
    record.charged += 1
    record.returned += returned
    record.extended += item.is_extended
    if day is None:
        record.overdue += _is_over(item.due_on) and item.case.ended_at is None
        return
    record.reported += 1
    record.on_time += _by(day, item.due_on)
    record.on_original_time += _by(day, item.original_due_on)
    record.days += (day - item.assigned_on).days


def _by(day: date, due_on: date | None) -> bool:
    return due_on is None or day <= due_on


def _is_over(due_on: date | None) -> bool:
    return due_on is not None and due_on < timezone.localdate()

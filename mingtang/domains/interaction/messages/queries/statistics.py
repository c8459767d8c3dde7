"""How many messages came, how many were answered, how soon and how well: of a period, by organ or by kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models import Message, MessageQuerySet
from mingtang.domains.interaction.messages.rules import share

_COUNTS = {
    "received": Count("pk"),
    "answered": Count("pk", filter=Q(replied_at__isnull=False)),
    "in_time": Count("pk", filter=Q(in_time=True)),
    "published": Count("pk", filter=Q(published_at__isnull=False)),
    "rated": Count("pk", filter=~Q(satisfaction="")),
    "content": Count("pk", filter=Q(satisfaction__in=["good", "fair"])),
    "days": Avg("days"),
}


@dataclass(frozen=True)
class MessageFigures:
    """The figures of some valid messages. Days are working days from receipt to answer, on average."""

    name: str
    key: Any = None
    received: int = 0
    answered: int = 0
    in_time: int = 0
    published: int = 0
    rated: int = 0
    content: int = 0
    days: float | None = None

    @property
    def in_time_share(self) -> str:
        """Of what was answered, what kept its limit, in per cent (按期答复率)."""
        return share(self.in_time, self.answered)

    @property
    def content_share(self) -> str:
        """Of what was rated, what was satisfied or nearly, in per cent (满意率)."""
        return share(self.content, self.rated)

    @property
    def average_days(self) -> str:
        return "—" if self.days is None else f"{self.days:.1f}"


def received_between(rows: MessageQuerySet, since: date, until: date) -> MessageQuerySet:
    """Valid messages that came in from `since` up to and including `until`."""
    return rows.counted().order_by().filter(received_at__date__gte=since, received_at__date__lte=until)


def figures_of(rows: MessageQuerySet, name: str = "合计") -> MessageFigures:
    """The figures of all of them; one statement."""
    return MessageFigures(name, **rows.aggregate(**_COUNTS))


def figures_by_organ(rows: MessageQuerySet) -> list[MessageFigures]:
    """The figures of each organ in charge, by its place among organs; one statement."""
    grouped = rows.filter(unit__isnull=False).values(
        "unit_id", "unit__name", "unit__short_name", "unit__rank", "unit__path"
    )
    found = grouped.annotate(**_COUNTS).order_by("unit__rank", "unit__path")
    return [_figures(row["unit__short_name"] or row["unit__name"], row["unit_id"], row) for row in found]


def figures_by_kind(rows: MessageQuerySet) -> list[MessageFigures]:
    """The figures of each kind that came, in their order; one statement."""
    found = {row["kind"]: row for row in rows.values("kind").annotate(**_COUNTS).order_by()}
    return [_figures(kind.label, code, found[code]) for code, kind in kinds().items() if code in found]


def _figures(name: str, key: Any, row: dict[str, Any]) -> MessageFigures:
    return MessageFigures(name, key, **{column: row[column] for column in _COUNTS})


def month_so_far() -> tuple[date, date]:
    """The first day of this month, and today."""
    today = timezone.localdate()
    return today.replace(day=1), today


def figures_by_month(since: date) -> list[MessageFigures]:
    """The figures of each month from `since` in which something came, the latest first, over all desks; one statement."""
    rows = received_between(Message.objects.all(), since, timezone.localdate())
    found = rows.annotate(month=TruncMonth("received_at")).values("month").annotate(**_COUNTS).order_by("-month")
    return [_figures(f"{row['month'].year}年{row['month'].month}月", row["month"], row) for row in found]


def public_figures() -> MessageFigures:
    """The figures of the month so far over all desks, for everybody; one statement."""
    return figures_of(received_between(Message.objects.all(), *month_so_far()))

"""What is read of the databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from mingtang.domains.portal.databases.models import Quote, Record, RecordQuerySet
from mingtang.domains.portal.databases.rules import Database, said_change
from mingtang.kernel.evidence.api import Actor

WEEK, MONTH = 7, 30
"""Days back that a price is held against (portal.md 7.3)."""


def public_records(database: Database) -> RecordQuerySet:
    """The records that everybody may read, with the organ that answers for them."""
    rows: RecordQuerySet = Record.objects.public().filter(database=database.key).select_related("organ")
    return rows


def kept_records(actor: Actor, database: Database) -> RecordQuerySet:
    """All records that the actor may see, also internal fields and hidden ones."""
    rows: RecordQuerySet = Record.objects.visible_to(actor)
    return rows.filter(database=database.key).select_related("organ")


def sizes() -> dict[str, int]:
    """How many public records each database has; one statement."""
    rows = Record.objects.public().order_by().values_list("database").annotate(Count("pk"))
    return dict(rows.values_list("database", "pk__count"))


@dataclass(frozen=True)
class Price:
    """The newest price of a product on a market, and in words how it changed in 7 and 30 days."""

    quote: Quote
    week: str
    month: str


def prices() -> tuple[date | None, list[Price]]:
    """The newest day and its prices; changes are against the quote 7 and 30 days older, where there is one. Two statements."""
    day = Quote.objects.aggregate(day=Max("day"))["day"]
    if day is None:
        return None, []
    series: dict[tuple[str, str], list[Quote]] = {}
    recent = Quote.objects.filter(day__gte=day - timedelta(days=MONTH))
    for quote in recent.order_by("product", "market", "-day"):
        series.setdefault((quote.product, quote.market), []).append(quote)
    return day, [_price(quotes) for quotes in series.values()]


def _price(quotes: Sequence[Quote]) -> Price:
    now, by_age = quotes[0], {(quotes[0].day - quote.day).days: quote.price for quote in quotes}
    return Price(now, *(said_change(by_age.get(age), now.price) for age in (WEEK, MONTH)))

"""Figures row by row: organs, items, regions, people. Each list is two statements over the counters of months."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, FloatField, QuerySet, Sum
from django.db.models.functions import Cast, NullIf

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.domains.services.efficiency.models import OrganMonth, Outcome
from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.domains.services.efficiency.queries.figures import Scope
from mingtang.domains.services.efficiency.rules.periods import Period
from mingtang.domains.services.efficiency.rules.tally import MEASURES
from mingtang.kernel.directory.api import Account, Organ, Region
from mingtang.kernel.evidence.api import Actor, Protection

Breakdown = Callable[[Scope, Period], QuerySet[Any]]
_ORGAN = ("organ__name", "organ__short_name")
"""Of many rows only what is shown is read: databases group sums by every column that is."""


def organs_of(scope: Scope, period: Period) -> QuerySet[Any]:
    """Organs with what they did."""
    rows = organs_supervised(scope.actor)
    if scope.region:
        rows = rows.filter(region__code__startswith=scope.region)
    return _summed(rows.filter(efficiency_months__start__range=_days(period)), "efficiency_months").select_related(
        "region"
    )


def items_of(scope: Scope, period: Period) -> QuerySet[Any]:
    """Items with what was done about them."""
    rows = scope.narrow(ServiceItem.objects.all()).filter(efficiency_months__start__range=_days(period))
    return _summed(rows, "efficiency_months").select_related("organ").only("name", *_ORGAN)


def regions_of(scope: Scope, period: Period) -> QuerySet[Any]:
    """Regions with what their own organs did."""
    organs = organs_supervised(scope.actor).order_by().values("pk")
    rows = Region.objects.filter(organs__in=organs, organs__efficiency_months__start__range=_days(period))
    if scope.region:
        rows = rows.filter(code__startswith=scope.region)
    return _summed(rows, "organs__efficiency_months")


def people_of(scope: Scope, period: Period) -> QuerySet[Any]:
    """Handlers with what they did in the organs of the scope."""
    organs = scope.narrow(OrganMonth.objects.filter(start__range=_days(period))).order_by().values("organ")
    rows = Account.objects.filter(efficiency_months__organ__in=organs, efficiency_months__start__range=_days(period))
    shown = ("login", "kind", "person__name", *_ORGAN)
    return _summed(rows, "efficiency_months").select_related("person", "organ").only(*shown)


BREAKDOWNS: Mapping[str, Breakdown] = {
    "organs": organs_of,
    "items": items_of,
    "regions": regions_of,
    "people": people_of,
}
"""By what figures may be broken down."""


def outcomes_in(actor: Actor) -> QuerySet[Outcome]:
    """Outcomes that the actor supervises, with what lists show of them."""
    rows: QuerySet[Outcome] = Outcome.objects.visible_to(actor)
    return rows.select_related("application__item", "organ", "person__person", "part")


def application_numbered(actor: Actor, number: str) -> Application | None:
    """The application with this number, of one of the organs that the actor supervises; one statement."""
    rows = Outcome.objects.visible_to(actor).filter(application__number=number.strip())
    found = rows.select_related("application__item", "application__organ").first()
    return found.application if found else None


def organs_supervised(actor: Actor) -> QuerySet[Any]:
    """Organs whose figures the actor may read; no statement."""
    return actor.narrow(Organ.objects.all(), READ_EFFICIENCY, Protection(READ_EFFICIENCY, organ="id"))


def _summed(rows: QuerySet[Any], months: str) -> QuerySet[Any]:
    """`rows` with each measure, the share decided in time (per cent), and the mean of working days."""
    sums: Any = {f"sum_{name}": Sum(f"{months}__{name}") for name in MEASURES}
    decided: Any = NullIf(F("sum_decided"), 0)
    return rows.annotate(**sums).annotate(
        overdue=F("sum_decided") - F("sum_on_time"),
        on_time_share=100.0 * Cast("sum_on_time", FloatField()) / decided,
        mean_days=Cast("sum_working_days", FloatField()) / decided,
    )


def _days(period: Period) -> tuple[Any, Any]:
    return period.first, period.last

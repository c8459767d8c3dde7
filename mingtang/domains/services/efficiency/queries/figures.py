"""Figures from the counters: totals, organs, regions, days, indicators. Their cost does not grow with the applications."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.domains.services.efficiency.indicators import grading, indicators
from mingtang.domains.services.efficiency.models import Light, OrganDay, OrganMonth, Outcome
from mingtang.domains.services.efficiency.permissions import READ_EFFICIENCY
from mingtang.domains.services.efficiency.rules.course import COUNTED
from mingtang.domains.services.efficiency.rules.indicators import Value, value
from mingtang.domains.services.efficiency.rules.periods import Period
from mingtang.domains.services.efficiency.rules.tally import MEASURES
from mingtang.domains.services.ratings.api import Invitation, counts_of
from mingtang.kernel.clocks.api import end_of, start_of
from mingtang.kernel.directory.api import Organ, Region
from mingtang.kernel.evidence.api import Actor, Protection

SUMS: Any = {name: Sum(name, default=0) for name in MEASURES}
_BY_ORGAN = Protection(READ_EFFICIENCY, organ="organ_id")
_COUNTED = [each.value for each in COUNTED]


@dataclass(frozen=True)
class Scope:
    """Whose figures: what the actor supervises, in a region ("" for all), of one organ (None for all)."""

    actor: Actor
    region: str = ""
    organ: int | None = None

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows with a column `organ`, cut down to the scope; no statement."""
        found = self.actor.narrow(rows, READ_EFFICIENCY, _BY_ORGAN)
        if self.region:
            found = found.filter(organ__region__code__startswith=self.region)
        return found if self.organ is None else found.filter(organ=self.organ)


@dataclass
class OrganFigures:
    """What one organ did in a period."""

    organ_id: int
    name: str
    region: str
    counted: Mapping[str, int]
    lights: Mapping[str, int] = field(default_factory=dict)

    @property
    def reds(self) -> int:
        """Confirmed red lights, the serious among them."""
        return self.lights.get("red", 0) + self.lights.get("serious", 0)

    @property
    def score(self) -> int:
        return grading().score(self.lights)

    @property
    def grade(self) -> str:
        return grading().grade(self.score)


def by_organ(scope: Scope, period: Period) -> list[OrganFigures]:
    """Each organ that did anything or has a confirmed light, the largest first; two statements."""
    rows = scope.narrow(OrganMonth.objects.all()).filter(start__range=(period.first, period.last)).order_by()
    named = rows.values("organ_id", "organ__name", "organ__short_name", "organ__region__name").annotate(**SUMS)
    lights = confirmed_by_organ(scope, period)
    found = [
        OrganFigures(
            row["organ_id"], row["organ__short_name"] or row["organ__name"], row["organ__region__name"],
            {name: row[name] for name in MEASURES}, lights.get(row["organ_id"], {}),
        )
        for row in named
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.counted["decided"], -each.counted["submitted"], each.organ_id))


def confirmed_by_organ(scope: Scope, period: Period) -> dict[int, dict[str, int]]:
    """Confirmed lights raised in a period, by organ: serious, red that are not, yellow; one statement."""
    within = (start_of(period.first), end_of(period.last))
    rows = scope.narrow(Light.objects.filter(stage__in=_COUNTED, raised_at__range=within)).order_by()
    counts = rows.values_list("organ_id").annotate(
        n_serious=Count("pk", filter=Q(serious=True)),
        n_red=Count("pk", filter=Q(level="red", serious=False)),
        n_yellow=Count("pk", filter=Q(level="yellow")),
    )
    return {organ: {"serious": serious, "red": red, "yellow": yellow} for organ, serious, red, yellow in counts}


def totals(organs: list[OrganFigures]) -> dict[str, int]:
    """The sums of organs; no statement."""
    return {name: sum(each.counted[name] for each in organs) for name in MEASURES}


def total_lights(organs: list[OrganFigures]) -> dict[str, int]:
    """Confirmed lights of organs: red ones with the serious among them."""
    return {"red": sum(each.reds for each in organs), "yellow": sum(each.lights.get("yellow", 0) for each in organs)}


def item_facts(scope: Scope) -> dict[str, int]:
    """What is true of the items in force today; one statement."""
    rows = scope.narrow(ServiceItem.objects.filter(state=ServiceItem.State.PUBLISHED)).order_by()
    same = Q(statutory_amount__isnull=False, promise_amount__isnull=False, statutory_unit=F("promise_unit"))
    sums = rows.aggregate(
        items=Count("pk"),
        immediate=Count("pk", filter=Q(project_type="1")),
        online=Count("pk", filter=Q(is_online=True)),
        full_online=Count("pk", filter=Q(is_online=True, visits=0)),
        once=Count("pk", filter=Q(visits__lte=1)),
        zero_visits=Count("pk", filter=Q(visits=0)),
        statutory=Sum("statutory_amount", filter=same, default=0),
        promised=Sum("promise_amount", filter=same, default=0),
        materials_first=Sum("first_material_count", default=0),
        materials_now=Sum("material_count", filter=Q(first_material_count__isnull=False), default=0),
    )
    return {**sums, "compressed": sums["statutory"] - sums["promised"]}


def rating_facts(scope: Scope, period: Period) -> dict[str, int]:
    """What people said who were asked in a period; one statement."""
    return counts_of(scope.narrow(Invitation.objects.all()), period.first, period.last)


def values(scope: Scope, period: Period, organs: list[OrganFigures]) -> list[Value]:
    """All indicators over the figures of organs in a period; two statements, of the items and of the ratings."""
    amounts = {
        "counted": totals(organs),
        "items": item_facts(scope),
        "lights": total_lights(organs),
        "ratings": rating_facts(scope, period),
    }
    return [value(indicator, amounts) for indicator in indicators()]


def course(scope: Scope, period: Period) -> list[dict[str, Any]]:
    """What came in and what was decided, by day in a month, else by month; one statement."""
    table = OrganDay if period.months == 1 else OrganMonth
    rows = scope.narrow(table.objects.all()).filter(start__range=(period.first, period.last))
    sums = rows.values("start").annotate(accepted=Sum("accepted"), decided=Sum("decided")).order_by("start")
    return [row for row in sums if row["accepted"] or row["decided"]]


def open_lights(scope: Scope) -> list[dict[str, Any]]:
    """Lights that shine now, by organ; one statement."""
    rows = scope.narrow(Light.objects.open()).order_by()
    named = rows.values("organ_id", "organ__name", "organ__short_name").annotate(
        red=Count("pk", filter=Q(level="red")),
        yellow=Count("pk", filter=Q(level="yellow")),
        serious=Count("pk", filter=Q(serious=True)),
    )
    return sorted(named, key=lambda row: (-row["red"], -row["yellow"], row["organ_id"]))


def under_way(scope: Scope) -> int:
    """Parts that are under way now; one statement on a partial index."""
    return scope.narrow(Outcome.objects.filter(decided_on=None, refused_on=None, abandoned_on=None)).count()


def due_today(scope: Scope, today: date | None = None) -> int:
    """Applications whose promise ends today and that are not decided; one statement."""
    day = end_of(today or timezone.localdate())
    return scope.narrow(Application.objects.filter(due_at=day, decided_at=None)).count()


def regions_of(actor: Actor) -> list[tuple[str, str]]:
    """Regions with organs that the actor supervises, for the filter; one statement."""
    organs = actor.narrow(Organ.objects.all(), READ_EFFICIENCY, Protection(READ_EFFICIENCY, organ="id"))
    rows = Region.objects.filter(pk__in=organs.order_by().values("region_id")).order_by("code")
    return [(code, name) for code, name in rows.values_list("code", "name")]

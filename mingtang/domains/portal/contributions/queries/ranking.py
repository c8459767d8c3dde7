"""The ranking of a desk: units by their points in a period."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mingtang.domains.portal.contributions.models import Merit as StoredMerit
from mingtang.domains.portal.contributions.models import ReportingUnit
from mingtang.domains.portal.contributions.rules.periods import Period
from mingtang.domains.portal.contributions.rules.ranking import Standing, ranked
from mingtang.domains.portal.contributions.rules.scoring import SUBMITTED, Merit, Score, score
from mingtang.domains.portal.contributions.scoretable import score_table


def ranking(desk_id: int, period: Period) -> list[Standing]:
    """All units of a desk, those without points too; two statements however many."""
    units = list(ReportingUnit.objects.filter(desk=desk_id).select_related("organ"))
    merits = merits_of([unit.pk for unit in units], period.before.first, period.last)
    return ranked([_standing(unit, merits[unit.pk], period) for unit in units])


def score_of(unit: ReportingUnit, period: Period) -> Score:
    """The points of one unit; one statement."""
    merits = merits_of([unit.pk], period.first, period.last)[unit.pk]
    return score(merits, unit.group, score_table(), period)


def merits_of(units: Sequence[int], first: date, last: date) -> dict[int, list[Merit]]:
    """What counts for units, by id, from a first day to a last; one statement."""
    found: dict[int, list[Merit]] = defaultdict(list)
    rows = StoredMerit.objects.filter(unit__in=units, on__gte=first, on__lte=last).order_by("on", "pk")
    for unit, event, level, on, content in rows.values_list("unit_id", "event", "level", "on", "submission_id"):
        found[unit].append(Merit(event, level, on, content))
    return found


def _standing(unit: ReportingUnit, merits: Sequence[Merit], period: Period) -> Standing:
    inside = [merit for merit in merits if period.holds(merit.on)]
    submitted = {merit.content for merit in inside if merit.event == SUBMITTED}
    adopted = {merit.content for merit in inside if merit.event == "adopted"}
    table = score_table()
    return Standing(
        unit=unit.organ_id, name=unit.organ.label, group=unit.group, submitted=len(submitted), adopted=len(adopted),
        score=score(merits, unit.group, table, period), before=score(merits, unit.group, table, period.before).total,
    )  # fmt: skip

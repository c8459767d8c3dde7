"""Bad ratings whose follow-up has not kept its limits: supervision asks."""

from dataclasses import dataclass
from datetime import datetime

from mingtang.domains.services.ratings.case_type import CALL, RECTIFICATION
from mingtang.domains.services.ratings.models import Rating
from mingtang.kernel.cases.api import Clock
from mingtang.kernel.directory.api import Organ


@dataclass(frozen=True)
class LateFollowUp:
    """A step of following a bad rating up that is late: which, since when, and the organ that owes it."""

    rating: Rating
    step: str
    title: str
    due_at: datetime
    organ: Organ


def late_follow_ups(now: datetime) -> list[LateFollowUp]:
    """Calls back and rectifications that are overdue and not done, those of flagged ratings left out; two statements."""
    late = Clock.objects.filter(code__in=(CALL, RECTIFICATION), standing="running", due_at__lte=now)
    clocks = list(late.filter(case__rating__flagged_at=None, case__rating__isnull=False))
    rows = Rating.objects.filter(case__in=[clock.case_id for clock in clocks]).select_related(
        "organ", "office", "invitation__application"
    )
    by_case = {rating.case_id: rating for rating in rows}
    return [_late(by_case[clock.case_id], clock) for clock in clocks if clock.case_id in by_case]


def _late(rating: Rating, clock: Clock) -> LateFollowUp:
    """Whoever was asked to call back owes the call, the organ that was rated whatever comes after it."""
    assert clock.due_at is not None  # what has no end is not late
    organ = rating.office if clock.code == CALL else rating.organ
    return LateFollowUp(rating, clock.code, str(clock), clock.due_at, organ)

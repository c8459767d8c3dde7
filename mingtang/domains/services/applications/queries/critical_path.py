"""Which organ a joint matter spends its time with: planned, used and waited working days of each branch, the chain that
decides when the whole ends, and what would be if some branch took another time, or were not needed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils import timezone

from mingtang.domains.services.applications.joint.limits import needed
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.branches import (
    BRANCH_KINDS,
    Branch,
    BranchKind,
    Known,
    Span,
    chain_of,
    planned,
    with_days,
)
from mingtang.kernel.cases.api import Step as Record
from mingtang.kernel.cases.api import Token, history
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.calendar import WorkCalendar

_INSTANT = timedelta(microseconds=1)
"""A limit of whole days ends with the first moment of the next day."""
LOST = frozenset({State.LAPSED, State.NOT_ACCEPTED, State.TERMINATED, State.WITHDRAWN, State.VOIDED})


@dataclass(frozen=True)
class BranchTime:
    """One branch: its promise, what it has used and waited, where it stands in the plan; all in working days.

    `span` is None for a branch that came to nothing or is left out.
    """

    branch: Branch
    part: Part
    planned: int
    used: int
    waited: int
    span: Span | None
    is_critical: bool
    opinion: str = ""

    @property
    def kind(self) -> str:
        return BRANCH_KINDS[self.branch.kind]

    @property
    def outcome(self) -> str:
        """Its decision, else where it stands."""
        return str(self.part.get_decision_display() or self.part.get_state_display())

    @property
    def light(self) -> str:
        """`done`, `red`, `amber`, `green`; `pause` while its turn has not come."""
        if self.part.decision or self.span is None:
            return "done"
        if self.part.state == State.SPECIAL or not self.has_begun:
            return "pause"
        return "red" if self.used > self.planned else "amber" if self.used == self.planned else "green"

    @property
    def has_begun(self) -> bool:
        """Whether its days are counted: accepted, or asked for its opinion."""
        return self.part.accepted_on is not None or (
            self.branch.kind is BranchKind.OPINION and self.part.state in {State.REVIEWING, State.DECIDED}
        )

    @property
    def left(self) -> str:
        """How time stands in words."""
        if self.light == "done":
            return self.outcome
        if self.light == "pause":
            return str(self.part.get_state_display())
        late = self.used - self.planned
        return f"超期 {late} 日" if late > 0 else f"余 {-late} 日"


@dataclass(frozen=True)
class CriticalPath:
    """The plan of a joint matter from `start`. `ends_on` is when it ends as things stand, `promised_on` its promise."""

    start: date
    today: int
    length: int
    ends_on: date
    promised_on: date | None
    rows: list[BranchTime]
    chain: list[str]
    late: int = 0
    asked: Mapping[str, int] = field(default_factory=dict)
    without: Collection[str] = ()

    @property
    def costliest(self) -> BranchTime | None:
        """The branch that has used most beyond its promise, or will; None while none has begun."""
        begun = [row for row in self.rows if row.used]
        return max(begun, key=lambda row: (row.used - row.planned, row.used), default=None)


def critical_path(
    application: Application, days: Mapping[str, int] | None = None, without: Collection[str] = ()
) -> CriticalPath:
    """How the time of a joint matter is spent. With `days` (working days by branch) or `without` (branches): what if?

    Four statements and those of the calendar. Raises ValueError for an application of one organ.
    """
    parts = {part.branch: part for part in application.parts.select_related("organ")}
    branches = with_days(needed(application), days or {})
    if not branches:
        raise ValueError("not a joint matter")
    told = _Told(application, parts)
    counted = [each for each in branches if each.key not in without and parts[each.key].state not in LOST]
    plan = planned(branches, [each.key for each in counted], told.known(counted), told.today)
    chain, length = chain_of(plan), max((span.finish for span in plan.values()), default=0)
    promised = parts[""].promise_due_at
    promised_on = timezone.localdate(promised - _INSTANT) if promised else None
    ends_on = told.day(length)
    return CriticalPath(
        start=told.start, today=told.today, length=length, ends_on=ends_on, promised_on=promised_on,
        rows=[told.row(each, plan.get(each.key), each.key in chain) for each in branches],
        chain=[parts[key].title for key in chain],
        late=max(told.calendar.count(promised_on, ends_on), 0) if promised_on else 0,
        asked=days or {}, without=without,
    )  # fmt: skip


class _Told:
    """What has happened in an application, in working days after its beginning."""

    def __init__(self, application: Application, parts: Mapping[str, Part]) -> None:
        self.application, self.parts = application, parts
        self.calendar: WorkCalendar = office_hours(application.organ_id).calendar
        self.now = timezone.localdate()
        received = timezone.localdate(application.received_at or timezone.now())
        self.start = parts[""].accepted_on or received
        self.today = self._after(timezone.localdate(application.decided_at) if application.decided_at else self.now)
        self._opened = _opened(application)
        self._opinions = _opinions(application)

    def _after(self, day: date) -> int:
        return max(self.calendar.count(self.start, day), 0)

    def day(self, offset: int) -> date:
        """The day so many working days after the beginning."""
        usual = statute("services.joint_decision", self.start)
        return last_day(replace(usual, amount=offset), self.start, self.application.organ_id)

    def known(self, branches: Collection[Branch]) -> dict[str, Known]:
        return {each.key: Known(self._began(each), self._ended(each)) for each in branches}

    def _began(self, branch: Branch) -> int | None:
        part = self.parts[branch.key]
        day = part.accepted_on or (self._opened.get(branch.key) if branch.kind is BranchKind.OPINION else None)
        return self._after(day) if day else None

    def _ended(self, branch: Branch) -> int | None:
        at = self.parts[branch.key].decided_at
        return self._after(timezone.localdate(at)) if at else None

    def row(self, branch: Branch, span: Span | None, critical: bool) -> BranchTime:
        began, ended = self._began(branch), self._ended(branch)
        used = max((self.today if ended is None else ended) - began, 0) if began is not None else 0
        waited = began if began is not None else self.today
        return BranchTime(
            branch, self.parts[branch.key], branch.days, used, waited, span, critical,
            self._opinions.get(branch.key, ""),
        )  # fmt: skip


def _opened(application: Application) -> dict[str, date]:
    """Since when each organ has been asked for its opinion."""
    rows = Token.objects.filter(case=application.case_id, node__startswith=f"{Step.OPINE}_", kind="T")
    return {step_of(node)[1]: timezone.localdate(born) for node, born in rows.values_list("node", "born")}


def _opinions(application: Application) -> dict[str, str]:
    """What each organ has said last when it gave its opinion or decided."""
    steps = {Step.OPINE, Step.DECIDE, Step.REFUSE}
    records: list[Record] = list(history(application.case).filter(command="Complete")) if application.case else []
    told = ((step_of(record.node), record.opinion) for record in records)
    return {branch: opinion for (step, branch), opinion in told if step in steps and branch}

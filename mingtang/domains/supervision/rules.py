"""Pure rules of supervision: stages and lights (政府督查工作条例; office.md of the domain)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingtang.lib.calendar import CalendarGap, WorkCalendar


class Stage(StrEnum):
    """Where an item stands. All but the draft and the dates follow from its case."""

    DRAFT = "draft"
    APPROVAL = "approval"
    REVISION = "revision"
    DISPATCH = "dispatch"
    HANDLING = "handling"
    SIGNING = "signing"
    SUMMARY = "summary"
    VERIFICATION = "verification"
    CLOSING = "closing"
    CLOSED = "closed"
    REFUSED = "refused"
    ENDED = "ended"


STAGES: dict[str, str] = {
    Stage.DRAFT: "拟立项",
    Stage.APPROVAL: "立项审批",
    Stage.REVISION: "修改立项",
    Stage.DISPATCH: "交办",
    Stage.SIGNING: "待签收",
    Stage.HANDLING: "办理中",
    Stage.SUMMARY: "汇总反馈",
    Stage.VERIFICATION: "督查审核",
    Stage.CLOSING: "审定办结",
    Stage.CLOSED: "已办结",
    Stage.REFUSED: "不予立项",
    Stage.ENDED: "已终止",
}
"""Stages in words, in their order."""

NODES: dict[str, Stage] = {
    "approve": Stage.APPROVAL,
    "revise": Stage.REVISION,
    "dispatch": Stage.DISPATCH,
    "handle": Stage.HANDLING,
    "check": Stage.HANDLING,
    "sign": Stage.SIGNING,
    "summarise": Stage.SUMMARY,
    "verify": Stage.VERIFICATION,
    "close": Stage.CLOSING,
}
"""Which stage an open step of the process means; of several open steps the first one here counts."""

OVER = frozenset({Stage.CLOSED, Stage.REFUSED, Stage.ENDED})


def stage_of(*, has_case: bool, status: str, assigned: bool, node: str) -> Stage:
    """The stage of an item: of its case's status and foremost open step (`node`)."""
    if not has_case:
        return Stage.DRAFT
    if status in {"running", "suspended"}:
        return NODES.get(node, Stage.HANDLING)
    if status == "completed":
        return Stage.CLOSED if assigned else Stage.REFUSED
    return Stage.ENDED


@dataclass(frozen=True)
class Standing:
    """How time stands: the state of a light, and its words."""

    state: str
    label: str


NO_DATE = Standing("", "")
WARN_DAYS = 3
"""Working days before the date from which the light is amber, unless the node sets its own (supervision_reminder)."""


def standing_of(
    due_on: date | None, ended_on: date | None, *, today: date, calendar: WorkCalendar, warn_days: int = WARN_DAYS
) -> Standing:
    """The light of a date. The last day is whole. What was ended keeps the light it ended with."""
    if due_on is None:
        return NO_DATE
    if ended_on is not None:
        return Standing("done", "按期办结" if ended_on <= due_on else "超期办结")
    left = working_days(today, due_on, calendar)
    if today > due_on:
        return Standing("red", f"超期 {max(1, -left)} 个工作日")
    if today == due_on:
        return Standing("amber", "今天到期")
    return Standing("amber" if left <= warn_days else "green", f"余 {left} 个工作日")


def working_days(after: date, until: date, calendar: WorkCalendar) -> int:
    """Working days after one day up to another, negative backwards; natural days beyond the calendar's years."""
    try:
        return calendar.count(after, until) if after <= until else -calendar.count(until, after)
    except CalendarGap:
        return (until - after).days


def share(part: int, whole: int) -> str:
    """A share in per cent with one digit; a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "—"

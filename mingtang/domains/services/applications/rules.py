"""Pure rules of applications: where one stands, what the law forbids, how it is numbered (行政许可法, 2019)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingtang.domains.services.applications.process.steps import Step, step_of
from mingtang.lib.identifiers import is_luhn_number, luhn_digit


class State(StrEnum):
    """Where an application, or the part of one organ in it, stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PRE_RETURNED = "pre_returned"
    RECEIVED = "received"
    CORRECTING = "correcting"
    NOT_ACCEPTED = "not_accepted"
    WAITING = "waiting"
    REVIEWING = "reviewing"
    SPECIAL = "special"
    DECIDING = "deciding"
    DECIDED = "decided"
    ISSUING = "issuing"
    CLOSED = "closed"
    LAPSED = "correction_lapsed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    VOIDED = "voided"


STATES: dict[State, str] = {
    State.DRAFT: "暂存",
    State.SUBMITTED: "待收件",
    State.PRE_RETURNED: "预审退回",
    State.RECEIVED: "已收件",
    State.CORRECTING: "待补正",
    State.NOT_ACCEPTED: "不予受理",
    State.WAITING: "等待前置环节",
    State.REVIEWING: "审查中",
    State.SPECIAL: "特别程序中",
    State.DECIDING: "待决定",
    State.DECIDED: "已决定",
    State.ISSUING: "制证送达",
    State.CLOSED: "办结",
    State.LAPSED: "补正不来办结",
    State.WITHDRAWN: "申请人撤回",
    State.TERMINATED: "终止办理",
    State.VOIDED: "作废",
}
"""States in words, in the order of the way."""

OVER = frozenset({State.NOT_ACCEPTED, State.CLOSED, State.LAPSED, State.WITHDRAWN, State.TERMINATED, State.VOIDED})

TOO_LATE = frozenset({State.ISSUING, State.DECIDED}) | OVER
"""States in which an applicant can no longer take his application back."""

_AT: dict[Step, State] = {
    Step.RECEIVE: State.SUBMITTED,
    Step.AMEND: State.PRE_RETURNED,
    Step.CORRECT: State.CORRECTING,
    Step.DEFECTS: State.RECEIVED,
    Step.NOTIFY: State.RECEIVED,
    Step.ACCEPT: State.RECEIVED,
    Step.REFUSE: State.RECEIVED,
    Step.DECIDE: State.DECIDING,
    Step.CONCLUDE: State.DECIDING,
    Step.ISSUE: State.ISSUING,
    Step.DELIVER: State.ISSUING,
}
_FURTHEST = (
    State.ISSUING,
    State.SUBMITTED,
    State.PRE_RETURNED,
    State.CORRECTING,
    State.REVIEWING,
    State.DECIDING,
    State.RECEIVED,
)
"""Of several open steps the first of these counts: what the applicant has to do goes before what organs do meanwhile."""


def state_at(nodes: Iterable[str]) -> State:
    """The state that the open steps of a running case mean. What departments drew themselves is review, and so is waiting."""
    found = {_AT.get(step, State.REVIEWING) if step else State.REVIEWING for step, _ in map(step_of, nodes)}
    return next((state for state in _FURTHEST if state in found), State.REVIEWING)


def part_state_at(nodes: Iterable[str], branch: str) -> State | None:
    """The state that open steps mean for one branch; None when none of them is its own."""
    own = [node for node in nodes if step_of(node)[1] == branch]
    return state_at(own) if own else None


@dataclass(frozen=True)
class Progress:
    """What has happened so far that the law asks about before the next step."""

    handlers: frozenset[int] = frozenset()
    correction_notices: int = 0
    corrected: frozenset[str] = frozenset()
    unpaid: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    hearing_owed: bool = False
    pre_returns: int = 0
    unfinished: str = ""


def why_not_decide(progress: Progress, decider: int | None, *, separated: bool = True) -> str:
    """Why no decision can be made now by `decider`, "" when it can. `separated` asks for another person than the handler."""
    if separated and decider in progress.handlers:
        return "承办人不能决定自己承办的事项，请由其他负责人决定。"
    if progress.unpaid:
        return f"还有费用没有缴清：{'、'.join(progress.unpaid)}。"
    if progress.outstanding:
        return f"容缺材料还没有补齐：{'、'.join(progress.outstanding)}。"
    if progress.hearing_owed:
        return "依法应当先告知申请人享有要求听证的权利。"
    return progress.unfinished


def why_not_correct(progress: Progress, asked: Collection[str]) -> str:
    """Why the applicant cannot be asked to correct `asked`, "" when he can: all defects are told at once.

    A second notice concerns only what was corrected (行政许可法第三十二条第一款第四项: 一次告知).
    """
    if not asked:
        return "请列出需要补正的全部内容。"
    if progress.correction_notices and (fresh := sorted(set(asked) - progress.corrected)):
        return f"应当一次告知全部补正内容，不能再就未告知过的内容要求补正：{'、'.join(fresh)}。"
    return ""


def why_too_late(today: date, until: date) -> str:
    """Why nothing can be asked for and nothing refused after the last day of acceptance, "" until then (第三十二条第一款第四项)."""
    return "五个工作日内没有告知，依法自收到材料之日起即为受理。" if today > until else ""


def why_not_confirm(progress: Progress, checker: int | None) -> str:
    """Why somebody cannot confirm that an application is not accepted, "" when he can: never what he proposed himself."""
    return "提出不予受理的人不能自己审核，请由其他负责人审核。" if checker in progress.handlers else ""


def why_not_answered(asked: Iterable[str], renewed: Collection[str]) -> str:
    """Why a correction cannot be handed in, "" when it can: every material that was `asked` for has come anew."""
    left = [each for each in asked if each not in renewed]
    return f"还没有补正：{'、'.join(left)}。" if left else ""


def why_not_send_back(progress: Progress) -> str:
    """Why an application cannot be sent back before receipt, "" when it can: once for each set of defects."""
    return "预审只能退回一次，请收件后依法处理。" if progress.pre_returns else ""


def why_not_inspected(inspectors: Collection[object]) -> str:
    """Why an inspection does not count, "" when it does (行政许可法第三十四条第三款)."""
    return "" if len(set(inspectors)) >= 2 else "现场核查应当指派两名以上工作人员进行。"


def why_not_extend(*, extended: int, times: int, today: date, due_on: date | None) -> str:
    """Why a limit cannot be extended now, "" when it can: before it ends, and no more often than the law allows."""
    if extended >= times:
        return "已经延长过期限，不能再次延长。" if times else "该期限不能延长。"
    return "期限已经届满，不能再延长。" if due_on is not None and today > due_on else ""


def project_number(task_code: str, on: date, n: int) -> str:
    """The number of an application: the code of the item, the day, and a serial number within the day (办件编号)."""
    return f"{task_code}{on:%Y%m%d}{n:04}"


def query_code(digits: str) -> str:
    """A code for asking about an application by telephone or on a phone: `digits` and their Luhn check digit."""
    return digits + luhn_digit(digits)


def is_query_code(text: str) -> bool:
    """Whether `text` is such a code, so that a slip of the finger is told from an application that does not exist."""
    return len(text) == QUERY_DIGITS and is_luhn_number(text)


QUERY_DIGITS = 12

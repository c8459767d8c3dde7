"""How a request stands, the steps of its process and their outcomes (domain notes disclosure.md, section 3.3)."""

from collections.abc import Collection
from enum import StrEnum

CASE_TYPE, CASE_TYPE_ANEW = "disclosure-request", "disclosure-request-anew"
"""A request, and replying to it anew after its reply was corrected: the same process, no number of its own."""


class State(StrEnum):
    """How a request stands (disclosure.md 3.3). That it was extended is a date of its own beside them."""

    SUBMITTED = "submitted"
    REGISTERED = "registered"
    IN_PROCESS = "in_process"
    CORRECTING = "correcting"
    THIRD_PARTY = "third_party"
    CONSULTING = "consulting_organ"
    FEE_NOTICE = "fee_notice"
    REVIEWING = "drafting_reply"
    SIGNED = "signed"
    REPLIED = "replied"
    TOLD = "wrong_channel"
    LAPSED = "lapsed"
    LAPSED_FEE = "lapsed_fee"
    WITHDRAWN = "withdrawn"


STATES = {
    State.SUBMITTED: "待登记",
    State.REGISTERED: "已登记",
    State.IN_PROCESS: "办理中",
    State.CORRECTING: "补正中",
    State.THIRD_PARTY: "征求第三方意见",
    State.CONSULTING: "征求其他机关意见",
    State.FEE_NOTICE: "待缴费",
    State.REVIEWING: "答复审签",
    State.SIGNED: "待送达",
    State.REPLIED: "已答复",
    State.TOLD: "已告知其他渠道",
    State.LAPSED: "逾期不补正",
    State.LAPSED_FEE: "逾期未缴费",
    State.WITHDRAWN: "已撤回",
}


class Node(StrEnum):
    """Steps of the process that people do."""

    CONFIRM = "confirm"
    HANDLE = "handle"
    CORRECT = "correct"
    CONSULT = "consult"
    PAY = "pay"
    REVIEW = "review"
    SIGN = "sign"
    DELIVER = "deliver"


REGISTERED, WRONG_CHANNEL = "登记", "告知其他渠道"
ASK_CORRECTION, ASK_OPINION, ASK_FEE, DRAFTED = "要求补正", "征求意见", "通知收费", "报送审查"
CORRECTED, NOT_CORRECTED = "收到补正", "逾期不补正"
CONSULTED = "意见收齐"
PAID, NOT_PAID = "已缴费", "逾期未缴费"
AGREED, SIGNED, BACK = "同意", "签发", "退回修改"
DELIVERED = "已送达"

OUTCOMES: dict[Node, tuple[str, ...]] = {
    Node.CONFIRM: (REGISTERED, WRONG_CHANNEL),
    Node.HANDLE: (DRAFTED, ASK_CORRECTION, ASK_OPINION, ASK_FEE),
    Node.CORRECT: (CORRECTED, NOT_CORRECTED),
    Node.CONSULT: (CONSULTED,),
    Node.PAY: (PAID, NOT_PAID),
    Node.REVIEW: (AGREED, BACK),
    Node.SIGN: (SIGNED, BACK),
    Node.DELIVER: (DELIVERED,),
}
_AT = {
    Node.CONFIRM: State.SUBMITTED, Node.CORRECT: State.CORRECTING, Node.PAY: State.FEE_NOTICE,
    Node.REVIEW: State.REVIEWING, Node.SIGN: State.REVIEWING, Node.DELIVER: State.SIGNED,
}  # fmt: skip
_ENDS = {
    DELIVERED: State.REPLIED,
    NOT_CORRECTED: State.LAPSED,
    NOT_PAID: State.LAPSED_FEE,
    WRONG_CHANNEL: State.TOLD,
}


def state_at(nodes: Collection[str], outcome: str, *, asks_third_party: bool) -> State:
    """How a running request stands whose open steps are `nodes`, after a step ended with `outcome`."""
    node = Node(next(iter(nodes)))
    if node is Node.CONSULT:
        return State.THIRD_PARTY if asks_third_party else State.CONSULTING
    if node is Node.HANDLE:
        return State.REGISTERED if outcome == REGISTERED else State.IN_PROCESS
    return _AT[node]


def state_at_end(outcome: str) -> State:
    """How a request stands whose case has ended; one that ended otherwise than by its last step was withdrawn."""
    return _ENDS.get(outcome, State.WITHDRAWN)


WITH_APPLICANT = frozenset({State.CORRECTING, State.FEE_NOTICE})
"""While the applicant is asked; the limit of the reply has ended and begins anew with what he does."""
OVER = frozenset({State.REPLIED, State.TOLD, State.LAPSED, State.LAPSED_FEE, State.WITHDRAWN})

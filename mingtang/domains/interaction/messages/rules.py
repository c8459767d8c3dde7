"""Pure rules of interaction: stages, and answers that put off (portal.md 5)."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Stage(StrEnum):
    """Where a message stands."""

    SCREENING = "screening"
    CONFIRMING = "confirming"
    SIGNING = "signing"
    REPLYING = "replying"
    REVIEWING = "reviewing"
    PUBLISHING = "publishing"
    ANSWERED = "answered"
    INVALID = "invalid"
    REFERRED = "referred"
    ENDED = "ended"


STAGES: dict[str, str] = {
    Stage.SCREENING: "待受理",
    Stage.CONFIRMING: "待复核",
    Stage.SIGNING: "待签收",
    Stage.REPLYING: "办理中",
    Stage.REVIEWING: "答复审核",
    Stage.PUBLISHING: "待定公开",
    Stage.ANSWERED: "已答复",
    Stage.INVALID: "不予受理",
    Stage.REFERRED: "已指引",
    Stage.ENDED: "已终止",
}
NODES: dict[str, Stage] = {
    "screen": Stage.SCREENING,
    "confirm": Stage.CONFIRMING,
    "sign": Stage.SIGNING,
    "reply": Stage.REPLYING,
    "review": Stage.REVIEWING,
    "answer": Stage.ANSWERED,
    "publish": Stage.PUBLISHING,
}
"""Which stage an open step of the process means."""

VALID, INVALID, REFERRED = "valid", "invalid", "referred"
DISPATCH, REJECT, REFER = "转办", "无效", "转专门渠道"
VALIDITIES = {DISPATCH: VALID, REJECT: INVALID, REFER: REFERRED}
RETURN, AGREE, DISAGREE, REVISE, OPEN, CLOSED = "退回", "同意", "不同意", "退回修改", "公开", "不公开"


def stage_of(open_nodes: Sequence[str], *, status: str, validity: str) -> Stage:
    """The stage of a message: of the open step of its case, or of how it ended."""
    for node in open_nodes:
        if node in NODES and not (node == "answer" and validity != VALID):
            return NODES[node]
    if validity == INVALID:
        return Stage.INVALID
    if validity == REFERRED:
        return Stage.REFERRED
    return Stage.ENDED if status == "terminated" else Stage.ANSWERED


_PUT_OFF = re.compile(r"收悉|请(您)?(咨询|联系|拨打|向)|已转")
_CONTACT = re.compile(r"\d{5,}")
SHORT = 60


def is_evasive(reply: str) -> bool:
    """Whether an answer only says that it came in, or that others should be asked, without saying whom (推诿)."""
    return len(reply.strip()) < SHORT and bool(_PUT_OFF.search(reply)) and not _CONTACT.search(reply)


def share(part: int, whole: int) -> str:
    """A share in per cent with one digit; a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "—"

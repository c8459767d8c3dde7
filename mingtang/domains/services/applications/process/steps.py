"""The steps that the law knows, their outcomes, and how their ids are read.

Nobody sends back by an outcome: 退回 is a verb of the case, which leads to any earlier step and leaves other branches alone.
"""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A step by the first word of its id."""

    RECEIVE = "receive"
    AMEND = "amend"
    DEFECTS = "defects"
    NOTIFY = "notify"
    ACCEPT = "accept"
    CORRECT = "correct"
    REFUSE = "refuse"
    REVIEW = "review"
    INSPECT = "inspect"
    CHECK = "check"
    OPINE = "opine"
    DECIDE = "decide"
    CONCLUDE = "conclude"
    ISSUE = "issue"
    DELIVER = "deliver"
    VERIFY = "verify"
    URGE = "urge"


RECEIVED, SENT_BACK = "收件", "预审退回"
FILED_AGAIN = "重新提交"
COMPLETE, DEFECTIVE = "材料齐全", "需要补正"
NOTIFIED = "发出补正通知"
ACCEPTED, CORRECTION, NOT_ACCEPTED = "受理", "补正", "不予受理"
CORRECTED = "已补正"
AGREED = "同意"
DISAGREED, UPWARDS = "不同意", "同意但需报上级"
SUBMITTED = "提交"
INSPECTED = "完成核查"
GRANTED, DENIED = "准予", "不予"
CONCLUDED, ISSUED, DELIVERED, URGED = "汇总完成", "制作完成", "已送达", "已督促"
TRUE, UNTRUE = "承诺属实", "承诺不实"


@dataclass(frozen=True)
class StepWords:
    """What a step is called, who does it (a role, or "initiator"), its outcomes (the usual one first), and for which of
    them a reason must be given.
    """

    title: str
    candidates: str
    outcomes: tuple[str, ...]
    reasoned: frozenset[str] = frozenset()


STEPS: dict[Step, StepWords] = {
    Step.RECEIVE: StepWords("收件", "role:front_clerk", (RECEIVED, SENT_BACK), frozenset({SENT_BACK})),
    Step.AMEND: StepWords("修改申请", "initiator", (FILED_AGAIN,)),
    Step.DEFECTS: StepWords("材料审查", "role:handler", (COMPLETE, DEFECTIVE)),
    Step.NOTIFY: StepWords("汇总补正意见", "role:handler", (NOTIFIED,)),
    Step.ACCEPT: StepWords(
        "受理", "role:handler", (ACCEPTED, CORRECTION, NOT_ACCEPTED), frozenset({CORRECTION, NOT_ACCEPTED})
    ),
    Step.CORRECT: StepWords("补正材料", "initiator", (CORRECTED,)),
    Step.REFUSE: StepWords("不予受理审核", "role:checker", (AGREED,)),
    Step.REVIEW: StepWords("审查", "role:handler", (SUBMITTED,), frozenset({SUBMITTED})),
    Step.INSPECT: StepWords("现场核查", "role:inspector", (INSPECTED,), frozenset({INSPECTED})),
    Step.CHECK: StepWords("审核", "role:checker", (AGREED,)),
    Step.OPINE: StepWords("出具意见", "role:handler", (AGREED, DISAGREED, UPWARDS), frozenset({DISAGREED, UPWARDS})),
    Step.DECIDE: StepWords("决定", "role:decider", (GRANTED, DENIED), frozenset({DENIED})),
    Step.CONCLUDE: StepWords("汇总办理结果", "role:handler", (CONCLUDED,)),
    Step.ISSUE: StepWords("制作文书证照", "role:handler", (ISSUED,)),
    Step.DELIVER: StepWords("送达", "role:delivery_clerk", (DELIVERED,)),
    Step.VERIFY: StepWords("事后核查", "role:handler", (TRUE, UNTRUE), frozenset({TRUE, UNTRUE})),
    Step.URGE: StepWords("督促", "role:handler", (URGED,)),
}


def step_of(node: str) -> tuple[Step | None, str]:
    """The step that a node is, None for what a department drew itself, and its branch, "" outside of joint matters."""
    word, _, branch = node.partition("_")
    return (Step(word), branch) if word in _WORDS else (None, "")


_WORDS = frozenset(Step)

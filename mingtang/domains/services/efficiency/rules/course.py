"""The way of a light: raised and told at once, explained or appealed, confirmed or revoked, rectified, closed."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a light stands. Its record never changes; each step is a record of its own."""

    NOTIFIED = "notified"
    EXPLAINED = "explained"
    APPEALED = "appealed"
    CONFIRMED = "confirmed"
    RECTIFIED = "rectified"
    CLOSED = "closed"
    REVOKED = "revoked"
    PASSED = "passed"


STAGES: dict[Stage, str] = {
    Stage.NOTIFIED: "已通知",
    Stage.EXPLAINED: "已说明",
    Stage.APPEALED: "申诉中",
    Stage.CONFIRMED: "已确认",
    Stage.RECTIFIED: "已整改",
    Stage.CLOSED: "已销号",
    Stage.REVOKED: "已撤销",
    Stage.PASSED: "已解除",
}
"""Stages in words. A warning is passed when its matter has ended, or its red light has taken its place."""

AFTER: dict[Stage, frozenset[Stage]] = {
    Stage.NOTIFIED: frozenset({Stage.EXPLAINED, Stage.APPEALED, Stage.CONFIRMED, Stage.REVOKED, Stage.PASSED}),
    Stage.EXPLAINED: frozenset({Stage.CONFIRMED, Stage.REVOKED}),
    Stage.APPEALED: frozenset({Stage.CONFIRMED, Stage.REVOKED}),
    Stage.CONFIRMED: frozenset({Stage.RECTIFIED, Stage.REVOKED}),
    Stage.RECTIFIED: frozenset({Stage.CONFIRMED, Stage.CLOSED}),
}
"""What may follow. A confirmed light counts until it is revoked, also when it is closed."""

OPEN = frozenset({Stage.NOTIFIED, Stage.EXPLAINED, Stage.APPEALED, Stage.CONFIRMED, Stage.RECTIFIED})
COUNTED = frozenset({Stage.CONFIRMED, Stage.RECTIFIED, Stage.CLOSED})
"""Stages in which a light counts against its organ."""


def why_not_step(before: str, after: Stage) -> str:
    """Why a light at `before` cannot be brought to `after`, "" when it can."""
    if after in AFTER.get(Stage(before), frozenset()):
        return ""
    return f"该灯{STAGES[Stage(before)]}，不能改为“{STAGES[after]}”。"

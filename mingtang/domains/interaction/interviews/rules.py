"""Pure rules of interviews: how one stands (portal.md 5)."""

from datetime import datetime
from enum import StrEnum


class Stand(StrEnum):
    """How an interview stands: told by its hours, so that nothing has to begin or end it."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    LIVE = "live"
    OVER = "over"
    WRITTEN_UP = "written_up"


STANDS: dict[str, str] = {
    Stand.DRAFT: "草稿",
    Stand.ANNOUNCED: "预告",
    Stand.LIVE: "正在进行",
    Stand.OVER: "整理实录",
    Stand.WRITTEN_UP: "已结束",
}


def stand_of(now: datetime, begins_at: datetime, ends_at: datetime, *, released: bool, written_up: bool) -> Stand:
    """The standing at a moment."""
    if not released:
        return Stand.DRAFT
    if now < begins_at:
        return Stand.ANNOUNCED
    if now < ends_at:
        return Stand.LIVE
    return Stand.WRITTEN_UP if written_up else Stand.OVER

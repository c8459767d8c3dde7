"""事件流: what has happened, for other systems."""

from typing import Annotated

from ninja import Field, Query, Router, Schema

from mingtang.kernel.cases.queries.feed import MOST, Feed, feed_after
from mingtang.kernel.cases.rest.shapes import StepOut
from mingtang.ui.rest.fields import LARGEST_KEY
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["案件事件流"])


class FeedQuery(Schema):
    after: Annotated[int, Field(ge=0, le=LARGEST_KEY)] = Field(0, description="上一次得到的 cursor；第一次为 0")
    limit: Annotated[int, Field(ge=1, le=MOST)] = Field(200, description=f"一次至多查看的条数，最多 {MOST}")


class FeedOut(Schema):
    items: list[StepOut] = Field(description="事件，严格有序；可能因没有权限查阅而少于 limit", alias="steps")
    cursor: int = Field(description="下一次放在 after 中；与 after 相同时说明没有新的")


@router.get("/cases/events", response=FeedOut, summary="事件流：从游标起，每件事一次，不漏不重")
def list_case_events(request: SignedIn, asked: Query[FeedQuery]) -> Feed:
    return feed_after(request.actor, asked.after, asked.limit)

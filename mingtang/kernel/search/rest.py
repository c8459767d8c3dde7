"""全文检索: what the caller may find, for programs; without an account, what is open to everybody."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from mingtang.kernel.search import queries
from mingtang.kernel.search.answers import Wish
from mingtang.kernel.search.question import LONGEST
from mingtang.kernel.search.suggesting import suggested
from mingtang.ui.rest.fields import Line

router = Router(tags=["全文检索"])

Choice = Annotated[str, Line(80)]


class SearchFilter(Schema):
    q: Annotated[str, Line(LONGEST)] = Field(description="要找的话；空格隔开的词都要出现，引号内的连在一起")
    kind: Choice = Field("", description="种类代码，取自结果的 facets.kind")
    place: Choice = Field("", description="网站名称，取自 facets.place")
    theme: Choice = Field("", description="栏目主题，取自 facets.theme")
    year: Annotated[str, Field(pattern=r"^(\d{4})?$")] = Field("", description="年份")
    order: Literal["relevance", "newest"] = Field("relevance", description="按相关度，或者按时间从新到旧")
    page: Annotated[int, Field(ge=1, le=queries.LAST_PAGE)] = Field(1, description="页码")


class SearchHitOut(Schema):
    kind: str = Field(description="种类代码")
    label: str = Field(description="种类")
    name: str = Field(description="标题")
    excerpt: str = Field(description="摘录，HTML，找到的字在 mark 里")
    url: str = Field(description="地址；只能查到、不能打开的为空")
    place: str = Field(description="所在网站；不属于网站的为空")
    theme: str = Field(description="栏目主题")
    dated: datetime | None = Field(description="公布时间")


class SearchChoiceOut(Schema):
    value: str = Field(description="筛选时用的值")
    label: str = Field(description="名称")
    count: int = Field(description="选它以后有多少条")


class SearchFacetsOut(Schema):
    kind: list[SearchChoiceOut]
    place: list[SearchChoiceOut]
    theme: list[SearchChoiceOut]
    year: list[SearchChoiceOut]


class SearchOut(Schema):
    total: int = Field(description="多少条")
    more: bool = Field(description="实际更多：只看了最近收录的，计数是下限")
    page: int = Field(description="页码")
    pages: int = Field(description="页数")
    items: list[SearchHitOut]
    facets: SearchFacetsOut
    suggestions: list[str] = Field(description="没有结果时，您是不是要找")


@router.get("/search", response=SearchOut, auth=None, summary="全文检索（公开）")
def search_everything(request: HttpRequest, asked: Query[SearchFilter]) -> dict[str, object]:
    actor = request.actor  # type: ignore[attr-defined]
    wish = Wish(kind=asked.kind, place=asked.place, theme=asked.theme, year=asked.year, newest=asked.order == "newest")
    answers = queries.search(actor, asked.q, wish, page=asked.page)
    return {
        "total": answers.total, "more": answers.more, "page": answers.number, "pages": answers.pages,
        "items": answers.hits, "facets": answers.facets,
        "suggestions": [] if answers.everywhere else suggested(actor, asked.q),
    }  # fmt: skip

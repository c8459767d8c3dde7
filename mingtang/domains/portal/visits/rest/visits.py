"""访问统计: how often a site was opened by day, and its articles, for programs of whoever reads the figures."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.portal.visits.queries import Span, articles_opened, by_day, counted_sites
from mingtang.domains.portal.visits.rules import DETAIL_DAYS
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["门户网站"])

LastDays = Annotated[int, Field(ge=1, le=DETAIL_DAYS)]


class DayVisitsOut(Schema):
    day: date = Field(description="日期")
    count: int = Field(description="浏览次数")


class ArticleVisitsOut(Schema):
    id: int
    title: str = Field(description="标题")
    publish_date: datetime = Field(description="发布时间")
    visits: int = Field(description="浏览次数")


class ArticleVisitsFilterIn(FilterSchema):
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="标题包含"
    )


@router.get("/portal/visits/{int:site_id}", response=list[DayVisitsOut], summary="网站每日浏览次数")
def show_visits(
    request: SignedIn, site_id: Key, days: LastDays = Query(30, description="最近的天数")
) -> list[dict[str, Any]]:
    portal = found(counted_sites(request.actor), site_id)
    return [{"day": day, "count": count} for day, count in by_day(portal, Span.last(days))]


@router.get("/portal/visits/{int:site_id}/articles", response=list[ArticleVisitsOut], summary="文章近 30 天浏览次数")
@listed(orders=["id", "visits", "publish_date"])
def list_article_visits(request: SignedIn, site_id: Key, filters: Query[ArticleVisitsFilterIn]) -> QuerySet[Any]:
    return filters.filter(articles_opened(found(counted_sites(request.actor), site_id), Span.last(30)))

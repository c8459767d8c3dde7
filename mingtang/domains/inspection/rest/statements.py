"""政府网站工作年度报表: what sites have published, for anybody's programs."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.inspection.models import SiteStatement
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import found

router = Router(tags=["网站监测"])


class SiteStatementOut(Schema):
    id: int
    site_id: int = Field(description="网站")
    site: str = Field(description="网站名称")
    organ_id: int = Field(description="主办单位")
    year: int = Field(description="年度")
    due_on: date = Field(description="公布期限")
    published_at: datetime = Field(description="公布时间")

    @staticmethod
    def resolve_site(statement: SiteStatement) -> str:
        return statement.site.name


class SiteStatementFiguresOut(SiteStatementOut):
    about: list[tuple[str, str]] = Field(description="基本情况：名称和值")
    figures: dict[str, Any] = Field(description="各项数据，按代码")
    counted_at: datetime = Field(description="统计时间")


class SiteStatementFilter(FilterSchema):
    year: int | None = Field(None, description="年度")
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="网站")


@router.get("/inspection/statements", response=list[SiteStatementOut], auth=None, summary="公布的网站年度报表（公开）")
@listed(orders=["id", "year"])
def list_site_statements(request: HttpRequest, filters: Query[SiteStatementFilter]) -> QuerySet[SiteStatement]:
    return filters.filter(SiteStatement.objects.public())


@router.get(
    "/inspection/statements/{int:statement_id}",
    response=SiteStatementFiguresOut,
    auth=None,
    summary="一份网站年度报表（公开）",
)
def show_site_statement(request: HttpRequest, statement_id: Key) -> SiteStatement:
    return found(SiteStatement.objects.public(), statement_id)

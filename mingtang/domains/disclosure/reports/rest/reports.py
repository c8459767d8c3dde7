"""政府信息公开工作年度报告: what is published, with its tables, for anybody's programs."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.queries.reports import public_reports
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import found

router = Router(tags=["政府信息公开年报"])


class AnnualReportOut(Schema):
    id: int
    organ_id: int = Field(description="报告机关")
    year: int = Field(description="年度")
    is_aggregate: bool = Field(description="是否政府汇总报告")
    published_at: datetime = Field(description="公布时间")


class AnnualReportTablesOut(AnnualReportOut):
    figures: dict[str, Any] = Field(
        description="表二（documents、decided）、表三（requests）、表四（proceedings）和信息处理费"
    )
    by_hand: list[str] = Field(description="人工填报的数据项")
    sections: dict[str, str] = Field(description="六部分正文，按序号")
    left_out: str = Field(description="未纳入汇总的机关")


class AnnualReportFilter(FilterSchema):
    year: int | None = Field(None, description="年度")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="报告机关")


@router.get("/disclosure/reports", response=list[AnnualReportOut], auth=None, summary="公布的年度报告（公开）")
@listed(orders=["id", "year"])
def list_annual_reports(request: HttpRequest, filters: Query[AnnualReportFilter]) -> QuerySet[AnnualReport]:
    return filters.filter(public_reports())


@router.get(
    "/disclosure/reports/{int:report_id}", response=AnnualReportTablesOut, auth=None, summary="一份年度报告（公开）"
)
def show_annual_report(request: HttpRequest, report_id: Key) -> AnnualReport:
    return found(public_reports(), report_id)

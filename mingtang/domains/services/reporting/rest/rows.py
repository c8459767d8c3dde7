"""办件数据上报: rows for the superior platform, in the order in which they must be sent."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.services.reporting import acts
from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.services.reporting.queries import rows_visible_to
from mingtang.domains.services.reporting.rules import OPERATIONS, Operation
from mingtang.domains.services.reporting.sets import SET_TITLES
from mingtang.kernel.evidence.api import act
from mingtang.ui.rest.fields import Key, Line, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["数据上报"])

RowOperation = Annotated[Operation, labelled(OPERATIONS)]
SetName = Annotated[str, Field(pattern=f"^({'|'.join(SET_TITLES)})$")]


class ReportedRowFilter(FilterSchema):
    set: SetName | None = Field(None, description="数据集，如 pro_accept")
    operation: RowOperation | None = Field(None, description="操作")
    after: Annotated[Key | None, FilterLookup("pk__gt")] = Field(None, description="只要这一行以后的")
    project_no: Annotated[Annotated[str, Line(80)] | None, FilterLookup("application__number")] = Field(
        None, description="办件编号"
    )
    sound: bool | None = Field(None, description="只要可以上报的")

    def filter_sound(self, value: bool | None) -> Any:
        return Q() if value is None else Q(fault="") if value else ~Q(fault="")


class ReportedRowOut(Schema):
    id: int
    set: str = Field(description="数据集")
    row_guid: UUID = Field(description="行标识；重复的按它识别", alias="guid")
    cd_operation: RowOperation = Field(description="操作", alias="operation")
    cd_time: datetime = Field(description="时间", alias="at")
    cd_batch: str = Field(description="批次", alias="batch")
    fault: str = Field(description="不能上报的原因；可以上报的为空")


class ReportedValuesOut(ReportedRowOut):
    data: dict[str, str] = Field(description="各字段的值，包括证件号码和电话；每次读取都留有记录", alias="values")


@router.get("/services/reported-rows", response=list[ReportedRowOut], summary="上报数据列表")
@listed(orders=["id"])
def list_reported_rows(request: SignedIn, filters: Query[ReportedRowFilter]) -> QuerySet[ReportedRow]:
    return filters.filter(rows_visible_to(request.actor))


@router.get("/services/reported-rows/{int:row_id}", response=ReportedValuesOut, summary="读取一行上报数据")
def show_reported_row(request: SignedIn, row_id: Key) -> ReportedRow:
    row: ReportedRow = found(rows_visible_to(request.actor), row_id)
    with act(acts.READ_OUT, request.actor, row):
        return row

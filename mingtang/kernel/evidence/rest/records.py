"""存证记录: who did what to what, when, on which basis; those of the organs one audits, and one's own."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.kernel.evidence.acts import find_act
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.queries import records_visible_to
from mingtang.ui.rest.fields import Key, Line, Moment, choices
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["存证"])

Outcome = Annotated[Record.Outcome, choices(Record.Outcome)]


class ChangeOut(Schema):
    on: str = Field(description="对象类型")
    id: str = Field(description="对象")
    before: dict[str, Any] | None = Field(description="改前；保密字段只有摘要")
    after: dict[str, Any] | None = Field(description="改后；保密字段只有摘要")


class RecordOut(Schema):
    id: int
    at: datetime = Field(description="时间")
    act: str = Field(description="行为代码")
    act_label: str = Field(description="行为")
    outcome: Outcome = Field(description="结果")
    actor_kind: str = Field(description="行为人类别")
    actor_account: int | None = Field(description="行为人账号")
    actor_name: str = Field(description="行为人")
    actor_post: int | None = Field(description="岗位")
    actor_post_name: str = Field(description="岗位名称")
    actor_organ: int | None = Field(description="行为人机构")
    actor_organ_name: str = Field(description="行为人机构名称")
    object_type: str = Field(description="对象类型")
    object_id: str = Field(description="对象")
    object_label: str = Field(description="对象名称")
    organ: int | None = Field(description="对象所属机构")
    changes: list[ChangeOut] = Field(description="改动")
    note: str = Field(description="说明")
    basis: str = Field(description="依据")
    address: str = Field(description="来源地址")
    request: str = Field(description="请求编号")
    digest: str = Field(description="内容的 SM3 摘要")
    seq: int | None = Field(description="在链上的序号；尚未成链时为空")

    @staticmethod
    def resolve_act_label(record: Record) -> str:
        declared = find_act(record.act)
        return declared.label if declared else record.act

    @staticmethod
    def resolve_seq(record: Record) -> int | None:
        link = getattr(record, "link", None)
        return link.seq if link else None


class RecordFilter(FilterSchema):
    organ: Key | None = Field(None, description="对象所属机构")
    person: Annotated[Key | None, FilterLookup("actor_account")] = Field(None, description="行为人账号")
    object_type: Annotated[str, Line(80)] | None = Field(None, description="对象类型，如 directory.organ")
    object_id: Annotated[str, Line(64)] | None = Field(None, description="对象")
    act: Annotated[str, Line(80)] | None = Field(None, description="行为代码，如 directory.rename_organ")
    outcome: Outcome | None = Field(None, description="结果")
    since: Annotated[Moment | None, FilterLookup("at__gte")] = Field(None, description="不早于")
    before: Annotated[Moment | None, FilterLookup("at__lt")] = Field(None, description="早于")


@router.get("/evidence/records", response=list[RecordOut], summary="存证记录列表")
@listed(orders=["id"])
def list_records(request: SignedIn, filters: Query[RecordFilter]) -> QuerySet[Record]:
    return filters.filter(records_visible_to(request.actor))


@router.get("/evidence/records/{int:record_id}", response=RecordOut, summary="查看存证记录")
def show_record(request: SignedIn, record_id: Key) -> Record:
    return found(records_visible_to(request.actor), record_id)

"""督查事项: the ledger, one item with its organs, proposing, and the record of each charged organ."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.supervision.actions.proposing import ItemDetails, save_draft, submit
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.queries.ledger import chargeable, ledger
from mingtang.domains.supervision.queries.progress import Branch, progress_of
from mingtang.domains.supervision.queries.statistics import Record, records_of
from mingtang.domains.supervision.rest.choices import ChargeRole, Cycle, ItemLevel, ItemSource, StageOfItem
from mingtang.kernel.evidence.api import several_acts
from mingtang.ui.rest.fields import Key, Line, Request, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["督查督办"])

LongText = Annotated[str, Field(max_length=2000), AfterValidator(plain_text)]


class ChargedOrgan(Schema):
    id: int
    name: str


class SupervisedItemOut(Schema):
    id: int
    number: str = Field(description="编号；草稿没有")
    title: str = Field(description="事项")
    source: ItemSource = Field(description="来源")
    basis: str = Field(description="立项依据")
    content: str = Field(description="办理要求")
    standard: str = Field(description="办结标准")
    level: ItemLevel = Field(description="级别")
    cycle: Cycle = Field(description="进展报送周期")
    stage: StageOfItem = Field(description="状态")
    organ: ChargedOrgan = Field(description="督查机构")
    lead: ChargedOrgan = Field(description="主办单位")
    due_on: date | None = Field(description="办结期限，含批准的延期")
    original_due_on: date | None = Field(description="原定时限")
    assigned_on: date | None = Field(description="交办日期")
    case_id: int | None = Field(description="案件；草稿没有")


class BranchOut(Schema):
    organ: ChargedOrgan = Field(description="承办单位")
    role: ChargeRole = Field(description="承办方式")
    state: str = Field(description="进展")
    signed_at: datetime | None = Field(description="签收时间")
    reported_at: datetime | None = Field(description="上报时间")
    returned: int = Field(description="退回次数")
    grade: str = Field(description="评价；空为还没有评价")
    remark: str = Field(description="评价意见")

    @staticmethod
    def resolve_organ(branch: Branch) -> Any:
        return branch.charge.organ

    @staticmethod
    def resolve_role(branch: Branch) -> str:
        return branch.charge.role

    @staticmethod
    def resolve_grade(branch: Branch) -> str:
        return branch.charge.grade

    @staticmethod
    def resolve_remark(branch: Branch) -> str:
        return branch.charge.remark

    @staticmethod
    def resolve_state(branch: Branch) -> str:
        return branch.words


class OrganResultOut(Schema):
    organ_id: int = Field(description="承办单位")
    organ: str = Field(description="单位名称")
    charged: int = Field(description="承办件数")
    reported: int = Field(description="已上报件数")
    on_time: int = Field(description="按现行时限上报的件数")
    on_original_time: int = Field(description="按原定时限上报的件数")
    overdue: int = Field(description="超期未报的件数")
    returned: int = Field(description="退回次数")
    extended: int = Field(description="延期件数")
    days: int = Field(description="用时合计，自然日")


class SupervisedItemFilter(FilterSchema):
    source: ItemSource | None = Field(None, description="来源")
    lead: Annotated[Key | None, FilterLookup("lead_id")] = Field(None, description="主办单位")
    title: Annotated[Annotated[str, Line(120)] | None, FilterLookup("title__contains")] = Field(
        None, description="事项包含"
    )
    due_before: Annotated[date | None, FilterLookup("due_on__lt")] = Field(None, description="办结期限早于")


class SupervisedItemIn(Request):
    title: Annotated[str, Line(120, shortest=1)] = Field(description="事项")
    source: ItemSource = Field(description="来源")
    basis: Annotated[str, Line(200, shortest=1)] = Field(description="立项依据")
    content: LongText = Field(description="办理要求")
    standard: Annotated[str, Field(max_length=1000), AfterValidator(plain_text)] = Field("", description="办结标准")
    level: ItemLevel = Field(SupervisedItem.Level.ORDINARY, description="级别")
    cycle: Cycle = Field(SupervisedItem.Cycle.MONTHLY, description="进展报送周期")
    due_on: date | None = Field(None, description="办理时限；空为按时限表")
    lead: Key = Field(description="主办单位")
    joint: list[Key] = Field(default_factory=list, max_length=100, description="协办单位")
    submitted: bool = Field(True, description="是否提交审批；否则存为草稿")


@router.get("/supervision/items", response=list[SupervisedItemOut], summary="督查事项列表")
@listed(orders=["id", "drafted_at"])
def list_supervised_items(request: SignedIn, filters: Query[SupervisedItemFilter]) -> QuerySet[SupervisedItem]:
    return filters.filter(ledger(request.actor))


@router.post("/supervision/items", response={201: SupervisedItemOut}, summary="提出督查事项")
def add_supervised_item(request: SignedIn, details: SupervisedItemIn) -> Status[SupervisedItem]:
    actor, rows = request.actor, chargeable(request.actor)
    given = details.dict(exclude={"lead", "joint", "submitted"})
    lead = referred(rows, details.lead, "lead")
    joint = [referred(rows, key, "joint") for key in dict.fromkeys(details.joint)]
    with several_acts():
        item = save_draft(actor, ItemDetails(**given, lead=lead, joint=joint))
        if details.submitted:
            submit(actor, item)
    return Status(201, ledger(actor).get(pk=item.pk))


@router.get("/supervision/items/{int:item_id}", response=SupervisedItemOut, summary="查看督查事项")
def show_supervised_item(request: SignedIn, item_id: Key) -> SupervisedItem:
    return found(ledger(request.actor), item_id)


@router.get("/supervision/items/{int:item_id}/branches", response=list[BranchOut], summary="各承办单位的进展")
def list_item_branches(request: SignedIn, item_id: Key) -> list[Branch]:
    return progress_of(found(ledger(request.actor), item_id))


@router.get("/supervision/records", response=list[OrganResultOut], summary="各承办单位的成绩")
def list_supervision_records(
    request: SignedIn, year: Annotated[int, Field(ge=2000, le=2999)] | None = None
) -> list[Record]:
    return records_of(request.actor, year or timezone.localdate().year)

"""版本变更: running cases moved to another version of their process, after a dry run."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.cases.acts import ORDER_MIGRATION
from mingtang.kernel.cases.migrating.ordering import order_migration
from mingtang.kernel.cases.migrating.planning import MOST, Group, Plan, plan_migration
from mingtang.kernel.cases.migrating.progress import orders_visible_to
from mingtang.kernel.cases.migrating.versions import CannotMigrate
from mingtang.kernel.cases.models import CaseMigration, MigratedCase
from mingtang.kernel.cases.permissions import MIGRATE_CASES
from mingtang.kernel.cases.rest.shapes import CaseRef
from mingtang.kernel.evidence.api import Actor, NotPermitted, record_refusal
from mingtang.kernel.processes.api import ProcessVersion
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["流程版本变更"])
Outcome = Annotated[MigratedCase.Outcome, choices(MigratedCase.Outcome)]
Element = Annotated[str, Line(255)]


class WayIn(Request):
    source: Key = Field(description="原流程版本")
    target: Key = Field(description="新流程版本")
    mapping: Annotated[dict[Element, Element], Field(max_length=500)] = Field(
        default_factory=dict, description="原环节到新环节；没有说的按相同代号、相同名称对应，空串为不对应"
    )


class OrderIn(WayIn):
    reason: Annotated[str, Line(200, shortest=1)] = Field(description="理由")
    cases: Annotated[list[Key], Field(min_length=1, max_length=MOST)] | None = Field(
        None, description=f"哪些案件；空为管辖内的全部，一次至多 {MOST} 件"
    )


class MoveOut(Schema):
    before: str = Field(description="原环节")
    after: str = Field(description="新环节；空为不再等待")
    note: str = Field(description="说明")


class ReasonOut(Schema):
    element: str = Field(description="原环节；空为整个流程")
    reason: str = Field(description="为什么不能变更")


class GroupOut(Schema):
    movable: bool = Field(description="能否变更")
    count: int = Field(description="件数")
    moves: list[MoveOut] = Field(description="各环节变为什么")
    reasons: list[ReasonOut] = Field(description="为什么不能")
    severed: bool = Field(description="变更后不能退回到以前的环节")
    samples: list[CaseRef] = Field(description="例子")

    @staticmethod
    def resolve_moves(group: Group) -> list[MoveOut]:
        return [MoveOut(before=before, after=after, note=note) for before, after, note in group.moves]

    @staticmethod
    def resolve_reasons(group: Group) -> list[ReasonOut]:
        return [ReasonOut(element=element, reason=reason) for element, reason in group.reasons]


class PlanOut(Schema):
    mapping: dict[str, str] = Field(description="所用的环节对应")
    movable: int = Field(description="可以变更的件数")
    blocked: int = Field(description="不能变更的件数")
    truncated: bool = Field(description=f"案件超过 {MOST} 件，只试算了前面的")
    groups: list[GroupOut] = Field(description="按结果分组")


class OrderOut(Schema):
    id: int
    source_id: int = Field(description="原流程版本")
    target_id: int = Field(description="新流程版本")
    mapping: dict[str, str] = Field(description="环节对应")
    reason: str = Field(description="理由")
    by: str = Field(description="发起人")
    asked_at: datetime = Field(description="发起时间")
    ended_at: datetime | None = Field(description="完成时间；进行中为空")
    total: int = Field(description="件数")
    waiting: int = Field(description="待变更")
    moved: int = Field(description="已变更")

    @staticmethod
    def resolve_by(order: CaseMigration) -> str:
        return str(order.by.get("name", ""))


class MigratedOut(Schema):
    case: CaseRef = Field(description="案件")
    outcome: Outcome = Field(description="结果")
    reason: str = Field(description="说明")
    at: datetime | None = Field(description="时间")


class MigratedFilter(FilterSchema):
    outcome: Outcome | None = Field(None, description="结果")


@router.post("/cases/migrations/plans", response=PlanOut, summary="试算版本变更：每件会怎样，不写入任何内容")
def plan_case_migration(request: SignedIn, way: WayIn) -> Plan:
    source, target = _versions(request.actor, way)
    try:
        return plan_migration(request.actor, source, target, way.mapping)
    except CannotMigrate as fault:
        raise Problem(INVALID, str(fault), faults=[Fault(str(fault), "target")]) from fault


@router.get("/cases/migrations", response=list[OrderOut], summary="版本变更列表")
@listed(orders=["id"])
def list_case_migrations(request: SignedIn) -> QuerySet[CaseMigration]:
    return orders_visible_to(request.actor)


@router.post("/cases/migrations", response={202: OrderOut}, summary="执行版本变更，由后台逐件办理")
def add_case_migration(request: SignedIn, order: OrderIn) -> Status[CaseMigration]:
    source, target = _versions(request.actor, order)
    try:
        row = order_migration(request.actor, source, target, order.mapping, reason=order.reason, cases=order.cases)
    except CannotMigrate as fault:
        raise Problem(INVALID, str(fault), faults=[Fault(str(fault), "target")]) from fault
    return Status(202, orders_visible_to(request.actor).get(pk=row.pk))


@router.get("/cases/migrations/{int:migration_id}", response=OrderOut, summary="版本变更的进度")
def show_case_migration(request: SignedIn, migration_id: Key) -> CaseMigration:
    return found(orders_visible_to(request.actor), migration_id)


@router.get("/cases/migrations/{int:migration_id}/cases", response=list[MigratedOut], summary="版本变更的逐件结果")
@listed(orders=["id"])
def list_migrated_cases(request: SignedIn, migration_id: Key, filters: Query[MigratedFilter]) -> QuerySet[MigratedCase]:
    order = found(CaseMigration.objects.visible_to(request.actor), migration_id)
    return filters.filter(MigratedCase.objects.filter(migration=order).select_related("case"))


def _versions(actor: Actor, way: WayIn) -> tuple[ProcessVersion, ProcessVersion]:
    """The two versions, for whoever may migrate any case. Raises NotPermitted, and Problem 422 for unknown ones."""
    if not actor.may(MIGRATE_CASES):
        record_refusal(ORDER_MIGRATION, actor, None)
        raise NotPermitted("您没有“变更运行案件的流程版本”的权限。")
    rows = ProcessVersion.objects.select_related("definition")
    return referred(rows, way.source, "source"), referred(rows, way.target, "target")

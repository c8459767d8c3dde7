"""案件: lists, opening, and everything about one case."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.cases.acts import act_of
from mingtang.kernel.cases.case_types import CaseType, case_types
from mingtang.kernel.cases.clocks import ClockView, clocks_of
from mingtang.kernel.cases.models import Case, Filing, Step, Token
from mingtang.kernel.cases.opening import Opening, open_case
from mingtang.kernel.cases.permissions import MANAGE_CASES
from mingtang.kernel.cases.queries.overview import marks_of, rows_of
from mingtang.kernel.cases.queries.standing import Waiting, explain, history
from mingtang.kernel.cases.queries.tasks import cases_visible_to, open_work, sent, watched
from mingtang.kernel.cases.rest.headers import IdempotencyKey
from mingtang.kernel.cases.rest.shapes import CaseOut, CaseState, CaseUrgency, StepOut, TaskOut
from mingtang.kernel.directory.api import Organ, organs_visible_to
from mingtang.kernel.evidence.api import Actor, NotPermitted, record_refusal
from mingtang.kernel.processes.api import Drawn, draw
from mingtang.lib.flow.commands import Start
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["案件"])
Facts = Annotated[dict[str, Any], Field(description="流转变量，只用来决定走向，至多 16 KB")]


class TypeOut(Schema):
    code: str = Field(description="代码")
    label: str = Field(description="名称")
    process: str = Field(description="流程代号")


class CaseFilter(FilterSchema):
    type: Annotated[str, Line(40)] | None = Field(None, description="类别代码")
    status: CaseState | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="承办机构")
    number: Annotated[str, Line(80)] | None = Field(None, description="编号")
    title: Annotated[Annotated[str, Line(200)] | None, FilterLookup("title__contains")] = Field(
        None, description="标题包含"
    )
    running: Annotated[bool | None, FilterLookup("ended_at__isnull")] = Field(None, description="未办结")


class CaseIn(Request):
    type: Annotated[str, Line(40, shortest=1)] = Field(description="类别代码")
    title: Annotated[str, Line(200, shortest=1)] = Field(description="标题")
    organ: Key = Field(description="承办机构")
    urgency: CaseUrgency = Field(Case.Urgency.ORDINARY, description="紧急程度")
    vars: Facts = Field(default_factory=dict)


class WaitingOut(Schema):
    task: int = Field(description="事项号，0 为整个案件", alias="no")
    node: str = Field(description="环节")
    sentence: str = Field(description="在等什么")
    since: datetime = Field(description="自")
    keys: list[str] = Field(description="可签收者")
    due_at: datetime | None = Field(description="到时")


class ClockOut(Schema):
    task: int = Field(description="事项号，0 为整个案件")
    code: str = Field(description="时限代码")
    title: str = Field(description="时限")
    started_at: datetime = Field(description="起算")
    due_at: datetime | None = Field(description="届满；暂停时为空")
    provisional: bool = Field(description="暂定：所依据的放假安排尚未公布")
    standing: str = Field(description="状态")
    light: str = Field(description="灯")
    why: str = Field(description="为什么是这一天")


class LineOut(Schema):
    element: str = Field(description="元素")
    kind: str = Field(description="种类")
    title: str = Field(description="名称")
    mark: str = Field(description="办理到这里没有", alias="mark_words")
    next: list[str] = Field(description="走向")


class DrawnOut(Schema):
    svg: str = Field(description="流程图（SVG），标出办理位置")
    lines: list[LineOut] = Field(description="同一内容的文字")


class FilingOut(Schema):
    id: int
    task: int = Field(description="事项号", alias="no")
    form: str = Field(description="表单代码")
    form_version: int | None = Field(description="表单版本")
    data: dict[str, Any] = Field(description="内容")
    by_id: int | None = Field(description="填报人账号")
    by_name: str = Field(description="填报人")
    at: datetime = Field(description="时间")


@router.get("/cases", response=list[CaseOut], summary="案件列表")
@listed(orders=["id", "opened_at"])
def list_cases(request: SignedIn, filters: Query[CaseFilter]) -> QuerySet[Case]:
    return filters.filter(cases_visible_to(request.actor))


@router.get("/cases/types", response=list[TypeOut], summary="案件类别")
def list_case_types(request: SignedIn) -> list[CaseType]:
    return list(case_types())


@router.get("/cases/sent", response=list[CaseOut], summary="我发起的案件")
@listed(orders=["id", "opened_at"])
def list_sent_cases(request: SignedIn) -> QuerySet[Case]:
    return sent(request.actor).select_related("organ", "unit")


@router.get("/cases/watched", response=list[CaseOut], summary="我关注的案件")
@listed(orders=["id", "opened_at"])
def list_watched_cases(request: SignedIn) -> QuerySet[Case]:
    return watched(request.actor).select_related("organ", "unit")


@router.post("/cases", response={201: CaseOut}, summary="立案（同一 Idempotency-Key 只立一件）")
def add_case(request: SignedIn, details: CaseIn, key: IdempotencyKey) -> Status[Case]:
    organ = referred(organs_visible_to(request.actor), details.organ, "organ")
    if details.type not in {each.code for each in case_types()}:
        raise Problem(INVALID, faults=[Fault("没有这个类别", "type")])
    _require_may_open(request.actor, details, organ)
    opening = Opening(
        details.type, details.title, organ, vars=details.vars, urgency=details.urgency, key=_own(request.actor, key)
    )
    return Status(201, open_case(request.actor, opening))


def _own(actor: Actor, key: str) -> str:
    """Keys of different callers do not meet."""
    return f"{actor.account_id}:{key}"[:80]


def _require_may_open(actor: Actor, details: CaseIn, organ: Organ) -> None:
    """Programs open cases at their own organ, and where they manage cases; what citizens apply for comes by the portal."""
    case = Case(type=details.type, organ=organ, title=details.title)
    if actor.organ_id != organ.pk and not actor.may(MANAGE_CASES, case):
        record_refusal(act_of(Start), actor, organ)
        raise NotPermitted("您只能在本机构立案。")


@router.get("/cases/{int:case_id}", response=CaseOut, summary="查看案件")
def show_case(request: SignedIn, case_id: Key) -> Case:
    return seen_case(request, case_id)


@router.get("/cases/{int:case_id}/history", response=list[StepOut], summary="办理记录")
@listed(orders=["id"])
def list_case_history(request: SignedIn, case_id: Key) -> QuerySet[Step]:
    return history(seen_case(request, case_id))


@router.get("/cases/{int:case_id}/tasks", response=list[TaskOut], summary="案件的待办事项")
@listed(orders=["born"])
def list_case_tasks(request: SignedIn, case_id: Key) -> QuerySet[Token]:
    return open_work().filter(case=seen_case(request, case_id))


@router.get("/cases/{int:case_id}/waiting", response=list[WaitingOut], summary="案件在等什么")
def list_case_waiting(request: SignedIn, case_id: Key) -> list[Waiting]:
    return explain(seen_case(request, case_id))


@router.get("/cases/{int:case_id}/clocks", response=list[ClockOut], summary="时限，以及为什么是这一天")
def list_case_clocks(request: SignedIn, case_id: Key) -> list[ClockOut]:
    return [_clock_out(view) for view in clocks_of(seen_case(request, case_id))]


def _clock_out(view: ClockView) -> ClockOut:
    clock = view.clock
    return ClockOut(
        task=clock.no, code=clock.code, title=str(clock), started_at=clock.started_at, due_at=clock.due_at,
        provisional=clock.provisional, standing=str(view.due.standing), light=str(view.light), why=view.sentence,
    )  # fmt: skip


@router.get("/cases/{int:case_id}/process", response=DrawnOut, summary="流程图，标出办理位置")
def show_case_process(request: SignedIn, case_id: Key) -> Drawn:
    case = seen_case(request, case_id)
    return draw(case.version_id, marks_of(case, rows_of(case)))


@router.get("/cases/{int:case_id}/filings", response=list[FilingOut], summary="表单填报")
@listed(orders=["id"])
def list_case_filings(request: SignedIn, case_id: Key) -> QuerySet[Filing]:
    return Filing.objects.filter(case=seen_case(request, case_id))


def seen_case(request: SignedIn, case_id: int) -> Case:
    """The case of the address. Raises Problem 404 when the actor may not read it."""
    return found(cases_visible_to(request.actor), case_id)

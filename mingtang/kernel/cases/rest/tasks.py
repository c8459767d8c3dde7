"""待办: what somebody holds, may take, has done."""

from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router

from mingtang.kernel.cases.models import Step, Token
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.rest.shapes import DoneOut, TaskOut
from mingtang.ui.rest.fields import Key, Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["待办"])


class TaskFilter(FilterSchema):
    type: Annotated[Annotated[str, Line(40)] | None, FilterLookup("case__type")] = Field(None, description="类别代码")
    case: Annotated[Key | None, FilterLookup("case_id")] = Field(None, description="案件")
    node: Annotated[str, Line(255)] | None = Field(None, description="环节")


@router.get("/cases/tasks/mine", response=list[TaskOut], summary="我的待办，含代他人办理的")
@listed(orders=["born"])
def list_my_tasks(request: SignedIn, filters: Query[TaskFilter]) -> QuerySet[Token]:
    return filters.filter(tasks.mine(request.actor))


@router.get("/cases/tasks/pool", response=list[TaskOut], summary="待签收，我可以签收的")
@listed(orders=["born"])
def list_pool_tasks(request: SignedIn, filters: Query[TaskFilter]) -> QuerySet[Token]:
    return filters.filter(tasks.pool(request.actor))


@router.get("/cases/tasks/organs", response=list[TaskOut], summary="管辖机构的全部待办")
@listed(orders=["born"])
def list_organ_tasks(request: SignedIn, filters: Query[TaskFilter]) -> QuerySet[Token]:
    return filters.filter(tasks.of_organs(request.actor))


@router.get("/cases/tasks/done", response=list[DoneOut], summary="我的已办")
@listed(orders=["id", "at"])
def list_done_tasks(request: SignedIn) -> QuerySet[Step]:
    return tasks.done(request.actor)

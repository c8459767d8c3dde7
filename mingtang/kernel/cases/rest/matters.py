"""发起事项: what somebody may start by hand, and starting it."""

from typing import Annotated

from ninja import Field, Router, Schema, Status

from mingtang.kernel.cases.actions.starting import start_matter
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.queries.starting import startable
from mingtang.kernel.cases.rest.headers import IdempotencyKey
from mingtang.kernel.cases.rest.shapes import CaseOut, CaseUrgency
from mingtang.kernel.processes.api import ProcessVersion
from mingtang.ui.rest.fields import Line, Request
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["案件"])


class MatterOut(Schema):
    process: str = Field(description="流程代号", alias="definition.key")
    title: str = Field(description="名称", alias="definition.title")
    category: str = Field(description="类别", alias="definition.category")
    version: int = Field(description="版本号", alias="number")


class MatterIn(Request):
    process: Annotated[str, Line(60, shortest=1)] = Field(description="流程代号")
    title: Annotated[str, Line(200, shortest=1)] = Field(description="标题")
    urgency: CaseUrgency = Field(Case.Urgency.ORDINARY, description="紧急程度")


@router.get("/cases/matters", response=list[MatterOut], summary="可以发起的内部事项")
def list_matters(request: SignedIn) -> list[ProcessVersion]:
    return startable(request.actor)


@router.post("/cases/matters", response={201: CaseOut}, summary="发起内部事项（同一 Idempotency-Key 只立一件）")
def add_matter(request: SignedIn, details: MatterIn, key: IdempotencyKey) -> Status[Case]:
    case = start_matter(request.actor, details.process, title=details.title, urgency=details.urgency, key=key)
    return Status(201, case)

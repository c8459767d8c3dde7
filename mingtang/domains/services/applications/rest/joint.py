"""联办（并联审批）: how each organ of a joint matter stands, and which of them its time is spent with."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from mingtang.domains.services.applications.joint.limits import needed
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.critical_path import BranchTime, CriticalPath, critical_path
from mingtang.domains.services.applications.queries.own import readable_applications
from mingtang.domains.services.applications.rest.shapes import ApplicationState
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.branches import BRANCH_KINDS, BranchKind
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.rest.fields import Key, Line, labelled
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["联办事项"])
ONE = "/services/applications/{int:application_id}"


class JointBranchOut(Schema):
    """One branch of a joint matter, in working days."""

    branch: str = Field(description="分支代号")
    title: str = Field(description="分支")
    kind: Annotated[BranchKind, labelled(BRANCH_KINDS)] = Field(description="类别")
    organ_id: int = Field(description="办理机构")
    organ: str = Field(description="办理机构名称")
    number: str = Field(description="办件编号")
    state: ApplicationState = Field(description="状态")
    decision: str = Field(description="决定或意见；还没有作出时为空")
    deemed: bool = Field(description="是否期满视为受理或者默认同意")
    opinion: str = Field(description="意见；只给工作人员看")
    planned: int = Field(description="承诺工作日")
    used: int = Field(description="已用工作日")
    waited: int = Field(description="等待工作日")
    start: int | None = Field(description="开始于第几个工作日；不再办理的为空")
    finish: int | None = Field(description="完成于第几个工作日")
    critical: bool = Field(description="是否在关键路径上")
    promise_due_at: datetime | None = Field(description="承诺期限届满")

    @staticmethod
    def of(row: BranchTime, actor: Actor) -> "JointBranchOut":
        """A branch as programs read it."""
        part, span = row.part, row.span
        return JointBranchOut(
            branch=row.branch.key, title=row.branch.title, kind=row.branch.kind, organ_id=part.organ_id,
            organ=part.organ.name, number=part.number, state=State(part.state), decision=part.decision, deemed=part.deemed,
            opinion=row.opinion if actor.organ_id else "", planned=row.planned, used=row.used, waited=row.waited,
            start=span.start if span else None, finish=span.finish if span else None, critical=row.is_critical,
            promise_due_at=part.promise_due_at,
        )  # fmt: skip


class CriticalPathOut(Schema):
    """How the time of a joint matter is spent, and when it ends as things stand or as they are supposed."""

    start: date = Field(description="起算日")
    today: int = Field(description="今天是第几个工作日")
    length: int = Field(description="预计共需工作日")
    ends_on: date = Field(description="预计完成日期")
    promised_on: date | None = Field(description="承诺完成日期")
    late: int = Field(description="预计超期工作日")
    chain: list[str] = Field(description="关键路径上的分支，按先后")
    branches: list[JointBranchOut] = Field(description="各分支")

    @staticmethod
    def of(path: CriticalPath, actor: Actor) -> "CriticalPathOut":
        """A plan as programs read it."""
        return CriticalPathOut(
            start=path.start, today=path.today, length=path.length, ends_on=path.ends_on, promised_on=path.promised_on,
            late=path.late, chain=path.chain, branches=[JointBranchOut.of(row, actor) for row in path.rows],
        )  # fmt: skip


@router.get(ONE + "/branches", response=list[JointBranchOut], summary="联办各分支的办理情况")
def list_branches(request: SignedIn, application_id: Key) -> list[JointBranchOut]:
    return [JointBranchOut.of(row, request.actor) for row in critical_path(_joint(request, application_id)).rows]


class WhatIf(Schema):
    days: list[Annotated[str, Line(40)]] = Field(default_factory=list, description="假设的工作日，如 fire:3，可以多个")
    without: list[Annotated[str, Line(30)]] = Field(default_factory=list, description="假设不办的分支，可以多个")


@router.get(ONE + "/critical-path", response=CriticalPathOut, summary="联办的关键路径和推演")
def show_critical_path(request: SignedIn, application_id: Key, what_if: Query[WhatIf]) -> CriticalPathOut:
    application = _joint(request, application_id)
    known = {branch.key for branch in needed(application)}
    days = dict(_days(each, known) for each in what_if.days)
    if strange := sorted(set(what_if.without) - known):
        raise Problem(INVALID, faults=[Fault(f"没有“{strange[0]}”这个分支。", "without")])
    return CriticalPathOut.of(critical_path(application, days, what_if.without), request.actor)


def _days(text: str, known: set[str]) -> tuple[str, int]:
    key, _, number = text.partition(":")
    if key not in known or not (number.isascii() and number.isdigit() and len(number) <= 3):
        raise Problem(INVALID, faults=[Fault("应写成“分支代号:工作日”，如 fire:3。", "days")])
    return key, int(number)


def _joint(request: SignedIn, application_id: int) -> Application:
    rows: Any = readable_applications(request.actor).filter(case__isnull=False)
    application: Application = found(rows, application_id)
    if not needed(application):
        raise Problem(NOT_FOUND)
    return application

"""流程: definitions, versions, drafts, checks, publications, differences and rehearsals."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from mingtang.kernel.definitions import rest as definitions
from mingtang.kernel.definitions.api import versions_of
from mingtang.kernel.definitions.rest import Number, VersionOut
from mingtang.kernel.processes.compiled import net_of, vocabulary_of
from mingtang.kernel.processes.contents import beginning_of_process
from mingtang.kernel.processes.kinds import PROCESSES, require_readable
from mingtang.kernel.processes.models import Process, ProcessVersion
from mingtang.kernel.processes.rest.contents import (
    ContentIn,
    ContentOut,
    DraftIn,
    DrawnDefinitionFilter,
    DrawnDefinitionIn,
    DrawnDefinitionOut,
    JudgementOut,
    checked,
)
from mingtang.kernel.processes.rules import MOST_CHOICES, Choice, rehearse
from mingtang.lib.flow.drawing import Mark, differences
from mingtang.lib.flow.drawing.marks import WORDS
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["流程"])


class DifferenceOut(Schema):
    mark: Annotated[Mark, labelled(WORDS)]
    element: str = Field(description="元素编号")
    kind: str = Field(description="元素种类")
    title: str = Field(description="元素名称")
    attribute: str = Field(description="项目；空为整个元素")
    old: str = Field(description="原来")
    new: str = Field(description="后来")


class ChoiceIn(Request):
    token: Annotated[int, Field(ge=0, le=1_000_000)] = Field(description="办哪一项；0 为开始")
    outcome: Annotated[str, Line(60)] = Field("", description="意见")
    vars: dict[str, Any] = Field(default_factory=dict, description="设定的变量")


class RehearsalIn(Request):
    choices: Annotated[list[ChoiceIn], Field(max_length=MOST_CHOICES)] = Field(description="从头到现在的每一步")


class RehearsalChoiceOut(Schema):
    token: int = Field(description="办哪一项")
    element: str = Field(description="元素编号")
    title: str = Field(description="环节")
    words: str = Field(description="会发生什么")


class RehearsalOut(Schema):
    status: str = Field(description="状态")
    fault: str = Field(description="最后一步为什么做不了；空为做到了")
    live: list[str] = Field(description="正在办理的元素")
    done: list[str] = Field(description="走过的元素")
    lines: list[str] = Field(description="经过")
    offers: list[RehearsalChoiceOut] = Field(description="接下来可以做的")
    vars: dict[str, Any] = Field(description="变量")


@router.get("/processes", response=list[DrawnDefinitionOut], summary="流程列表")
@listed(orders=["key", "id"])
def list_processes(request: SignedIn, filters: Query[DrawnDefinitionFilter]) -> QuerySet[Process]:
    return definitions.listed_definitions(request, PROCESSES, filters)


@router.post("/processes", response={201: DrawnDefinitionOut}, summary="新建流程")
def create_process(request: SignedIn, details: DrawnDefinitionIn) -> Status[Process]:
    require_readable(details.xml or "<none/>")
    xml = beginning_of_process(details.key, details.title, file=details.xml or "")
    return definitions.created(request, PROCESSES, details, xml, category=details.category)


@router.get("/processes/{int:process_id}", response=DrawnDefinitionOut, summary="查看流程")
def show_process(request: SignedIn, process_id: Key) -> Process:
    return definitions.one_definition(request, PROCESSES, process_id)  # type: ignore[no-any-return]


@router.get("/processes/{int:process_id}/versions", response=list[VersionOut], summary="流程版本列表")
@listed(orders=["-number"])
def list_process_versions(request: SignedIn, process_id: Key) -> QuerySet[ProcessVersion]:
    return versions_of(definitions.one_definition(request, PROCESSES, process_id))


@router.get("/processes/{int:process_id}/versions/{int:number}", response=ContentOut, summary="流程版本的内容")
def show_process_version(request: SignedIn, response: HttpResponse, process_id: Key, number: Number) -> Any:
    return definitions.shown_version(request, response, PROCESSES, process_id, number)


@router.put(
    "/processes/{int:process_id}/draft",
    response=VersionOut,
    summary="保存流程草稿（须带 If-Match）",
    url_name="save_process_draft",
)
def save_process_draft(request: SignedIn, response: HttpResponse, process_id: Key, draft: DraftIn) -> Any:
    return definitions.saved_draft(request, response, PROCESSES, process_id, draft.xml, note=draft.note)


@router.post(
    "/processes/{int:process_id}/checks", response=JudgementOut, summary="检查流程内容", url_name="check_process"
)
def check_process(request: SignedIn, process_id: Key, content: ContentIn) -> JudgementOut:
    return checked(PROCESSES, definitions.one_definition(request, PROCESSES, process_id), content.xml)


@router.post(
    "/processes/{int:process_id}/publications", response={201: VersionOut}, summary="发布流程草稿（须带 If-Match）"
)
def publish_process(request: SignedIn, process_id: Key) -> Status[ProcessVersion]:
    return Status(201, definitions.published_draft(request, PROCESSES, process_id))


@router.post(
    "/processes/{int:process_id}/versions/{int:number}/retirement", response=VersionOut, summary="停用流程版本"
)
def retire_process_version(request: SignedIn, process_id: Key, number: Number) -> Any:
    return definitions.retired_version(request, PROCESSES, process_id, number)


@router.get("/processes/{int:process_id}/differences", response=list[DifferenceOut], summary="比较两个流程版本")
def show_process_differences(request: SignedIn, process_id: Key, old: Number, new: Number) -> list[Any]:
    before, after = (definitions.one_version(request, PROCESSES, process_id, number) for number in (old, new))
    return list(differences(before.xml.encode(), after.xml.encode()))


@router.post(
    "/processes/{int:process_id}/versions/{int:number}/rehearsals", response=RehearsalOut, summary="推演流程版本"
)
def rehearse_process(request: SignedIn, process_id: Key, number: Number, wished: RehearsalIn) -> RehearsalOut:
    version = definitions.one_version(request, PROCESSES, process_id, number)
    choices = [Choice(choice.token, choice.outcome, choice.vars) for choice in wished.choices]
    played = rehearse(net_of(version.pk), vocabulary_of(version.pk), choices)
    return RehearsalOut(
        status=played.status,
        fault=played.fault,
        live=sorted(played.live),
        done=sorted(played.done),
        lines=played.lines,
        offers=[
            RehearsalChoiceOut(token=o.token, element=o.element, title=o.title, words=o.words) for o in played.offers
        ],
        vars=dict(played.state.vars),
    )

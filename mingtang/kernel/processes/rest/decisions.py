"""决策表: definitions, versions, drafts, checks, publications and answers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from mingtang.kernel.definitions import rest as definitions
from mingtang.kernel.definitions.api import versions_of
from mingtang.kernel.definitions.rest import Number, VersionOut
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.compiled import table_of
from mingtang.kernel.processes.contents import beginning_of_decision
from mingtang.kernel.processes.kinds import DECISIONS
from mingtang.kernel.processes.models import Decision, DecisionVersion
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
from mingtang.lib.flow.conditions import ConditionError
from mingtang.lib.flow.decisions import DecisionError
from mingtang.ui.rest.fields import Key, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["决策表"])


class QuestionIn(Request):
    data: dict[str, Any] = Field(description="变量")


class DecisionAnswerOut(Schema):
    hits: list[int] = Field(description="成立的规则，从 1 数起")
    value: Any = Field(description="结论")


@router.get("/decisions", response=list[DrawnDefinitionOut], summary="决策表列表")
@listed(orders=["key", "id"])
def list_decisions(request: SignedIn, filters: Query[DrawnDefinitionFilter]) -> QuerySet[Decision]:
    return definitions.listed_definitions(request, DECISIONS, filters)


@router.post("/decisions", response={201: DrawnDefinitionOut}, summary="新建决策表")
def create_decision(request: SignedIn, details: DrawnDefinitionIn) -> Status[Decision]:
    xml = beginning_of_decision(details.key, details.title, file=details.xml or "")
    return definitions.created(request, DECISIONS, details, xml, category=details.category)


@router.get("/decisions/{int:decision_id}", response=DrawnDefinitionOut, summary="查看决策表")
def show_decision(request: SignedIn, decision_id: Key) -> Decision:
    return definitions.one_definition(request, DECISIONS, decision_id)  # type: ignore[no-any-return]


@router.get("/decisions/{int:decision_id}/versions", response=list[VersionOut], summary="决策表版本列表")
@listed(orders=["-number"])
def list_decision_versions(request: SignedIn, decision_id: Key) -> QuerySet[DecisionVersion]:
    return versions_of(definitions.one_definition(request, DECISIONS, decision_id))


@router.get("/decisions/{int:decision_id}/versions/{int:number}", response=ContentOut, summary="决策表版本的内容")
def show_decision_version(request: SignedIn, response: HttpResponse, decision_id: Key, number: Number) -> Any:
    return definitions.shown_version(request, response, DECISIONS, decision_id, number)


@router.put("/decisions/{int:decision_id}/draft", response=VersionOut, summary="保存决策表草稿（须带 If-Match）")
def save_decision_draft(request: SignedIn, response: HttpResponse, decision_id: Key, draft: DraftIn) -> Any:
    return definitions.saved_draft(request, response, DECISIONS, decision_id, draft.xml, note=draft.note)


@router.post("/decisions/{int:decision_id}/checks", response=JudgementOut, summary="检查决策表内容")
def check_decision(request: SignedIn, decision_id: Key, content: ContentIn) -> JudgementOut:
    return checked(DECISIONS, definitions.one_definition(request, DECISIONS, decision_id), content.xml)


@router.post(
    "/decisions/{int:decision_id}/publications", response={201: VersionOut}, summary="发布决策表草稿（须带 If-Match）"
)
def publish_decision(request: SignedIn, decision_id: Key) -> Status[DecisionVersion]:
    return Status(201, definitions.published_draft(request, DECISIONS, decision_id))


@router.post(
    "/decisions/{int:decision_id}/versions/{int:number}/retirement", response=VersionOut, summary="停用决策表版本"
)
def retire_decision_version(request: SignedIn, decision_id: Key, number: Number) -> Any:
    return definitions.retired_version(request, DECISIONS, decision_id, number)


@router.post(
    "/decisions/{int:decision_id}/versions/{int:number}/answers", response=DecisionAnswerOut, summary="用决策表试算"
)
def answer_decision(request: SignedIn, decision_id: Key, number: Number, question: QuestionIn) -> DecisionAnswerOut:
    version = definitions.one_version(request, DECISIONS, decision_id, number)
    table = table_of(version.pk)
    try:
        held = table.hits(question.data)
        hits = [number for number, rule in enumerate(table.rules, 1) if rule in held]
        return DecisionAnswerOut(hits=hits, value=table.decide(question.data))
    except (DecisionError, ConditionError) as fault:
        raise Refused(str(fault), "data") from fault
    except TypeError as fault:
        raise Refused("这些结论不能相加或比较大小。", "data") from fault

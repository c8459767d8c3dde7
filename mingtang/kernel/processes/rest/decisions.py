"""决策表: definitions, versions, drafts, checks, publications and answers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from mingtang.kernel.directory.api import Refused, organs_visible_to
from mingtang.kernel.processes import actions
from mingtang.kernel.processes.compiled import table_of
from mingtang.kernel.processes.contents import beginning_of_decision
from mingtang.kernel.processes.judging import judge
from mingtang.kernel.processes.models import Decision, DecisionVersion
from mingtang.kernel.processes.queries import decisions_visible_to, versions_of
from mingtang.kernel.processes.rest.contents import (
    ContentIn,
    ContentOut,
    DefinitionIn,
    DefinitionOut,
    DraftIn,
    JudgementOut,
    Number,
    VersionOut,
    as_out,
    seen_digest,
    version_numbered,
    with_etag,
)
from mingtang.kernel.processes.rest.processes import DefinitionFilter
from mingtang.lib.flow.conditions import ConditionError
from mingtang.lib.flow.decisions import DecisionError
from mingtang.ui.rest.fields import Key, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred_or_none

router = Router(tags=["决策表"])


class QuestionIn(Request):
    data: dict[str, Any] = Field(description="变量")


class DecisionAnswerOut(Schema):
    hits: list[int] = Field(description="成立的规则，从 1 数起")
    value: Any = Field(description="结论")


@router.get("/decisions", response=list[DefinitionOut], summary="决策表列表")
@listed(orders=["key", "id"])
def list_decisions(request: SignedIn, filters: Query[DefinitionFilter]) -> QuerySet[Decision]:
    return filters.filter(decisions_visible_to(request.actor))


@router.post("/decisions", response={201: DefinitionOut}, summary="新建决策表")
def create_decision(request: SignedIn, details: DefinitionIn) -> Status[Decision]:
    organ = referred_or_none(organs_visible_to(request.actor), details.organ, "organ")
    xml = beginning_of_decision(details.key, details.title, file=details.xml or "")
    decision = actions.create_definition(
        request.actor,
        Decision,
        key=details.key,
        title=details.title,
        organ=organ,
        category=details.category,
        xml=xml,
    )
    return Status(201, found(decisions_visible_to(request.actor), decision.pk))


@router.get("/decisions/{int:decision_id}", response=DefinitionOut, summary="查看决策表")
def show_decision(request: SignedIn, decision_id: Key) -> Decision:
    return found(decisions_visible_to(request.actor), decision_id)


@router.get("/decisions/{int:decision_id}/versions", response=list[VersionOut], summary="决策表版本列表")
@listed(orders=["-number"])
def list_decision_versions(request: SignedIn, decision_id: Key) -> QuerySet[DecisionVersion]:
    return versions_of(found(decisions_visible_to(request.actor), decision_id))


@router.get("/decisions/{int:decision_id}/versions/{int:number}", response=ContentOut, summary="决策表版本的内容")
def show_decision_version(
    request: SignedIn, response: HttpResponse, decision_id: Key, number: Number
) -> DecisionVersion:
    decision = found(decisions_visible_to(request.actor), decision_id)
    return with_etag(response, version_numbered(decision, number))  # type: ignore[no-any-return]


@router.put("/decisions/{int:decision_id}/draft", response=VersionOut, summary="保存决策表草稿（须带 If-Match）")
def save_decision_draft(request: SignedIn, response: HttpResponse, decision_id: Key, draft: DraftIn) -> DecisionVersion:
    decision = found(decisions_visible_to(request.actor), decision_id)
    seen = seen_digest(request, decision)
    saved = actions.save_draft(request.actor, decision, draft.xml, seen=seen, note=draft.note)
    return with_etag(response, saved)  # type: ignore[no-any-return]


@router.post("/decisions/{int:decision_id}/checks", response=JudgementOut, summary="检查决策表内容")
def check_decision(request: SignedIn, decision_id: Key, content: ContentIn) -> JudgementOut:
    decision = found(decisions_visible_to(request.actor), decision_id)
    actions.require_readable(content.xml)
    return as_out(judge(decision, content.xml))


@router.post(
    "/decisions/{int:decision_id}/publications", response={201: VersionOut}, summary="发布决策表草稿（须带 If-Match）"
)
def publish_decision(request: SignedIn, decision_id: Key) -> Status[DecisionVersion]:
    decision = found(decisions_visible_to(request.actor), decision_id)
    return Status(201, actions.publish_draft(request.actor, decision, seen=seen_digest(request, decision)))


@router.post(
    "/decisions/{int:decision_id}/versions/{int:number}/retirement", response=VersionOut, summary="停用决策表版本"
)
def retire_decision_version(request: SignedIn, decision_id: Key, number: Number) -> DecisionVersion:
    version: DecisionVersion = version_numbered(found(decisions_visible_to(request.actor), decision_id), number)
    actions.retire_version(request.actor, version)
    return version


@router.post(
    "/decisions/{int:decision_id}/versions/{int:number}/answers", response=DecisionAnswerOut, summary="用决策表试算"
)
def answer_decision(request: SignedIn, decision_id: Key, number: Number, question: QuestionIn) -> DecisionAnswerOut:
    version = version_numbered(found(decisions_visible_to(request.actor), decision_id), number)
    table = table_of(version.pk)
    try:
        held = table.hits(question.data)
        hits = [number for number, rule in enumerate(table.rules, 1) if rule in held]
        return DecisionAnswerOut(hits=hits, value=table.decide(question.data))
    except (DecisionError, ConditionError) as fault:
        raise Refused(str(fault), "data") from fault
    except TypeError as fault:
        raise Refused("这些结论不能相加或比较大小。", "data") from fault

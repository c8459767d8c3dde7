"""表单: definitions, versions, contracts, and judging answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from mingtang.kernel.definitions import rest as definitions
from mingtang.kernel.definitions.rest import DefinitionIn, DefinitionOut, Number, VersionOut
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.api import NoForm, form_contract, published_id, rest_validate
from mingtang.kernel.forms.kinds import FORMS, Faulty
from mingtang.kernel.forms.models import FormDefinition
from mingtang.lib.forms.bounds import LONGEST_DOCUMENT
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["表单"])

Document = Annotated[
    str, Field(max_length=LONGEST_DOCUMENT, description="文档：JSON Schema 2020-12 子集加 ui 块，写成文字")
]
FormKey = Annotated[str, Line(60)]


class FormVersionOut(VersionOut):
    text: str = Field(description="文档")


class FormIn(DefinitionIn):
    text: Document


class FormDraftIn(Request):
    text: Document
    note: definitions.Note = Field("", description="修改说明")


class FormQuery(Schema):
    organ: Key | None = Field(None, description="为哪个机构：用离它最近的机构自己的表单；空为全平台的")


class AnswersIn(Request):
    answers: dict[str, Any] = Field(description="按合同填写的内容")


class AnswersOut(Schema):
    answers: dict[str, Any] = Field(description="可以保存的内容；被隐藏的字段已去掉")


@router.get("/forms", response=list[DefinitionOut], summary="表单列表")
@listed(orders=["key", "id"])
def list_forms(request: SignedIn, filters: Query[definitions.DefinitionFilter]) -> QuerySet[FormDefinition]:
    return definitions.listed_definitions(request, FORMS, filters)


@router.post("/forms", response={201: DefinitionOut}, summary="建立表单")
def add_form(request: SignedIn, details: FormIn) -> Status[FormDefinition]:
    with _told_at_once():
        return definitions.created(request, FORMS, details, details.text)


@router.get("/forms/{int:form_id}", response=DefinitionOut, summary="查看表单")
def show_form(request: SignedIn, form_id: Key) -> FormDefinition:
    return definitions.one_definition(request, FORMS, form_id)  # type: ignore[no-any-return]


@router.get("/forms/{int:form_id}/versions/{int:number}", response=FormVersionOut, summary="查看表单的一个版本")
def show_form_version(request: SignedIn, response: HttpResponse, form_id: Key, number: Number) -> Any:
    return definitions.shown_version(request, response, FORMS, form_id, number)


@router.put("/forms/{int:form_id}/draft", response=FormVersionOut, summary="保存表单草稿（If-Match 带最新版本的摘要）")
def put_form_draft(request: SignedIn, response: HttpResponse, form_id: Key, details: FormDraftIn) -> Any:
    with _told_at_once():
        return definitions.saved_draft(request, response, FORMS, form_id, details.text, note=details.note)


@router.post(
    "/forms/{int:form_id}/publication", response=FormVersionOut, summary="发布表单草稿（If-Match 带草稿的摘要）"
)
def publish_form(request: SignedIn, form_id: Key) -> Any:
    with _told_at_once():
        return definitions.published_draft(request, FORMS, form_id)


@router.get("/forms/by-key/{key}/contract", response=dict[str, Any], summary="在用表单的合同（JSON Schema 2020-12）")
def show_form_contract(request: SignedIn, key: FormKey, asked: Query[FormQuery]) -> dict[str, Any]:
    return form_contract(_in_force(key, asked.organ))


@router.post("/forms/by-key/{key}/validation", response=AnswersOut, summary="核对填写内容，不保存")
def validate_answers(request: SignedIn, key: FormKey, details: AnswersIn, asked: Query[FormQuery]) -> dict[str, Any]:
    return {"answers": judged_answers(request.actor, _in_force(key, asked.organ), details.answers)}


def judged_answers(actor: Actor, version_id: int, answers: dict[str, Any]) -> dict[str, Any]:
    """Clean answers. Raises Problem with every fault by path."""
    clean, errors = rest_validate(actor, version_id, answers)
    if errors:
        faults = [Fault(message, f"answers.{path}".rstrip(".")) for path, said in errors.items() for message in said]
        raise Problem(INVALID, faults=faults)
    return clean


def _in_force(key: str, organ_id: int | None) -> int:
    try:
        return published_id(key, organ_id)
    except NoForm as error:
        raise Problem(NOT_FOUND) from error


@contextmanager
def _told_at_once() -> Iterator[None]:
    """A faulty document is told with all its faults."""
    try:
        yield
    except Faulty as faulty:
        faults = [Fault(fault.message, f"text:{fault.path}".rstrip(":")) for fault in faulty.faults]
        raise Problem(INVALID, faults=faults) from faulty

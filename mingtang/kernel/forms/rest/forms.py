"""表单: definitions, versions, contracts, and judging answers."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms import actions
from mingtang.kernel.forms.api import form_contract, published, rest_validate
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.kernel.forms.permissions import DESIGN_FORMS
from mingtang.kernel.forms.queries import NoForm, definitions_visible_to, versions_of
from mingtang.lib.forms.bounds import LONGEST_DOCUMENT
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred_or_none
from mingtang.ui.rest.versions import seen_version, tell_version

router = Router(tags=["表单"])

Document = Annotated[
    str, Field(max_length=LONGEST_DOCUMENT, description="文档：JSON Schema 2020-12 子集加 ui 块，写成文字")
]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class FormOut(Schema):
    id: int
    code: str = Field(description="代号")
    title: str = Field(description="名称")
    organ_id: int | None = Field(description="所属机构；空为全平台")
    in_force: int | None = Field(description="在用版本号；空为没有")
    newest: int = Field(description="最新版本号")
    newest_state: str = Field(description="最新版本的状态：draft、published、retired")


class FormVersionOut(Schema):
    number: int = Field(description="版本号")
    state: str = Field(description="draft、published、retired")
    digest: str = Field(description="文档规范形式的 SM3 摘要")
    text: str = Field(description="文档")


class FormIn(Request):
    code: Annotated[str, Line(60, shortest=2)] = Field(description="代号")
    title: Annotated[str, Line(120, shortest=1)] = Field(description="名称")
    organ: Key | None = Field(None, description="所属机构；空为全平台")
    text: Document


class FormDraftIn(Request):
    text: Document


class AnswersIn(Request):
    answers: dict[str, Any] = Field(description="按合同填写的内容")


class AnswersOut(Schema):
    answers: dict[str, Any] = Field(description="可以保存的内容；被隐藏的字段已去掉")


@router.get("/forms", response=list[FormOut], summary="表单列表")
@listed(orders=["code", "id"])
def list_forms(request: SignedIn) -> QuerySet[FormDefinition]:
    return definitions_visible_to(request.actor)


@router.post("/forms", response={201: FormOut}, summary="建立表单")
def add_form(request: SignedIn, details: FormIn) -> Status[FormDefinition]:
    organ = referred_or_none(Organ.objects.within(request.actor, DESIGN_FORMS), details.organ, "organ")
    made = _judged(
        lambda: actions.create_form(
            request.actor, code=details.code, title=details.title, text=details.text, organ=organ
        )
    )
    return Status(201, definitions_visible_to(request.actor).get(pk=made.pk))


@router.get("/forms/{int:form_id}", response=FormOut, summary="查看表单")
def show_form(request: SignedIn, form_id: Key) -> FormDefinition:
    return found(definitions_visible_to(request.actor), form_id)


@router.get("/forms/{int:form_id}/versions/{int:number}", response=FormVersionOut, summary="查看表单的一个版本")
def show_form_version(request: SignedIn, response: HttpResponse, form_id: Key, number: Number) -> FormVersion:
    definition = found(definitions_visible_to(request.actor), form_id)
    version = versions_of(definition).filter(number=number).first()
    if version is None:
        raise Problem(NOT_FOUND)
    tell_version(response, version.digest)
    return version


@router.put("/forms/{int:form_id}/draft", response=FormVersionOut, summary="保存表单草稿（If-Match 带最新版本的摘要）")
def put_form_draft(request: SignedIn, form_id: Key, details: FormDraftIn) -> FormVersion:
    definition = found(definitions_visible_to(request.actor), form_id)
    seen = seen_version(request, _newest(definition).digest)
    return _judged(lambda: actions.save_draft(request.actor, definition, details.text, seen=seen))


@router.post(
    "/forms/{int:form_id}/publication", response=FormVersionOut, summary="发布表单草稿（If-Match 带草稿的摘要）"
)
def publish_form(request: SignedIn, form_id: Key) -> FormVersion:
    definition = found(definitions_visible_to(request.actor), form_id)
    return actions.publish_draft(request.actor, definition, seen=seen_version(request, _newest(definition).digest))


@router.get("/forms/by-code/{code}/contract", response=dict[str, Any], summary="在用表单的合同（JSON Schema 2020-12）")
def show_form_contract(request: SignedIn, code: Annotated[str, Line(60)]) -> dict[str, Any]:
    return form_contract(_in_force(code))


@router.post("/forms/by-code/{code}/validation", response=AnswersOut, summary="核对填写内容，不保存")
def validate_answers(request: SignedIn, code: Annotated[str, Line(60)], details: AnswersIn) -> dict[str, Any]:
    return {"answers": judged_answers(request.actor, _in_force(code), details.answers)}


def judged_answers(actor: Actor, version_id: int, answers: dict[str, Any]) -> dict[str, Any]:
    """Clean answers. Raises Problem with every fault by path."""
    clean, errors = rest_validate(actor, version_id, answers)
    if errors:
        faults = [Fault(message, f"answers.{path}".rstrip(".")) for path, said in errors.items() for message in said]
        raise Problem(INVALID, faults=faults)
    return clean


def _in_force(code: str) -> int:
    try:
        return int(published(code).pk)
    except NoForm as error:
        raise Problem(NOT_FOUND) from error


def _newest(definition: FormDefinition) -> FormVersion:
    newest: FormVersion = definition.versions.latest("number")
    return newest


def _judged(do: Any) -> Any:
    """Do it; a faulty document is told with all its faults."""
    try:
        return do()
    except actions.Faulty as faulty:
        faults = [Fault(fault.message, f"text:{fault.path}".rstrip(":")) for fault in faulty.faults]
        raise Problem(INVALID, faults=faults) from faulty

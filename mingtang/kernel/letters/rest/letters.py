"""文书模板: templates, versions, and setting a letter."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.letters import actions
from mingtang.kernel.letters.api import CannotSet, MissingVariables
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion
from mingtang.kernel.letters.permissions import DESIGN_LETTERS
from mingtang.kernel.letters.queries import templates_visible_to, versions_of
from mingtang.kernel.letters.rendering import set_letter
from mingtang.kernel.letters.rules import LONGEST_DATA, LONGEST_SOURCE, MOST_VARIABLES, write_variables
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred_or_none
from mingtang.ui.rest.versions import seen_version, tell_version

router = Router(tags=["文书模板"])

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class LetterTemplateOut(Schema):
    id: int
    code: str = Field(description="代号")
    title: str = Field(description="名称")
    organ_id: int | None = Field(description="所属机构；空为全平台")
    in_force: int | None = Field(description="在用版本号；空为没有")
    newest: int = Field(description="最新版本号")
    newest_state: str = Field(description="最新版本的状态：draft、published、retired")


class Variable(Request):
    name: Annotated[str, Line(40, shortest=1)] = Field(description="变量名")
    label: Annotated[str, Line(60, shortest=1)] = Field(description="中文名称")
    required: bool = Field(True, description="必须有")


class LetterVersionOut(Schema):
    number: int = Field(description="版本号")
    state: str = Field(description="draft、published、retired")
    digest: str = Field(description="源文、变量、示例数据的 SM3 摘要")
    source: str = Field(description="typst 源文")
    variables: list[Variable] = Field(description="变量")
    sample: str = Field(description="示例数据，JSON 文字")


class LetterContentIn(Request):
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE, description="typst 源文")]
    variables: Annotated[list[Variable], Field(max_length=MOST_VARIABLES, description="变量")]
    sample: Annotated[str, Field(max_length=LONGEST_DATA, description="示例数据，JSON 文字")]

    def content(self) -> actions.Content:
        """As the actions take it."""
        return actions.Content(self.source, write_variables([each.dict() for each in self.variables]), self.sample)


class LetterTemplateIn(LetterContentIn):
    code: Annotated[str, Line(60, shortest=2)] = Field(description="代号")
    title: Annotated[str, Line(120, shortest=1)] = Field(description="名称")
    organ: Key | None = Field(None, description="所属机构；空为全平台")


class LetterIn(Request):
    data: dict[str, Any] = Field(description="变量的值")


@router.get("/letter-templates", response=list[LetterTemplateOut], summary="文书模板列表")
@listed(orders=["code", "id"])
def list_letter_templates(request: SignedIn) -> QuerySet[LetterTemplate]:
    return templates_visible_to(request.actor)


@router.post("/letter-templates", response={201: LetterTemplateOut}, summary="建立文书模板")
def add_letter_template(request: SignedIn, details: LetterTemplateIn) -> Status[LetterTemplate]:
    organ = referred_or_none(Organ.objects.within(request.actor, DESIGN_LETTERS), details.organ, "organ")
    made = actions.create_template(
        request.actor, code=details.code, title=details.title, content=details.content(), organ=organ
    )
    return Status(201, templates_visible_to(request.actor).get(pk=made.pk))


@router.get("/letter-templates/{int:template_id}", response=LetterTemplateOut, summary="查看文书模板")
def show_letter_template(request: SignedIn, template_id: Key) -> LetterTemplate:
    return found(templates_visible_to(request.actor), template_id)


@router.get(
    "/letter-templates/{int:template_id}/versions/{int:number}",
    response=LetterVersionOut,
    summary="查看文书模板的一个版本",
)
def show_letter_version(request: SignedIn, response: HttpResponse, template_id: Key, number: Number) -> LetterVersion:
    version = _version(request, template_id, number)
    tell_version(response, version.digest)
    return version


@router.put(
    "/letter-templates/{int:template_id}/draft",
    response=LetterVersionOut,
    summary="保存文书模板草稿（If-Match 带最新版本的摘要）",
)
def put_letter_draft(request: SignedIn, template_id: Key, details: LetterContentIn) -> LetterVersion:
    template = found(templates_visible_to(request.actor), template_id)
    seen = seen_version(request, _newest(template).digest)
    return actions.save_draft(request.actor, template, details.content(), seen=seen)


@router.post(
    "/letter-templates/{int:template_id}/publication",
    response=LetterVersionOut,
    summary="发布文书模板草稿（If-Match 带草稿的摘要）",
)
def publish_letter_template(request: SignedIn, template_id: Key) -> LetterVersion:
    template = found(templates_visible_to(request.actor), template_id)
    return actions.publish_draft(request.actor, template, seen=seen_version(request, _newest(template).digest))


@router.post(
    "/letter-templates/{int:template_id}/versions/{int:number}/letters",
    response={200: None},
    summary="用一个版本试排一份文书，得到 PDF；不保存",
)
def set_one_letter(request: SignedIn, template_id: Key, number: Number, details: LetterIn) -> HttpResponse:
    version = _version(request, template_id, number)
    try:
        letter = set_letter(version, details.data)
    except MissingVariables as error:
        raise Problem(INVALID, faults=[Fault(f"缺少{label}", "data") for label in error.labels]) from error
    except CannotSet as error:
        raise Problem(INVALID, faults=[Fault(fault.message, "data") for fault in error.faults]) from error
    return HttpResponse(letter.pdf, content_type="application/pdf", headers={"Content-Disposition": "attachment"})


def _version(request: SignedIn, template_id: int, number: int) -> LetterVersion:
    template = found(templates_visible_to(request.actor), template_id)
    version = versions_of(template).filter(number=number).first()
    if version is None:
        raise Problem(NOT_FOUND)
    return version


def _newest(template: LetterTemplate) -> LetterVersion:
    newest: LetterVersion = template.versions.latest("number")
    return newest

"""文书模板: templates, versions, and setting a letter."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Router, Status

from mingtang.kernel.definitions import rest as definitions
from mingtang.kernel.definitions.rest import DefinitionIn, DefinitionOut, Number, VersionOut
from mingtang.kernel.letters.api import CannotSet, Content, MissingVariables
from mingtang.kernel.letters.kinds import LETTERS
from mingtang.kernel.letters.models import LetterTemplate
from mingtang.kernel.letters.rendering import set_letter
from mingtang.kernel.letters.rules import LONGEST_DATA, LONGEST_SOURCE, MOST_VARIABLES, write_variables
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["文书模板"])


class Variable(Request):
    name: Annotated[str, Line(40, shortest=1)] = Field(description="变量名")
    label: Annotated[str, Line(60, shortest=1)] = Field(description="中文名称")
    required: bool = Field(True, description="必须有")


class LetterVersionOut(VersionOut):
    source: str = Field(description="typst 源文")
    variables: list[Variable] = Field(description="变量")
    sample: str = Field(description="示例数据，JSON 文字")


class LetterContentIn(Request):
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE, description="typst 源文")]
    variables: Annotated[list[Variable], Field(max_length=MOST_VARIABLES, description="变量")]
    sample: Annotated[str, Field(max_length=LONGEST_DATA, description="示例数据，JSON 文字")]

    def content(self) -> Content:
        """As the actions take it."""
        return Content(self.source, write_variables([each.dict() for each in self.variables]), self.sample)


class LetterDraftIn(LetterContentIn):
    note: definitions.Note = Field("", description="修改说明")


class LetterTemplateIn(LetterContentIn, DefinitionIn):
    pass


class LetterIn(Request):
    data: dict[str, Any] = Field(description="变量的值")


@router.get("/letter-templates", response=list[DefinitionOut], summary="文书模板列表")
@listed(orders=["key", "id"])
def list_letter_templates(request: SignedIn, filters: Query[definitions.DefinitionFilter]) -> QuerySet[LetterTemplate]:
    return definitions.listed_definitions(request, LETTERS, filters)


@router.post("/letter-templates", response={201: DefinitionOut}, summary="建立文书模板")
def add_letter_template(request: SignedIn, details: LetterTemplateIn) -> Status[LetterTemplate]:
    return definitions.created(request, LETTERS, details, details.content())


@router.get("/letter-templates/{int:template_id}", response=DefinitionOut, summary="查看文书模板")
def show_letter_template(request: SignedIn, template_id: Key) -> LetterTemplate:
    return definitions.one_definition(request, LETTERS, template_id)  # type: ignore[no-any-return]


@router.get(
    "/letter-templates/{int:template_id}/versions/{int:number}",
    response=LetterVersionOut,
    summary="查看文书模板的一个版本",
)
def show_letter_version(request: SignedIn, response: HttpResponse, template_id: Key, number: Number) -> Any:
    return definitions.shown_version(request, response, LETTERS, template_id, number)


@router.put(
    "/letter-templates/{int:template_id}/draft",
    response=LetterVersionOut,
    summary="保存文书模板草稿（If-Match 带最新版本的摘要）",
)
def put_letter_draft(request: SignedIn, response: HttpResponse, template_id: Key, details: LetterDraftIn) -> Any:
    return definitions.saved_draft(request, response, LETTERS, template_id, details.content(), note=details.note)


@router.post(
    "/letter-templates/{int:template_id}/publication",
    response=LetterVersionOut,
    summary="发布文书模板草稿（If-Match 带草稿的摘要）",
)
def publish_letter_template(request: SignedIn, template_id: Key) -> Any:
    return definitions.published_draft(request, LETTERS, template_id)


@router.post(
    "/letter-templates/{int:template_id}/versions/{int:number}/letters",
    response={200: None},
    summary="用一个版本试排一份文书，得到 PDF；不保存",
)
def set_one_letter(request: SignedIn, template_id: Key, number: Number, details: LetterIn) -> HttpResponse:
    version = definitions.one_version(request, LETTERS, template_id, number)
    try:
        letter = set_letter(version, details.data)
    except MissingVariables as error:
        raise Problem(INVALID, faults=[Fault(f"缺少{label}", "data") for label in error.labels]) from error
    except CannotSet as error:
        raise Problem(INVALID, faults=[Fault(fault.message, "data") for fault in error.faults]) from error
    return HttpResponse(letter.pdf, content_type="application/pdf", headers={"Content-Disposition": "attachment"})

"""What definitions and versions look like to programs, and what both kinds have in common."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema
from pydantic import AfterValidator

from mingtang.kernel.processes.actions import LARGEST_CONTENT
from mingtang.kernel.processes.judging import Judgement
from mingtang.kernel.processes.models import Definition, State, Version
from mingtang.kernel.processes.queries import versions_of
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.versions import seen_version, tell_version

VersionState = Annotated[State, choices(State)]


def _storable(text: str) -> str:
    """`text` unless it holds half characters, which have no bytes, or NUL, which no database keeps."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("含有不能保存的字符")
    return text


Content = Annotated[str, Field(min_length=1, max_length=LARGEST_CONTENT), AfterValidator(_storable)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]


class OwnerRef(Schema):
    id: int
    name: str


class DefinitionOut(Schema):
    id: int
    key: str = Field(description="代号")
    title: str = Field(description="名称")
    category: str = Field(description="类别")
    organ: OwnerRef | None = Field(description="所属机构；空为全平台")
    published: int | None = Field(description="现行版本号")
    draft: int | None = Field(description="草稿版本号")


class DefinitionIn(Request):
    key: Annotated[str, Line(60, shortest=2)] = Field(description="代号：小写字母、数字、连字符")
    title: Annotated[str, Line(120, shortest=1)] = Field(description="名称")
    category: Annotated[str, Line(40)] = Field("", description="类别")
    organ: Key | None = Field(None, description="所属机构；空为全平台")
    xml: Content | None = Field(None, description="内容；不给则从空白开始")


class VersionOut(Schema):
    number: int = Field(description="版本号")
    state: VersionState = Field(description="状态")
    digest: str = Field(description="内容的 SM3 摘要，即 ETag")
    note: str = Field(description="修改说明")
    saved_at: datetime = Field(description="保存时间")
    published_at: datetime | None = Field(description="发布时间")


class ContentOut(VersionOut):
    xml: str = Field(description="内容：流程为 BPMN 2.0，决策表为 DMN")


class DraftIn(Request):
    xml: Content = Field(description="内容")
    note: Annotated[str, Line(200)] = Field("", description="修改说明")


class ContentIn(Request):
    xml: Content = Field(description="内容")


class RemarkOut(Schema):
    element: str = Field(description="元素编号；空为整个文件")
    message: str = Field(description="说明")
    grave: bool = Field(description="是否不能发布")
    line: int = Field(description="行号；0 为不知道")
    trace: list[str] = Field(description="走到那里的一条路")


class JudgementOut(Schema):
    sound: bool = Field(description="是否可以发布")
    remarks: list[RemarkOut]


def as_out(judgement: Judgement) -> JudgementOut:
    """The judgement for programs."""
    remarks = [
        RemarkOut(
            element=remark.element,
            message=remark.message,
            grave=remark.grave,
            line=remark.line,
            trace=list(remark.trace),
        )
        for remark in judgement.remarks
    ]
    return JudgementOut(sound=judgement.sound, remarks=remarks)


def version_numbered(definition: Definition, number: int) -> Any:
    """The version, or Problem 404."""
    version = definition.versions.filter(number=number).first()  # type: ignore[attr-defined]
    if version is None:
        raise Problem(NOT_FOUND)
    return version


def edited_version(definition: Definition) -> Any:
    """The draft, or the latest version: what the next draft is drawn on."""
    return versions_of(definition).first()


def seen_digest(request: HttpRequest, definition: Definition) -> str:
    """The digest that If-Match names, when it is that of the newest content. Raises Problem 428 or 412."""
    return seen_version(request, edited_version(definition).digest)


def with_etag(response: HttpResponse, version: Version) -> Any:
    """The version, its digest told as ETag."""
    tell_version(response, version.digest)
    return version

"""What processes and decision tables look like to programs, and what both have in common."""

from dataclasses import asdict
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator

from mingtang.kernel.definitions import rest as definitions
from mingtang.kernel.processes.kinds import LARGEST_CONTENT, DrawnKind, require_readable
from mingtang.kernel.processes.models import DrawnDefinition
from mingtang.ui.rest.fields import Line, Request


def _storable(text: str) -> str:
    """`text` unless it holds half characters, which have no bytes, or NUL, which no database keeps."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("含有不能保存的字符")
    return text


Content = Annotated[str, Field(min_length=1, max_length=LARGEST_CONTENT), AfterValidator(_storable)]


class DrawnDefinitionFilter(definitions.DefinitionFilter):
    category: Annotated[str, Line(40)] | None = Field(None, description="类别")


class DrawnDefinitionOut(definitions.DefinitionOut):
    category: str = Field(description="类别")


class DrawnDefinitionIn(definitions.DefinitionIn):
    category: Annotated[str, Line(40)] = Field("", description="类别")
    xml: Content | None = Field(None, description="内容；不给则从空白开始")


class ContentOut(definitions.VersionOut):
    xml: str = Field(description="内容：流程为 BPMN 2.0，决策表为 DMN")


class ContentIn(Request):
    xml: Content = Field(description="内容")


class DraftIn(ContentIn):
    note: definitions.Note = Field("", description="修改说明")


class RemarkOut(Schema):
    element: str = Field(description="元素编号；空为整个文件")
    message: str = Field(description="说明")
    grave: bool = Field(description="是否不能发布")
    line: int = Field(description="行号；0 为不知道")
    trace: list[str] = Field(description="走到那里的一条路")


class JudgementOut(Schema):
    sound: bool = Field(description="是否可以发布")
    remarks: list[RemarkOut]


def checked(kind: DrawnKind[Any, Any], definition: DrawnDefinition, xml: str) -> JudgementOut:
    """What the check says of `xml` as the next version. Raises Refused for what cannot be read."""
    require_readable(xml)
    judgement = kind.judgement(definition, xml)
    remarks = [RemarkOut(**{**asdict(remark), "trace": list(remark.trace)}) for remark in judgement.remarks]
    return JudgementOut(sound=judgement.sound, remarks=remarks)

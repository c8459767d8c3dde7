"""The two kinds of definitions, processes and decision tables: what may be a draft, and what may be published."""

from typing import Any, TypeVar

from mingtang.kernel.definitions.api import Kind
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.acts import ACTS
from mingtang.kernel.processes.compiled import forget
from mingtang.kernel.processes.events import DecisionPublished, DecisionRetired, ProcessPublished, ProcessRetired
from mingtang.kernel.processes.judging import Judgement, Remark, judge_decision, judge_process
from mingtang.kernel.processes.models import (
    Decision,
    DecisionVersion,
    DrawnDefinition,
    DrawnVersion,
    Process,
    ProcessVersion,
)
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES, READ_PROCESSES
from mingtang.lib.digests import sm3_hex
from mingtang.lib.flow.bpmn.faults import Unreadable
from mingtang.lib.flow.bpmn.xml import parse

D = TypeVar("D", bound=DrawnDefinition)
V = TypeVar("V", bound=DrawnVersion)
LARGEST_CONTENT = 2 * 1024 * 1024


class NotFit(Refused):
    """The content may not be published; `remarks` name every element at fault."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        grave = [remark for remark in remarks if remark.grave]
        words = "；".join(f"{remark.element or '文件'}：{remark.message}" for remark in grave[:5])
        more = f"；等 {len(grave)} 处" if len(grave) > 5 else ""
        super().__init__(f"不能发布：{words}{more}")
        self.remarks = remarks


def require_readable(xml: str) -> None:
    """Raise Refused unless `xml` is well-formed, within bounds, and free of entities: anything less cannot even be a draft."""
    content = xml.encode()
    if len(content) > LARGEST_CONTENT:
        raise Refused(f"内容超过 {LARGEST_CONTENT // 1024 // 1024} MB。", "xml")
    try:
        parse(content)
    except Unreadable as error:
        where = f"第 {error.fault.line} 行：" if error.fault.line else ""
        raise Refused(f"{where}{error.fault.message}", "xml") from error


class DrawnKind(Kind[D, V, str]):
    """What is drawn, as XML. `suffix` ends the names of files."""

    body = "xml"
    suffix: str
    read, design, publish = READ_PROCESSES, DESIGN_PROCESSES, PUBLISH_PROCESSES
    acts = ACTS

    def columns(self, content: str) -> dict[str, Any]:
        require_readable(content)
        return {"xml": content, "digest": sm3_hex(content.encode())}

    def judgement(self, definition: D, xml: str) -> Judgement:
        """What is to be said about `xml` as a version of `definition`; bounded in time, never raises for bad content."""
        raise NotImplementedError

    def judge(self, draft: V) -> dict[str, Any]:
        judgement = self.judgement(draft.definition, draft.xml)
        if not judgement.sound:
            raise NotFit(judgement.remarks)
        return self.kept_of(judgement)

    def kept_of(self, judgement: Judgement) -> dict[str, Any]:
        """Columns that keep what was found while judging."""
        return {}


class Processes(DrawnKind[Process, ProcessVersion]):
    noun, suffix = "流程", "bpmn"
    model, version = Process, ProcessVersion
    published, retired = ProcessPublished, ProcessRetired

    def judgement(self, definition: Process, xml: str) -> Judgement:
        return judge_process(xml, definition.organ_id)

    def judge(self, draft: ProcessVersion) -> dict[str, Any]:
        forget(draft.pk)
        return super().judge(draft)

    def kept_of(self, judgement: Judgement) -> dict[str, Any]:
        return {"pinned": judgement.pinned}


class Decisions(DrawnKind[Decision, DecisionVersion]):
    noun, suffix = "决策表", "dmn"
    model, version = Decision, DecisionVersion
    published, retired = DecisionPublished, DecisionRetired

    def judgement(self, definition: Decision, xml: str) -> Judgement:
        return judge_decision(xml)


PROCESSES, DECISIONS = Processes(), Decisions()

"""Drawings in words: what kinds of elements are called, lines that wrap, and the list that says what the picture shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

from mingtang.lib.flow.drawing.marks import WORDS, Mark
from mingtang.lib.flow.drawing.picture import Edge, Picture, Shape

KINDS = {
    "participant": "泳池",
    "lane": "泳道",
    "startEvent": "开始",
    "endEvent": "结束",
    "intermediateCatchEvent": "等待事件",
    "intermediateThrowEvent": "发出事件",
    "boundaryEvent": "边界事件",
    "task": "任务",
    "userTask": "人工任务",
    "manualTask": "线下任务",
    "receiveTask": "接收任务",
    "sendTask": "发送任务",
    "serviceTask": "服务任务",
    "scriptTask": "规则任务",
    "businessRuleTask": "决策任务",
    "exclusiveGateway": "单选网关",
    "parallelGateway": "并行网关",
    "inclusiveGateway": "多选网关",
    "eventBasedGateway": "事件网关",
    "subProcess": "子流程",
    "callActivity": "调用流程",
    "textAnnotation": "注释",
    "sequenceFlow": "连线",
}
EVENTS = {
    "messageEventDefinition": "消息",
    "signalEventDefinition": "信号",
    "timerEventDefinition": "定时",
    "conditionalEventDefinition": "条件",
    "errorEventDefinition": "错误",
    "escalationEventDefinition": "升级",
    "terminateEventDefinition": "终止",
    "linkEventDefinition": "链接",
}
_UNTOLD = frozenset({"participant", "lane", "textAnnotation", "group"})


@dataclass(frozen=True, slots=True)
class Line:
    """One element in words. `next` says where it goes on and when."""

    element: str
    kind: str
    title: str
    mark: Mark | None = None
    next: tuple[str, ...] = ()

    @property
    def mark_words(self) -> str:
        return WORDS[self.mark] if self.mark else ""


def kind_of(shape: Shape) -> str:
    """What the kind of `shape` is called."""
    kind = KINDS.get(shape.tag, f"不支持的 {shape.tag}")
    return f"{EVENTS[shape.event]}{kind}" if shape.event in EVENTS else kind


def lines_of(picture: Picture, marks: Mapping[str, Mark] | None = None) -> tuple[Line, ...]:
    """The elements one after the other as they follow one another, with their marks and where they go on."""
    marks = marks or {}
    by_id = {shape.id: shape for shape in picture.shapes}
    leaving: dict[str, list[Edge]] = {}
    for edge in picture.edges:
        leaving.setdefault(edge.source, []).append(edge)
    told = [shape for shape in picture.shapes if shape.tag not in _UNTOLD]
    return tuple(
        Line(
            shape.id,
            kind_of(shape),
            shape.name or shape.id,
            marks.get(shape.id),
            tuple(_goes_on(edge, by_id, marks) for edge in leaving.get(shape.id, ())),
        )
        for shape in sorted(told, key=lambda shape: (shape.bounds.x, shape.bounds.y))
    )


def _goes_on(edge: Edge, by_id: Mapping[str, Shape], marks: Mapping[str, Mark]) -> str:
    target = by_id.get(edge.target)
    when = edge.name or edge.condition or ("其他情况" if edge.default else "")
    mark = marks.get(edge.id)
    words = [f"{when}时" if when else "", f"到“{(target.name or target.id) if target else edge.target}”"]
    return "".join(words) + (f"（连线{WORDS[mark]}）" if mark else "")


def summary(picture: Picture, marks: Mapping[str, Mark]) -> str:
    """One sentence about the picture."""
    steps = sum(shape.tag.endswith("Task") or shape.tag in {"task", "callActivity"} for shape in picture.shapes)
    counted = {mark: sum(each is mark for each in marks.values()) for mark in Mark}
    told = "，".join(f"{WORDS[mark]} {number} 处" for mark, number in counted.items() if number)
    return f"共 {steps} 个环节、{len(picture.edges)} 条连线" + (f"；{told}" if told else "")


def wrapped(text: str, width: float, most: int) -> list[str]:
    """`text` in at most `most` lines of `width` Han characters; what does not fit ends in an ellipsis."""
    lines = list(_broken(text, width))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def _broken(text: str, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for letter in text:
        wide = 1.0 if east_asian_width(letter) in "WFA" else 0.56
        if line and used + wide > width:
            yield line
            line, used = "", 0.0
        line, used = line + letter, used + wide
    if line:
        yield line

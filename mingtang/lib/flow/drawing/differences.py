"""What changed between two versions of a process, element by element, in words; moving a box changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingtang.lib.flow.bpmn.names import BPMN, OWN
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, parse, text_of
from mingtang.lib.flow.drawing.marks import Mark
from mingtang.lib.flow.drawing.words import EVENTS, KINDS

_ATTRIBUTES = {
    "name": "名称",
    "sourceRef": "起点",
    "targetRef": "终点",
    "default": "默认走向",
    "attachedToRef": "附着于",
    "calledElement": "被调用流程",
    "cancelActivity": "是否中断",
    "isInterrupting": "是否中断",
    "isSequential": "依次办理",
    "conditionExpression": "条件",
    "timeDuration": "时长",
    "timeDate": "日期",
    "timeCycle": "周期",
    "condition": "条件",
    "loopCardinality": "次数",
    "completionCondition": "完成条件",
    "messageRef": "消息",
    "signalRef": "信号",
    "errorRef": "错误",
    "escalationRef": "升级",
    "flowNodeRef": "包含环节",
    "text": "注释",
    "documentation": "说明",
    "multiInstanceLoopCharacteristics": "多人办理",
    f"{OWN}:organ": "办理机构",
    f"{OWN}:post": "岗位",
    f"{OWN}:candidates": "候选人",
    f"{OWN}:assignee": "办理人",
    f"{OWN}:form": "表单",
    f"{OWN}:clock": "时限",
    f"{OWN}:due": "期限",
    f"{OWN}:verbs": "允许的动作",
    f"{OWN}:call": "调用",
    f"{OWN}:key": "关联值",
    f"{OWN}:collection": "名单",
    f"{OWN}:element": "每人变量",
    f"{OWN}:rule": "会签规则",
    f"{OWN}:outcome": "计数的意见",
    f"{OWN}:in": "传入变量",
    f"{OWN}:out": "传出变量",
}
_LINKS = frozenset({"incoming", "outgoing", "extensionElements", "laneSet"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference at an element; `attribute` is empty when the whole element was added or removed."""

    mark: Mark
    element: str
    kind: str
    title: str
    attribute: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class _Facts:
    tag: str
    values: Mapping[str, str]

    @property
    def kind(self) -> str:
        event = next((EVENTS[name] for name in self.values if name in EVENTS), "")
        return event + KINDS.get(self.tag, self.tag)


def differences(old: bytes, new: bytes) -> tuple[Difference, ...]:
    """Elements that are new, gone or changed, in the order of the new file, the gone ones last. Raises Unreadable."""
    before, after = dict(_facts(parse(old))), dict(_facts(parse(new)))
    found: list[Difference] = []
    for ident, facts in after.items():
        known = before.get(ident)
        if known is None:
            found.append(_whole(Mark.ADDED, ident, facts))
        else:
            found += _changes(ident, known, facts)
    found += [_whole(Mark.REMOVED, ident, facts) for ident, facts in before.items() if ident not in after]
    return tuple(found)


def marks_of_both(found: tuple[Difference, ...]) -> tuple[dict[str, Mark], dict[str, Mark]]:
    """Marks for the picture before and the picture after."""
    before: dict[str, Mark] = {each.element: each.mark for each in found if each.mark is not Mark.ADDED}
    after: dict[str, Mark] = {each.element: each.mark for each in found if each.mark is not Mark.REMOVED}
    return before, after


def _facts(root: Element) -> Iterator[tuple[str, _Facts]]:
    for element in root.iter(f"{{{BPMN}}}*"):
        if element.get("id") and local(element) in KINDS | {"process": "", "group": ""}:
            yield str(element.get("id")), _Facts(local(element), dict(_values(element)))


def _values(element: Element) -> Iterator[tuple[str, str]]:
    """Attributes, and what stands inside without being an element of its own."""
    for key, value in element.attrib.items():
        if key != "id":
            yield _name(str(key)), str(value).strip()
    for child in element:
        tag = local(child)
        if tag == "extensionElements":
            yield from _passed(child)
        elif namespace(child) == BPMN and tag not in _LINKS and (tag not in KINDS or tag == "text"):
            yield from _inner(child, tag)


def _inner(child: Element, tag: str) -> Iterator[tuple[str, str]]:
    if tag == "flowNodeRef":
        yield f"{tag} {text_of(child)}", text_of(child)
        return
    if tag in EVENTS or tag == "multiInstanceLoopCharacteristics":
        yield tag, "有"
        yield from _values(child)
    elif text_of(child):
        yield tag, text_of(child)


def _passed(extension: Element) -> Iterator[tuple[str, str]]:
    for number, child in enumerate(extension):
        if namespace(child) == OWN:
            yield f"{OWN}:{local(child)} {number}", f"{child.get('source')} → {child.get('target')}"


def _name(key: str) -> str:
    return key.replace(f"{{{OWN}}}", f"{OWN}:").rpartition("}")[2]


def _whole(mark: Mark, ident: str, facts: _Facts) -> Difference:
    return Difference(mark, ident, facts.kind or "流程", facts.values.get("name") or ident)


def _changes(ident: str, before: _Facts, after: _Facts) -> Iterator[Difference]:
    title = after.values.get("name") or ident
    if before.tag != after.tag:
        yield Difference(Mark.CHANGED, ident, after.kind, title, "类型", before.kind, after.kind)
    for name in dict.fromkeys((*before.values, *after.values)):
        old, new = before.values.get(name, ""), after.values.get(name, "")
        if old != new:
            label = _ATTRIBUTES.get(name.partition(" ")[0]) or EVENTS.get(name) or name
            yield Difference(Mark.CHANGED, ident, after.kind or "流程", title, label, old, new)

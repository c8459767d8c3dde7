"""Multi-instance activities: who signs, in which order, and when it is decided."""

import re

from mingtang.lib.flow.bpmn.attributes import own, require_known_attributes
from mingtang.lib.flow.bpmn.names import BPMN
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, text_of
from mingtang.lib.flow.net import MultiInstance, Rule, RuleKind

_KNOWN = frozenset({"loopCardinality", "completionCondition", "loopDataInputRef", "inputDataItem"})
_RATIO = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)


def multi_instance_of(element: Element, notes: Notes) -> MultiInstance | None:
    """The multi-instance marker of `element`, if it has one."""
    marker = element.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
    if marker is None:
        return None
    require_known_attributes(marker, notes)
    for child in marker:
        if namespace(child) == BPMN and local(child) not in _KNOWN:
            notes.add(marker, f"多实例不支持 {local(child)}")

    def text(tag: str) -> str:
        return text_of(marker.find(f"{{{BPMN}}}{tag}"))

    collection = own(marker, "collection") or text("loopDataInputRef")
    cardinality = text("loopCardinality")
    if bool(collection) is bool(cardinality):
        notes.add(marker, "多实例要写次数或名单，二者取一")
    item = marker.find(f"{{{BPMN}}}inputDataItem")
    return MultiInstance(
        sequential=marker.get("isSequential") == "true",
        cardinality=notes.condition(marker, cardinality, "次数"),
        collection=notes.condition(marker, collection, "名单"),
        element=own(marker, "element") or ("" if item is None else item.get("name") or item.get("id") or ""),
        completion=notes.condition(marker, text("completionCondition"), "完成条件"),
        rule=notes.attempt(marker, lambda: rule_of(own(marker, "rule"), own(marker, "outcome")), "会签规则") or Rule(),
    )


def rule_of(text: str, outcome: str = "") -> Rule:
    """The rule written as `all`, `any`, `2/3` or `2`. Raises ValueError with a Chinese message."""
    if text in {"", "all"}:
        return Rule(RuleKind.ALL, outcome=outcome)
    if text == "any":
        return Rule(RuleKind.ANY, outcome=outcome)
    if match := _RATIO.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        if 0 < part <= whole:
            return Rule(RuleKind.RATIO, part, whole, outcome)
    elif text.isascii() and text.isdigit() and 0 < int(text) < 10_000:
        return Rule(RuleKind.COUNT, int(text), outcome=outcome)
    raise ValueError(f"“{text}”应写成 all、any、2/3 或人数")

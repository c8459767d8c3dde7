"""Attributes and elements of our own namespace: who does a step, with which form and clock, and what is called."""

from mingtang.lib.flow.bpmn.names import BPMN, OWN
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.xml import Element, local, namespace
from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.net import Call, Duty, Text

_DUTY = frozenset({"organ", "post", "candidates", "assignee", "form", "clock", "due", "verbs", "signature"})
_KNOWN = _DUTY | {"call", "key", "collection", "element", "rule", "outcome"}
VERBS = frozenset(
    {"claim", "release", "return", "withdraw", "reassign", "delegate", "add-sign", "drop-sign", "circulate"}
    | {"urge", "supervise", "suspend"}
)


def own(element: Element, name: str) -> str:
    """Our attribute `name` of `element`, "" without."""
    return (element.get(f"{{{OWN}}}{name}") or "").strip()


def require_known_attributes(element: Element, notes: Notes) -> None:
    """A misspelt attribute of ours must not be ignored."""
    for key in element.attrib:
        name = str(key)
        if name.startswith(f"{{{OWN}}}") and name.removeprefix(f"{{{OWN}}}") not in _KNOWN:
            notes.add(element, f"没有“{name.removeprefix(f'{{{OWN}}}')}”这个属性")


def duty_of(element: Element, notes: Notes, lanes: tuple[Element, ...]) -> Duty:
    """Who does `element`: its own attributes, else those of its lane, else of the lane around that."""

    def nearest(name: str) -> str:
        return next((value for place in (element, *lanes) if (value := own(place, name))), "")

    def text(name: str) -> Text:
        return notes.text(element, nearest(name), name)

    return Duty(
        organ=text("organ"),
        post=text("post"),
        candidates=text("candidates"),
        assignee=text("assignee"),
        form=own(element, "form"),
        clock=own(element, "clock"),
        due=notes.text(element, own(element, "due"), "due"),
        verbs=_verbs(element, notes),
        signature=_signature(element, notes),
    )


def starters_of(element: Element, notes: Notes) -> Duty:
    """Who may start the process by hand at a plain start event: words, for there are no variables yet."""
    if own(element, "candidates").startswith("="):
        notes.add(element, "谁可以发起要写岗位或角色，不能写表达式")
    return Duty(candidates=Text(own(element, "candidates")))


def _signature(element: Element, notes: Notes) -> bool:
    """`mt:signature="required"`; any other value would look like a demand and be none."""
    value = own(element, "signature")
    if value not in {"", "required"}:
        notes.add(element, "signature 只能写 required")
    return value == "required"


def _verbs(element: Element, notes: Notes) -> tuple[str, ...] | None:
    if f"{{{OWN}}}verbs" not in element.attrib:
        return None
    verbs = tuple(own(element, "verbs").split())
    for unknown in sorted(set(verbs) - VERBS):
        notes.add(element, f"没有“{unknown}”这个办理动作")
    return verbs


def call_of(element: Element, notes: Notes) -> Call:
    """What a call activity starts."""
    if not element.get("calledElement"):
        notes.add(element, "调用活动没有指明流程")
    return Call(
        process=element.get("calledElement") or "",
        organ=notes.text(element, own(element, "organ"), "organ"),
        inward=_passed(element, notes, "in"),
        outward=_passed(element, notes, "out"),
    )


def _passed(element: Element, notes: Notes, direction: str) -> tuple[tuple[Condition, str], ...]:
    """`<mt:in source="value" target="name"/>` in the extension elements; nothing passes unless it is written there."""
    pairs = []
    for extension in element.findall(f"{{{BPMN}}}extensionElements"):
        for child in extension:
            if namespace(child) == OWN and local(child) == direction:
                value = notes.condition(child, child.get("source") or "", "source")
                if value is None or not child.get("target"):
                    notes.add(child, "传递变量要写 source 和 target")
                else:
                    pairs.append((value, str(child.get("target"))))
    return tuple(pairs)

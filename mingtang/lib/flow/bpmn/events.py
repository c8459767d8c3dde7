"""Event definitions: what an event waits for or says."""

from collections.abc import Mapping

from mingtang.lib.flow.bpmn.attributes import own
from mingtang.lib.flow.bpmn.names import BPMN, EVENTS, EVENTS_AT
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, text_of
from mingtang.lib.flow.durations import TimerKind, parse_timer
from mingtang.lib.flow.net import Event, EventKind, NodeKind, TimerText

_TIMERS = {"timeDate": TimerKind.DATE, "timeDuration": TimerKind.DURATION, "timeCycle": TimerKind.CYCLE}
_REFERRING = {EventKind.MESSAGE, EventKind.SIGNAL, EventKind.ERROR, EventKind.ESCALATION}
_CATCHING_ALL = {EventKind.ERROR, EventKind.ESCALATION}


def names_of(root: Element) -> Mapping[str, str]:
    """The names of messages and signals and the codes of errors and escalations, by id."""
    names = {}
    for tag, attribute in (("message", ""), ("signal", ""), ("error", "errorCode"), ("escalation", "escalationCode")):
        for element in root.findall(f"{{{BPMN}}}{tag}"):
            ident = element.get("id") or ""
            names[ident] = (attribute and element.get(attribute)) or element.get("name") or ident
    return names


def event_of(element: Element, place: NodeKind, names: Mapping[str, str], notes: Notes) -> Event | None:
    """The event of `element`, which stands at `place`; None for a plain one, or when it is wrong."""
    found = [child for child in element if namespace(child) == BPMN and local(child).startswith("eventDefinitionRef")]
    definitions = [child for child in element if namespace(child) == BPMN and local(child) in EVENTS]
    if found or len(definitions) > 1:
        notes.add(element, "一个事件只能有一个事件定义，并且写在事件里")
    if not definitions:
        return None
    definition = definitions[0]
    kind = EVENTS[local(definition)]
    if kind not in EVENTS_AT[place]:
        notes.add(element, f"这个位置不支持 {local(definition)}")
        return None
    return _event(element, definition, kind, names, notes)


def _event(element: Element, definition: Element, kind: EventKind, names: Mapping[str, str], notes: Notes) -> Event:
    if kind is EventKind.TIMER:
        return Event(kind, timer=_timer(definition, notes))
    if kind is EventKind.CONDITION:
        text = text_of(definition.find(f"{{{BPMN}}}condition"))
        if not text:
            notes.add(definition, "条件事件没有写条件")
        return Event(kind, condition=notes.condition(definition, text, "条件"))
    if kind is EventKind.LINK:
        return Event(kind, definition.get("name") or element.get("name") or "")
    if kind not in _REFERRING:
        return Event(kind)
    name = referred_name(element, definition, kind, names, notes)
    return Event(kind, name, key=notes.condition(element, own(element, "key") or own(definition, "key"), "key"))


def referred_name(element: Element, holder: Element, kind: EventKind, names: Mapping[str, str], notes: Notes) -> str:
    """The name behind `messageRef` and its like at `holder`."""
    reference = (holder.get(f"{kind}Ref") or "").rpartition(":")[2]
    if not reference:
        if kind not in _CATCHING_ALL or local(element) not in {"boundaryEvent", "startEvent"}:
            notes.add(element, f"没有指明 {kind}Ref")
        return ""
    if reference not in names:
        notes.add(element, f"{kind}Ref 指向的“{reference}”不存在")
    return names.get(reference, reference)


def _timer(definition: Element, notes: Notes) -> TimerText | None:
    written = [child for child in definition if namespace(child) == BPMN and local(child) in _TIMERS]
    if len(written) != 1 or not text_of(written[0]):
        notes.add(definition, "定时事件要写且只写一个日期、时长或周期")
        return None
    kind, text = _TIMERS[local(written[0])], text_of(written[0])
    if text.startswith("="):
        return TimerText(kind, value=notes.condition(definition, text[1:].strip(), "定时"))
    text = text.strip('"')
    if notes.attempt(definition, lambda: parse_timer(kind, text), "定时") is None:
        return None
    return TimerText(kind, text)

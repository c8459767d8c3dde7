"""From XML elements to nodes that do not know their flows yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingtang.lib.flow.bpmn.attributes import call_of, duty_of, own, require_known_attributes, starters_of
from mingtang.lib.flow.bpmn.countersigning import multi_instance_of
from mingtang.lib.flow.bpmn.events import event_of, referred_name
from mingtang.lib.flow.bpmn.names import ACTIVITIES, BPMN, NODES, REFUSED, WITHOUT_MEANING
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, text_of
from mingtang.lib.flow.net import Call, Duty, Event, EventKind, Node, NodeKind
from mingtang.lib.flow.vocabulary import Vocabulary

_INSIDE_NODES = frozenset(
    {"multiInstanceLoopCharacteristics", "script", "eventDefinitionRef"} | {"conditionExpression", "rendering"}
)


@dataclass(frozen=True, slots=True)
class DrawnFlow:
    """A sequence flow as drawn: its ends are names that may not exist."""

    element: Element
    id: str
    source: str
    target: str
    scope: str


@dataclass
class Drawing:
    """Everything found in one process."""

    nodes: dict[str, Node] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    flows: list[DrawnFlow] = field(default_factory=list)


def read_process(process: Element, names: Mapping[str, str], vocabulary: Vocabulary, notes: Notes) -> Drawing:
    """All nodes and flows of `process`, sub-processes included."""
    reader = _Reader(names, vocabulary, notes)
    reader.lanes = dict(_lanes_of_nodes(process))
    reader.scope(process, "")
    return reader.drawing


def _lanes_of_nodes(process: Element) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """For each node in a lane: its lanes from the inside out."""
    for lane in process.iter(f"{{{BPMN}}}lane"):
        around = (lane, *(outer for outer in lane.iterancestors(f"{{{BPMN}}}lane")))
        if lane.find(f"{{{BPMN}}}childLaneSet") is None:
            for reference in lane.findall(f"{{{BPMN}}}flowNodeRef"):
                yield text_of(reference), around


class _Reader:
    def __init__(self, names: Mapping[str, str], vocabulary: Vocabulary, notes: Notes) -> None:
        self.names = names
        self.vocabulary = vocabulary
        self.notes = notes
        self.lanes: dict[str, tuple[Element, ...]] = {}
        self.drawing = Drawing()

    def scope(self, around: Element, scope: str) -> None:
        for element in around:
            if namespace(element) == BPMN:
                self.element(element, scope)

    def element(self, element: Element, scope: str) -> None:
        tag = local(element)
        if tag == "sequenceFlow":
            self.flow(element, scope)
        elif tag in NODES:
            self.node(element, NODES[tag], scope)
        elif tag in REFUSED:
            self.notes.add(element, REFUSED[tag])
        elif tag not in WITHOUT_MEANING and not self.belongs_to_node(element, tag):
            self.notes.add(element, f"不支持 {tag}")

    def belongs_to_node(self, element: Element, tag: str) -> bool:
        """Sub-processes hold their marker beside their nodes."""
        return tag in _INSIDE_NODES and local(element.getparent()) == "subProcess"

    def flow(self, element: Element, scope: str) -> None:
        ends = element.get("sourceRef") or "", element.get("targetRef") or ""
        ident = element.get("id") or f"{ends[0]}-{ends[1]}"
        self.drawing.flows.append(DrawnFlow(element, ident, *ends, scope))

    def node(self, element: Element, kind: NodeKind, scope: str) -> None:
        ident = element.get("id") or ""
        if not ident or ident in self.drawing.nodes:
            self.notes.add(element, f"元素编号“{ident}”缺失或重复")
            return
        if element.get("triggeredByEvent") == "true":
            kind = NodeKind.EVENT_SUBPROCESS
        self.refuse_foreign_meaning(element)
        self.drawing.elements[ident] = element
        self.drawing.nodes[ident] = self.read_node(element, kind, ident, scope)
        if kind in {NodeKind.SUBPROCESS, NodeKind.EVENT_SUBPROCESS}:
            self.scope(element, ident)

    def refuse_foreign_meaning(self, element: Element) -> None:
        require_known_attributes(element, self.notes)
        for attribute in ("isForCompensation", "instantiate", "parallelMultiple"):
            if element.get(attribute) == "true":
                self.notes.add(element, f"不支持 {attribute}")
        if any((element.get(name) or "1") != "1" for name in ("startQuantity", "completionQuantity")):
            self.notes.add(element, "不支持令牌数量")
        for child in element:
            if namespace(child) == BPMN and local(element) not in {"subProcess", "transaction"}:
                self.refuse_inside(child)

    def refuse_inside(self, child: Element) -> None:
        tag = local(child)
        if tag in REFUSED and not (tag == "script" and not text_of(child)):
            self.notes.add(child, REFUSED[tag])

    def read_node(self, element: Element, kind: NodeKind, ident: str, scope: str) -> Node:
        multi = multi_instance_of(element, self.notes) if kind in ACTIVITIES else None
        event = self.event(element, kind, scope)
        kind = NodeKind.THROW if kind is NodeKind.SERVICE and event else kind
        return Node(
            id=ident,
            kind=kind,
            name=" ".join((element.get("name") or "").split()),
            scope=scope,
            default=element.get("default") or "",
            event=event,
            interrupting=(element.get("cancelActivity") or element.get("isInterrupting") or "true") == "true",
            host=element.get("attachedToRef") or "",
            multi=multi,
            call=self.call(element, kind),
            handler=self.handler(element, kind),
            duty=self.duty(element, kind, ident),
        )

    def event(self, element: Element, kind: NodeKind, scope: str) -> Event | None:
        if kind is NodeKind.RECEIVE or (kind is NodeKind.SERVICE and element.get("messageRef")):
            name = referred_name(element, element, EventKind.MESSAGE, self.names, self.notes)
            return Event(EventKind.MESSAGE, name, key=self.notes.condition(element, own(element, "key"), "key"))
        if kind is NodeKind.START and scope and self.drawing.nodes[scope].kind is NodeKind.EVENT_SUBPROCESS:
            kind = NodeKind.EVENT_SUBPROCESS
        if (
            kind
            not in {NodeKind.START, NodeKind.END, NodeKind.CATCH, NodeKind.THROW, NodeKind.BOUNDARY}
            | {NodeKind.EVENT_SUBPROCESS}
            or local(element) == "subProcess"
        ):
            return None
        return event_of(element, kind, self.names, self.notes)

    def call(self, element: Element, kind: NodeKind) -> Call | None:
        return call_of(element, self.notes) if kind is NodeKind.CALL else None

    def duty(self, element: Element, kind: NodeKind, ident: str) -> Duty:
        if kind is NodeKind.START:
            return starters_of(element, self.notes)
        return duty_of(element, self.notes, self.lanes.get(ident, ())) if kind in ACTIVITIES else Duty()

    def handler(self, element: Element, kind: NodeKind) -> str:
        """The registered name that a rule or service task calls."""
        if kind not in {NodeKind.RULE, NodeKind.SERVICE}:
            return ""
        name = own(element, "call")
        known = self.vocabulary.rules if kind is NodeKind.RULE else self.vocabulary.services
        if not name:
            self.notes.add(element, "没有用 call 指明要调用的名称")
        elif name not in known:
            self.notes.add(element, f"没有登记“{name}”，不能调用")
        return name

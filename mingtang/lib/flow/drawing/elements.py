"""The elements of a BPMN file as things to be drawn, places not yet known. Faulty and unsupported ones are drawn too."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingtang.lib.flow.bpmn.names import BPMN, EVENTS, WITHOUT_MEANING
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, text_of

CONTAINERS = frozenset({"subProcess", "transaction", "adHocSubProcess"})
BESIDE = frozenset({"textAnnotation", "dataObjectReference", "dataStoreReference", "group"})
CONNECTIONS = frozenset({"sequenceFlow", "association", "messageFlow"})
_INSIDE = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "ioSpecification", "property"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A node, pool, lane or note."""

    id: str
    tag: str
    name: str
    scope: str = ""
    host: str = ""
    event: str = ""
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Connection:
    """An edge whose way is not known."""

    id: str
    tag: str
    name: str
    source: str
    target: str
    scope: str = ""
    condition: str = ""
    default: bool = False


@dataclass
class Elements:
    """Everything in a file that is drawn."""

    name: str = ""
    things: dict[str, Thing] = field(default_factory=dict)
    connections: list[Connection] = field(default_factory=list)

    @property
    def nodes(self) -> list[Thing]:
        """Things that flows connect."""
        return [thing for thing in self.things.values() if thing.tag not in {"participant", "lane", *BESIDE}]


def elements_of(root: Element) -> Elements:
    """Read pools, lanes, nodes and flows of every process in the file."""
    found = Elements()
    for collaboration in root.findall(f"{{{BPMN}}}collaboration"):
        _read_children(collaboration, "", found)
    for process in root.findall(f"{{{BPMN}}}process"):
        found.name = found.name or process.get("name") or process.get("id") or ""
        for lane in process.iter(f"{{{BPMN}}}lane"):
            _keep(Thing(lane.get("id") or "", "lane", _name(lane)), found)
        _read_children(process, "", found)
    return found


def _read_children(around: Element, scope: str, found: Elements) -> None:
    for element in around:
        if namespace(element) == BPMN and element.get("id"):
            _read(element, local(element), scope, found)


def _read(element: Element, tag: str, scope: str, found: Elements) -> None:
    if tag in CONNECTIONS:
        found.connections.append(_connection(element, tag, scope))
    elif tag == "participant" or tag in BESIDE or (tag not in WITHOUT_MEANING and tag not in _INSIDE):
        if tag in EVENTS or tag.endswith("EventDefinition"):
            return
        _keep(_thing(element, tag, scope), found)
        if tag in CONTAINERS:
            _read_children(element, str(element.get("id")), found)


def _keep(thing: Thing, found: Elements) -> None:
    if thing.id:
        found.things.setdefault(thing.id, thing)


def _thing(element: Element, tag: str, scope: str) -> Thing:
    return Thing(
        id=str(element.get("id")),
        tag=tag,
        name=_name(element),
        scope=scope,
        host=element.get("attachedToRef") or "",
        event=next((name for child in element if (name := local(child)).endswith("EventDefinition")), ""),
        signs=frozenset(_signs(element)),
    )


def _name(element: Element) -> str:
    note = text_of(element.find(f"{{{BPMN}}}text"))
    return " ".join((element.get("name") or note).split())


def _signs(element: Element) -> Iterator[str]:
    marker = element.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
    if marker is not None:
        yield "sequential" if marker.get("isSequential") == "true" else "parallel"
    if "false" in {element.get("cancelActivity"), element.get("isInterrupting")}:
        yield "dashed"
    if element.get("triggeredByEvent") == "true":
        yield "dotted"


def _connection(element: Element, tag: str, scope: str) -> Connection:
    source = element.get("sourceRef") or ""
    return Connection(
        id=str(element.get("id")),
        tag=tag,
        name=_name(element),
        source=source,
        target=element.get("targetRef") or "",
        scope=scope,
        condition=text_of(element.find(f"{{{BPMN}}}conditionExpression")),
        default=_is_default(element, source),
    )


def _is_default(element: Element, source: str) -> bool:
    around = element.getparent()
    return any(other.get("id") == source and other.get("default") == element.get("id") for other in around)

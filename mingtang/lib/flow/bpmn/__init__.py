"""BPMN 2.0 XML, as bpmn-js writes it, compiled once to an immutable net. What is outside the subset is refused by name."""

from mingtang.lib.flow.bpmn.events import names_of
from mingtang.lib.flow.bpmn.faults import Fault, Unreadable
from mingtang.lib.flow.bpmn.linking import link, scopes_of
from mingtang.lib.flow.bpmn.names import BPMN
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.reading import read_process
from mingtang.lib.flow.bpmn.structure import require_structure
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, parse
from mingtang.lib.flow.net import Net, NodeKind
from mingtang.lib.flow.vocabulary import NOTHING, Vocabulary

__all__ = ["Fault", "compile_bpmn", "processes_of"]

_WITHOUT_MEANING = frozenset(
    {"process", "collaboration", "message", "signal", "error", "escalation", "itemDefinition", "category"}
    | {"documentation", "extensionElements"}
)


def compile_bpmn(xml: bytes, *, vocabulary: Vocabulary = NOTHING, process: str = "") -> Net | tuple[Fault, ...]:
    """The net of a process, or everything that is wrong with it.

    `vocabulary` names the rules and services that tasks may call. `process` chooses among several executable
    processes of one file. Never raises for bad content; time and memory are bounded.
    Source: OMG BPMN 2.0.2; the subset is listed in `names`.
    """
    try:
        root = parse(xml)
        chosen = _chosen(root, process)
    except Unreadable as error:
        return (error.fault,)
    notes = Notes()
    _refuse_foreign_definitions(root, notes)
    net = _compiled(root, chosen, vocabulary, notes)
    return tuple(notes.faults) if net is None or notes.faults else net


def processes_of(xml: bytes) -> tuple[str, ...]:
    """The ids of the executable processes in the file; empty when it cannot be read."""
    try:
        return tuple(str(process.get("id")) for process in _executable(parse(xml)))
    except Unreadable:
        return ()


def _executable(root: Element) -> list[Element]:
    processes = root.findall(f"{{{BPMN}}}process")
    return [process for process in processes if process.get("isExecutable", "false") == "true"] or processes


def _chosen(root: Element, wanted: str) -> Element:
    if namespace(root) != BPMN or local(root) != "definitions":
        raise Unreadable("这不是 BPMN 2.0 文件")
    found = [process for process in _executable(root) if not wanted or process.get("id") == wanted]
    if len(found) != 1:
        raise Unreadable("文件里没有这个流程" if not found else "文件里有几个可执行流程，请指明一个")
    return found[0]


def _refuse_foreign_definitions(root: Element, notes: Notes) -> None:
    for element in root:
        if namespace(element) == BPMN and local(element) not in _WITHOUT_MEANING:
            notes.add(element, f"不支持 {local(element)}")


def _compiled(root: Element, process: Element, vocabulary: Vocabulary, notes: Notes) -> Net | None:
    drawing = read_process(process, names_of(root), vocabulary, notes)
    nodes = link(drawing, notes)
    scopes = scopes_of(nodes, drawing, notes)
    net = Net(
        key=process.get("id") or "",
        name=process.get("name") or "",
        nodes=nodes,
        scopes=scopes,
        starts=tuple(node.id for node in nodes if node.kind is NodeKind.START and not node.scope and node.event),
    )
    if not notes.faults:
        require_structure(net, drawing, notes)
    return net

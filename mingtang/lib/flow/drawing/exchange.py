"""Writes the diagram part into a file that has none, so that editors can open it."""

from lxml import etree

from mingtang.lib.flow.bpmn.names import BPMN
from mingtang.lib.flow.bpmn.xml import Element, parse
from mingtang.lib.flow.drawing.picture import Edge, Picture
from mingtang.lib.flow.drawing.reading import picture_of

BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
_NAMESPACES = {"bpmndi": BPMNDI, "dc": DC, "di": DI}


def with_diagram(xml: bytes) -> bytes:
    """`xml` with a diagram; unchanged when it has one, or holds no process. Raises Unreadable."""
    root = parse(xml)
    process = root.find(f"{{{BPMN}}}process")
    if process is None or root.find(f"{{{BPMNDI}}}BPMNDiagram") is not None:
        return xml
    _write(root, str(process.get("id")), picture_of(xml))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _write(root: Element, process: str, picture: Picture) -> None:
    diagram = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", nsmap=_NAMESPACES, id="diagram")
    plane = etree.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", id="plane", bpmnElement=process)
    for shape in picture.shapes:
        drawn = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", id=f"{shape.id}_di", bpmnElement=shape.id)
        if shape.tag == "subProcess":
            drawn.set("isExpanded", "true")
        bounds = {name: f"{getattr(shape.bounds, name):g}" for name in ("x", "y", "width", "height")}
        etree.SubElement(drawn, f"{{{DC}}}Bounds", bounds)
    for edge in picture.edges:
        drawn = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", id=f"{edge.id}_di", bpmnElement=edge.id)
        for x, y in edge.points:
            etree.SubElement(drawn, f"{{{DI}}}waypoint", x=f"{x:g}", y=f"{y:g}")
        if edge.name:
            _write_label(drawn, edge)


def _write_label(drawn: Element, edge: Edge) -> None:
    """The words of a flow above its longest level stretch, as our own drawing has them."""
    (x, y), width = edge.middle, 12 * len(edge.name)
    label = etree.SubElement(drawn, f"{{{BPMNDI}}}BPMNLabel")
    bounds = {"x": x - width / 2, "y": y - 18, "width": width, "height": 14}
    etree.SubElement(label, f"{{{DC}}}Bounds", {name: f"{value:g}" for name, value in bounds.items()})


def renamed(xml: bytes, key: str, name: str) -> bytes:
    """`xml` with another key and name of its (first) process. Raises Unreadable."""
    root = parse(xml)
    process = root.find(f"{{{BPMN}}}process")
    if process is None:
        return xml
    before = process.get("id")
    referring = [(plane, "bpmnElement") for plane in root.iter(f"{{{BPMNDI}}}BPMNPlane")]
    referring += [(pool, "processRef") for pool in root.iter(f"{{{BPMN}}}participant")]
    for element, attribute in referring:
        if element.get(attribute) == before:
            element.set(attribute, key)
    process.set("id", key)
    process.set("name", name)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written

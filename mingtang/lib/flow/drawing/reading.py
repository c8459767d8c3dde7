"""The diagram part of a file: where each element stands. What has no place is laid out afresh."""

from dataclasses import replace
from itertools import groupby

from mingtang.lib.flow.bpmn.xml import Element, local, parse
from mingtang.lib.flow.drawing.elements import Connection, Elements, Thing, elements_of
from mingtang.lib.flow.drawing.layout import Places, laid_out
from mingtang.lib.flow.drawing.picture import Bounds, Edge, Picture, Point, Shape

FARTHEST = 100_000.0  # pixels; numbers beyond are nonsense
_ORDER = {"participant": 0, "lane": 1}


def picture_of(xml: bytes) -> Picture:
    """The picture of a BPMN file, as its diagram says, or laid out when places of nodes are missing. Raises Unreadable."""
    root = parse(xml)
    elements = elements_of(root)
    places = _drawn_places(root, elements)
    shown = _without_hidden(elements, places)
    if any(node.id not in places.bounds for node in shown.nodes):
        places, shown = laid_out(elements), elements
    return picture(shown, places)


def picture(elements: Elements, places: Places) -> Picture:
    """Put `elements` at their `places`; what has none (an unplaced lane) is left out."""
    shapes = [_shape(thing, places) for thing in elements.things.values() if thing.id in places.bounds]
    depth = {thing.id: _depth(thing, elements) for thing in elements.things.values()}
    return Picture(
        name=elements.name,
        shapes=tuple(sorted(shapes, key=lambda shape: (_ORDER.get(shape.tag, 2), depth[shape.id]))),
        edges=tuple(_edge(each, places) for each in elements.connections if len(set(places.ways.get(each.id, ()))) > 1),
    )


def _shape(thing: Thing, places: Places) -> Shape:
    signs = thing.signs | ({"collapsed"} if thing.id in places.collapsed else set())
    return Shape(thing.id, thing.tag, thing.name, places.bounds[thing.id], thing.scope, thing.event, frozenset(signs))


def _edge(each: Connection, places: Places) -> Edge:
    way = tuple(point for point, _same in groupby(places.ways[each.id]))
    return Edge(each.id, each.tag, each.name, each.source, each.target, way, each.condition, each.default)


def _depth(thing: Thing, elements: Elements) -> int:
    depth = 0
    around = elements.things.get(thing.scope)
    while around is not None and depth < 60:
        depth, around = depth + 1, elements.things.get(around.scope)
    return depth + (1 if thing.host else 0)


def _drawn_places(root: Element, elements: Elements) -> Places:
    """Places of the first plane; further planes show the inside of collapsed sub-processes."""
    places = Places()
    plane = next((found for found in root.iter("{*}BPMNPlane")), None)
    for drawn in plane if plane is not None else ():
        ident = str(drawn.get("bpmnElement"))
        if local(drawn) == "BPMNShape" and (bounds := _bounds(drawn)):
            places.bounds[ident] = bounds
            if drawn.get("isExpanded") == "false":
                places.collapsed.add(ident)
        elif local(drawn) == "BPMNEdge":
            places.ways[ident] = tuple(_points(drawn))
    return places


def _bounds(drawn: Element) -> Bounds | None:
    found = drawn.find("{*}Bounds")
    if found is None:
        return None
    return Bounds(*(_number(found.get(name)) for name in ("x", "y", "width", "height")))


def _points(drawn: Element) -> list[Point]:
    return [(_number(point.get("x")), _number(point.get("y"))) for point in drawn.findall("{*}waypoint")]


def _number(text: str | None) -> float:
    """A coordinate; nonsense (words, infinities) counts as 0 and giants are cut."""
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return max(-FARTHEST, min(FARTHEST, number)) if number == number else 0.0  # noqa: PLR0124 — not a number is unequal to itself


def _without_hidden(elements: Elements, places: Places) -> Elements:
    """Without what stands inside collapsed sub-processes."""
    hidden: set[str] = set()
    for thing in elements.things.values():
        if thing.scope in places.collapsed or thing.scope in hidden:
            hidden.add(thing.id)
    things = {key: replace(thing) for key, thing in elements.things.items() if key not in hidden}
    return Elements(elements.name, things, [each for each in elements.connections if each.scope not in hidden])

"""Pictures as SVG: geometry in attributes, looks in classes, marks as badges with a word."""

from collections.abc import Iterator, Mapping
from html import escape

from mingtang.lib.flow.drawing.glyphs import event_glyph, gateway_glyph, task_glyph
from mingtang.lib.flow.drawing.marks import SIGNS, WORDS, Mark
from mingtang.lib.flow.drawing.picture import Bounds, Edge, Picture, Point, Shape
from mingtang.lib.flow.drawing.words import kind_of, summary, wrapped

EDGE_OF_PICTURE = 36.0
LETTER, LEADING = 13.0, 17.0
_BOXES = frozenset({"subProcess", "transaction", "adHocSubProcess", "participant", "lane"})


def svg_of(picture: Picture, marks: Mapping[str, Mark] | None = None, *, name: str = "process") -> str:
    """The picture as one `<svg>` element. `name` begins the ids in it and must be unique on the page."""
    marks = marks or {}
    box = picture.bounds
    left, top = box.x - EDGE_OF_PICTURE, box.y - EDGE_OF_PICTURE
    width, height = box.width + 2 * EDGE_OF_PICTURE, box.height + 2 * EDGE_OF_PICTURE + 20
    head = (
        f'<svg class="diagram process-drawing{_room(width)}" viewBox="{_n(left)} {_n(top)} {_n(width)} {_n(height)}" width="{_n(width)}" '
        f'height="{_n(height)}" role="img" aria-labelledby="{escape(name)}-title {escape(name)}-desc">'
        f'<title id="{escape(name)}-title">{escape(picture.name or "流程图")}</title>'
        f'<desc id="{escape(name)}-desc">{escape(summary(picture, marks))}</desc>'
    )
    containers = [shape for shape in picture.shapes if shape.tag in _BOXES]
    others = [shape for shape in picture.shapes if shape.tag not in _BOXES]
    parts = [
        *(_drawn(shape, marks.get(shape.id)) for shape in containers),
        *(_edge(edge, marks.get(edge.id)) for edge in picture.edges),
        *(_drawn(shape, marks.get(shape.id)) for shape in others),
    ]
    return f"{head}{''.join(parts)}</svg>"


def _room(width: float) -> str:
    """A class for how far the picture may be scaled down before one has to scroll."""
    return " p-vast" if width > 1900 else " p-wide" if width > 1000 else ""


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _drawn(shape: Shape, mark: Mark | None) -> str:
    """One element as a group with a title, so that pointing at it names it."""
    classes = f"p-{_family(shape)}" + (f" p-{mark}" if mark else "")
    words = f"{kind_of(shape)}：{shape.name or shape.id}" + (f"（{WORDS[mark]}）" if mark else "")
    inside = "".join(_FAMILIES[_family(shape)](shape))
    badge = _badge(shape.bounds, mark) if mark else ""
    return f'<g class="{classes}" data-element="{escape(shape.id)}"><title>{escape(words)}</title>{inside}{badge}</g>'


def _family(shape: Shape) -> str:
    if shape.tag.endswith("Event"):
        return "event"
    if shape.tag.endswith("Gateway"):
        return "gateway"
    if shape.tag in {"participant", "lane"}:
        return "lane"
    if shape.tag in _BOXES and "collapsed" not in shape.signs:
        return "scope"
    return "note" if shape.tag in {"textAnnotation", "group"} else "task"


def _rectangle(bounds: Bounds, classes: str, radius: int = 0, inset: float = 0) -> str:
    return (
        f'<rect class="{classes}" x="{_n(bounds.x + inset)}" y="{_n(bounds.y + inset)}" width="{_n(bounds.width - 2 * inset)}" '
        f'height="{_n(bounds.height - 2 * inset)}" rx="{radius}"/>'
    )


def _task(shape: Shape) -> Iterator[str]:
    bounds = shape.bounds
    yield _rectangle(bounds, "p-shape" + (" p-heavy" if shape.tag == "callActivity" else ""), 6)
    yield task_glyph(shape.tag, bounds.x + 7, bounds.y + 7)
    lines = wrapped(shape.name, max((bounds.width - 14) / LETTER, 1), max(int((bounds.height - 22) / LEADING), 1))
    yield _text(lines, bounds.centre[0], bounds.centre[1] + 3)
    yield _markers(shape)


def _scope(shape: Shape) -> Iterator[str]:
    yield _rectangle(shape.bounds, "p-shape" + (" p-dotted" if "dotted" in shape.signs else ""), 8)
    yield _text(wrapped(shape.name, shape.bounds.width / LETTER, 1), shape.bounds.centre[0], shape.bounds.y + 15)
    yield _markers(shape)


def _markers(shape: Shape) -> str:
    """Signs at the foot: several at once, one after the other, something inside."""
    x, y = shape.bounds.centre[0], shape.bounds.bottom - 6
    if "parallel" in shape.signs:
        return f'<path class="p-glyph" d="M{_n(x - 5)} {_n(y)}v-9M{_n(x)} {_n(y)}v-9M{_n(x + 5)} {_n(y)}v-9"/>'
    if "sequential" in shape.signs:
        return (
            f'<path class="p-glyph" d="M{_n(x - 6)} {_n(y)}h12M{_n(x - 6)} {_n(y - 4)}h12M{_n(x - 6)} {_n(y - 8)}h12"/>'
        )
    if "collapsed" in shape.signs:
        return f'<path class="p-glyph" d="M{_n(x - 6)} {_n(y - 10)}h12v12h-12zM{_n(x)} {_n(y - 8)}v8M{_n(x - 4)} {_n(y - 4)}h8"/>'
    return ""


def _event(shape: Shape) -> Iterator[str]:
    (x, y), radius = shape.bounds.centre, min(shape.bounds.width, shape.bounds.height) / 2
    heavy = " p-heavy" if shape.tag == "endEvent" else ""
    dashed = " p-dashed" if "dashed" in shape.signs else ""
    yield f'<circle class="p-shape{heavy}{dashed}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
    if shape.tag in {"boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent"}:
        yield f'<circle class="p-ring{dashed}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(max(radius - 3, 1))}"/>'
    yield event_glyph(shape.event, x, y)
    yield _label(shape)


def _gateway(shape: Shape) -> Iterator[str]:
    bounds = shape.bounds
    x, y = bounds.centre
    corners = f"{_n(x)},{_n(bounds.y)} {_n(bounds.right)},{_n(y)} {_n(x)},{_n(bounds.bottom)} {_n(bounds.x)},{_n(y)}"
    yield f'<polygon class="p-shape" points="{corners}"/>'
    yield gateway_glyph(shape.tag, x, y)
    yield _label(shape)


def _label(shape: Shape) -> str:
    """The name under a small shape."""
    lines = wrapped(shape.name, 8, 3)
    return _text(lines, shape.bounds.centre[0], shape.bounds.bottom + LEADING * (len(lines) + 1) / 2, small=True)


def _lane(shape: Shape) -> Iterator[str]:
    bounds = shape.bounds
    yield _rectangle(bounds, "p-shape")
    x, y = bounds.x + 15, bounds.centre[1]
    most = max(bounds.height / LETTER - 1, 1)
    text = wrapped(shape.name, most, 1)
    yield "".join(
        f'<text class="p-small" transform="rotate(-90 {_n(x)} {_n(y)})" x="{_n(x)}" y="{_n(y + 5)}" '
        f'text-anchor="middle">{escape(line)}</text>'
        for line in text
    )


def _note(shape: Shape) -> Iterator[str]:
    bounds = shape.bounds
    yield f'<path class="p-line" d="M{_n(bounds.x + 10)} {_n(bounds.y)}H{_n(bounds.x)}V{_n(bounds.bottom)}h10"/>'
    lines = wrapped(shape.name, max((bounds.width - 8) / LETTER, 1), max(int(bounds.height / LEADING), 1))
    yield _text(lines, bounds.centre[0] + 4, bounds.centre[1], small=True)


_FAMILIES = {"task": _task, "scope": _scope, "event": _event, "gateway": _gateway, "lane": _lane, "note": _note}


def _text(lines: list[str], x: float, y: float, *, small: bool = False) -> str:
    """Lines centred around the point."""
    first = y - LEADING * (len(lines) - 1) / 2 + LETTER * 0.36
    opening = '<text class="p-small"' if small else "<text"
    return "".join(
        f'{opening} x="{_n(x)}" y="{_n(first + LEADING * number)}" text-anchor="middle">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _badge(bounds: Bounds, mark: Mark) -> str:
    """A word at the upper right corner."""
    words = f"{SIGNS[mark]} {WORDS[mark]}"
    width = 26 + LETTER * len(WORDS[mark])
    x, y = bounds.right - width + 10, bounds.y - 11
    return (
        f'<g class="p-badge"><rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="20" rx="10"/>'
        f'<text x="{_n(x + width / 2)}" y="{_n(y + 14.5)}" text-anchor="middle">{escape(words)}</text></g>'
    )


def _edge(edge: Edge, mark: Mark | None) -> str:
    classes = f"p-flow p-{edge.tag}" + (f" p-{mark}" if mark else "")
    way = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in edge.points)
    head = _arrow(edge.points[-2], edge.points[-1]) if edge.tag != "association" else ""
    slash = _slash(edge.points[0], edge.points[1]) if edge.default else ""
    words = edge.name or edge.condition
    return (
        f'<g class="{classes}" data-element="{escape(edge.id)}"><title>{escape(words or "连线")}</title>'
        f'<path class="p-line" d="{way}"/>{head}{slash}{_edge_label(edge, mark)}</g>'
    )


def _edge_label(edge: Edge, mark: Mark | None) -> str:
    words = wrapped(edge.name or edge.condition, max(edge.room / LETTER, 4.5), 3) + (
        [f"{SIGNS[mark]} {WORDS[mark]}"] if mark else []
    )
    if not words:
        return ""
    x, y = edge.middle
    above = 2 + LEADING * len(words) / 2
    return _text(words, x, y - above, small=True)


def _arrow(before: Point, tip: Point) -> str:
    """A head at the end of the last stretch."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    base = tip[0] - 10 * ux, tip[1] - 10 * uy
    left, right = (base[0] - 4.5 * uy, base[1] + 4.5 * ux), (base[0] + 4.5 * uy, base[1] - 4.5 * ux)
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in (tip, left, right))
    return f'<polygon class="p-head" points="{points}"/>'


def _slash(start: Point, after: Point) -> str:
    """The stroke across a default flow."""
    dx, dy = after[0] - start[0], after[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    x, y = start[0] + 12 * dx / length, start[1] + 12 * dy / length
    return f'<path class="p-line" d="M{_n(x - 4)} {_n(y + 5)}L{_n(x + 4)} {_n(y - 5)}"/>'

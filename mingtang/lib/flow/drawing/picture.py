"""What a drawing is made of: shapes and edges with their places, in pixels of the diagram."""

from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, right: float, down: float) -> "Bounds":
        """The same rectangle elsewhere."""
        return Bounds(self.x + right, self.y + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Shape:
    """One element. `tag` is its BPMN name, `event` the name of its event definition, `scope` what it stands in.

    `signs` are small marks of the notation: parallel, sequential, collapsed, dashed (does not interrupt).
    """

    id: str
    tag: str
    name: str
    bounds: Bounds
    scope: str = ""
    event: str = ""
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edge:
    """A flow, an association or a message flow, along `points`. `condition` is its text."""

    id: str
    tag: str
    name: str
    source: str
    target: str
    points: tuple[Point, ...]
    condition: str = ""
    default: bool = False

    @property
    def longest(self) -> tuple[Point, Point]:
        """Its longest level stretch, where its words stand."""
        return max(pairwise(self.points), key=lambda pair: (abs(pair[0][0] - pair[1][0]), abs(pair[0][1] - pair[1][1])))

    @property
    def middle(self) -> Point:
        """The middle of that stretch."""
        (ax, ay), (bx, by) = self.longest
        return (ax + bx) / 2, (ay + by) / 2

    @property
    def room(self) -> float:
        """The length of that stretch."""
        (ax, _ay), (bx, _by) = self.longest
        return abs(ax - bx)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole diagram; containers come before what they hold."""

    name: str
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]

    @property
    def bounds(self) -> Bounds:
        """What encloses everything, labels not counted."""
        xs = [x for shape in self.shapes for x in (shape.bounds.x, shape.bounds.right)]
        ys = [y for shape in self.shapes for y in (shape.bounds.y, shape.bounds.bottom)]
        points = [point for edge in self.edges for point in edge.points]
        xs += [x for x, _y in points]
        ys += [y for _x, y in points]
        if not xs:
            return Bounds(0, 0, 0, 0)
        return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

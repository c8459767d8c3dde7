"""What is on the pages of a document: texts, lines, pictures. Millimetres from the left and upper edge."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green, blue and opacity, each of 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255


class Segment(NamedTuple):
    """A piece of an outline: `M`ove, `L`ine, or one of the three points of a cu`B`ic curve."""

    kind: str
    x: float
    y: float
    closes: bool


class Matrix(NamedTuple):
    """(x, y) becomes (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def on(self, x: float, y: float) -> tuple[float, float]:
        """Where it puts a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: "Matrix") -> "Matrix":
        """First this one, then `other`."""
        a, b = other.on(self.a, self.b), other.on(self.c, self.d)
        return Matrix(a[0] - other.e, a[1] - other.f, b[0] - other.e, b[1] - other.f, *other.on(self.e, self.f))


@dataclass(slots=True)
class Run:
    """Characters of one typeface, size and baseline. `lean` is the linear part of how they are drawn, upright if (1, 0, 0, 1)."""

    typeface: str
    size: float
    lean: tuple[float, float, float, float]
    colour: Colour
    text: str = ""
    places: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """An outline that is drawn, filled, or both."""

    segments: tuple[Segment, ...]
    width: float
    stroke: Colour | None
    fill: Colour | None
    even_odd: bool
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG, and where its unit square (its upper left corner at the origin) lies."""

    png: bytes
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Glyph:
    """How a character looks, in thousandths of the size; y goes up."""

    advance: float
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class Typeface:
    """The characters of one font that are used."""

    name: str
    ascent: float
    descent: float
    glyphs: dict[str, Glyph] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """One page, its contents in the order they are drawn."""

    width: float
    height: float
    contents: list[Run | Line | Image] = field(default_factory=list)

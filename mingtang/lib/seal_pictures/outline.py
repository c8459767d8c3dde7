"""Shapes to be filled, in millimetres, y downwards: letters, rings, stars, frames.

Where shapes overlap, the direction in which they run decides (nonzero winding): what runs backwards cuts a hole.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_QUARTER = 0.5522847498  # of a circle, as one cubic curve


class Turn(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Stroke(NamedTuple):
    """M (move), L (line), C (curve) with their points, or Z (close)."""

    kind: str
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed shapes."""

    strokes: tuple[Stroke, ...] = ()

    def turned(self, by: Turn) -> "Outline":
        """The same shapes elsewhere."""
        return Outline(tuple(Stroke(kind, tuple(by.of(*point) for point in points)) for kind, points in self.strokes))

    @classmethod
    def together(cls, parts: Iterable["Outline"]) -> "Outline":
        return cls(tuple(stroke for part in parts for stroke in part.strokes))

    @classmethod
    def polygon(cls, points: Iterable[tuple[float, float]]) -> "Outline":
        first, *others = points
        lines = (Stroke("L", (point,)) for point in others)
        return cls((Stroke("M", (first,)), *lines, Stroke("Z")))


def ring(radius: float, width: float) -> Outline:
    """A circle of that outer radius around the origin, drawn as wide as `width`."""
    inner = radius - width
    return Outline.together((_circle(radius, radius), _circle(inner, -inner)))


def _circle(x: float, y: float) -> Outline:
    """Clockwise, or backwards for a negative `y`."""
    h, v = x * _QUARTER, y * _QUARTER
    return Outline(
        (
            Stroke("M", ((x, 0),)),
            Stroke("C", ((x, v), (h, y), (0, y))),
            Stroke("C", ((-h, y), (-x, v), (-x, 0))),
            Stroke("C", ((-x, -v), (-h, -y), (0, -y))),
            Stroke("C", ((h, -y), (x, -v), (x, 0))),
            Stroke("Z"),
        )
    )


def frame(width: float, height: float, line: float) -> Outline:
    """A rectangle around the origin, drawn as wide as `line`."""
    x, y = width / 2, height / 2
    outer = [(-x, -y), (x, -y), (x, y), (-x, y)]
    x, y = x - line, y - line
    return Outline.together((Outline.polygon(outer), Outline.polygon([(-x, -y), (-x, y), (x, y), (x, -y)])))


def star(radius: float) -> Outline:
    """With five points, one of them upwards, around the origin."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    turns = (math.radians(36 * n - 90) for n in range(10))
    return Outline.polygon((r * math.cos(t), r * math.sin(t)) for r, t in zip((radius, inner) * 5, turns, strict=True))

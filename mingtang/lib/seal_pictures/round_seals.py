"""Round seals: a ring, a star, the name along the ring, a line below the star."""

import math
from dataclasses import dataclass

from mingtang.lib.seal_pictures.outline import Outline, Turn, ring, star
from mingtang.lib.seal_pictures.picture import Picture
from mingtang.lib.seal_pictures.typeface import Typeface

FEWEST, MOST = 2, 20
LONGEST_LINE = 12
TEST_MARK = "测试"
_RING, _GAP, _STAR = 0.029, 0.033, 0.165  # of the diameter
_LONG = 14  # characters of a name that reaches all around


@dataclass(frozen=True, slots=True)
class RoundSeal:
    """A seal of `diameter` mm for `name` (2 to 20 characters); `line` (up to 12) is what it is for, such as 审批专用章.

    With `is_test` the picture says so. Raises ValueError for other lengths.
    """

    name: str
    diameter: float
    line: str = ""
    is_test: bool = False

    def __post_init__(self) -> None:
        if not FEWEST <= len(self.name) <= MOST or len(self.line) > LONGEST_LINE:
            raise ValueError(f"印章名称应为 {FEWEST} 至 {MOST} 个字，横排文字最多 {LONGEST_LINE} 个字")

    def drawn(self, typeface: Typeface) -> Picture:
        """The picture, with letters of `typeface`. Raises NoGlyph."""
        rows = self._rows()
        arc = _Arc.of(len(self.name), self.diameter, has_rows=bool(rows))
        parts = [ring(self.diameter / 2, self.diameter * _RING), star(self.diameter * _STAR)]
        parts += [arc.placed(typeface.letter(character), n) for n, character in enumerate(self.name)]
        parts += [arc.row(typeface, text, *place) for text, place in rows]
        return Picture(Outline.together(parts), self.diameter, self.diameter)

    def _rows(self) -> list[tuple[str, tuple[float, float]]]:
        """Texts below the star, with their middle and height, as shares of the diameter."""
        texts = [text for text in (self.line, TEST_MARK if self.is_test else "") if text]
        begin = 0.215 if len(self.name) > _LONG else 0.245  # long names leave less room, the lower the less
        places = [(begin, 0.1), (begin + 0.115, 0.075)]
        return list(zip(texts, places, strict=False))


@dataclass(frozen=True, slots=True)
class _Arc:
    """The name along the ring: `radius` of the circle it stands on, letters `high` and `wide`, `step` radians apart."""

    count: int
    diameter: float
    radius: float
    high: float
    wide: float
    step: float

    @classmethod
    def of(cls, count: int, diameter: float, *, has_rows: bool) -> "_Arc":
        """Many letters reach further around, and are smaller and narrower; less far if they leave room for rows."""
        high = diameter * max(0.105, min(0.165, 0.205 - 0.005 * count))
        radius = diameter * (0.5 - _RING - _GAP) - high
        step = math.radians(min(296, 62 + 13.5 * count if has_rows else 80 + 16 * count)) / count
        wide = min(high * 0.84, 2 * radius * math.sin(step / 2) * 0.97)
        return cls(count, diameter, radius, high, wide, step)

    def placed(self, letter: Outline, number: int) -> Outline:
        """The letter of that number: its foot towards the centre."""
        turn = (number - (self.count - 1) / 2) * self.step
        sine, cosine = math.sin(turn), math.cos(turn)
        w, h = self.wide, self.high
        return letter.turned(
            Turn(w * cosine, w * sine, h * sine, -h * cosine, self.radius * sine, -self.radius * cosine)
        )

    def row(self, typeface: Typeface, text: str, middle: float, height: float) -> Outline:
        """A text across, as wide as there is room between the ends of the name, and upright."""
        middle, high = middle * self.diameter, height * self.diameter
        room = 2 * self._room(middle - high / 2, middle + high / 2)
        wide = min(high * 0.92, room / len(text))
        high = min(high, wide * 1.6)
        begin = -(len(text) - 1) / 2 * wide
        letters = (
            typeface.letter(each).turned(Turn(wide * 0.94, 0, 0, -high, begin + n * wide, middle + high / 2))
            for n, each in enumerate(text)
        )
        return Outline.together(letters)

    def _room(self, top: float, bottom: float) -> float:
        """Half the width that is free between these heights: inside of the name, or where it does not reach."""
        inside = _chord(self.radius - 0.01 * self.diameter, bottom)
        free = math.pi - self.count * self.step / 2
        below = min(top * math.tan(min(free, 1.5)) * 0.94, _chord(self.diameter * (0.5 - _RING - 0.02), bottom))
        return max(inside, below)


def _chord(radius: float, height: float) -> float:
    """Half the width of a circle at that distance from its centre."""
    return math.sqrt(max(radius**2 - height**2, 0.0))

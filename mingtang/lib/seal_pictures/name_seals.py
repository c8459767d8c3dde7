"""Name seals of persons: a square read in columns from the right, or a rectangle of rows for long names."""

from dataclasses import dataclass

from mingtang.lib.seal_pictures.outline import Outline, Turn, frame
from mingtang.lib.seal_pictures.picture import Picture
from mingtang.lib.seal_pictures.typeface import Typeface

SIDE = 18.0  # mm; usual, not prescribed
FEWEST, MOST = 2, 16
TEST_MARK = "测试"
_SQUARE = 4  # characters: shorter names are filled up as is the custom
_FILLING = {2: "之印", 3: "印", 4: ""}
_LINE, _INSIDE = 0.9, 0.9  # mm: of the frame, from it to the letters
_MARK = 3.2  # mm: height of the mark of tests


@dataclass(frozen=True, slots=True)
class NameSeal:
    """A seal for the name of a person, 2 to 16 characters; `side` is its height in mm. Raises ValueError for others.

    With `is_test` the picture says so below the frame.
    """

    name: str
    side: float = SIDE
    is_test: bool = False

    def __post_init__(self) -> None:
        if not FEWEST <= len(self.name) <= MOST:
            raise ValueError(f"姓名应为 {FEWEST} 至 {MOST} 个字")

    def drawn(self, typeface: Typeface) -> Picture:
        """The picture, with letters of `typeface`. Raises NoGlyph."""
        places = self._columns() if len(self.name) <= _SQUARE else self._rows()
        cell = (self.side - 2 * (_LINE + _INSIDE)) / 2
        across = max(x for _, x, _ in places) + 0.5
        width = 2 * (across * cell + _LINE + _INSIDE)
        letters = [_letter(typeface, each, x * cell, y * cell, cell) for each, x, y in places]
        whole = Outline.together((frame(width, self.side, _LINE), *letters))
        return self._marked(whole, width, typeface)

    def _columns(self) -> list[tuple[str, float, float]]:
        """Characters with their middles, in cells around the origin: down the right column, then down the left."""
        text = self.name + _FILLING[len(self.name)]
        middles = [(0.5, -0.5), (0.5, 0.5), (-0.5, -0.5), (-0.5, 0.5)]
        return [(each, *middle) for each, middle in zip(text, middles, strict=True)]

    def _rows(self) -> list[tuple[str, float, float]]:
        half = (len(self.name) + 1) // 2
        rows = ((self.name[:half], -0.5), (self.name[half:], 0.5))
        return [(each, n - (half - 1) / 2, y) for row, y in rows for n, each in enumerate(row)]

    def _marked(self, whole: Outline, width: float, typeface: Typeface) -> Picture:
        if not self.is_test:
            return Picture(whole, width, self.side)
        up = _MARK / 2 + 0.4
        moved = whole.turned(Turn(1, 0, 0, 1, 0, -up))
        below = [
            _letter(typeface, each, (n - 0.5) * _MARK, self.side / 2 + 0.2, _MARK) for n, each in enumerate(TEST_MARK)
        ]
        return Picture(Outline.together((moved, *below)), width, self.side + 2 * up)


def _letter(typeface: Typeface, character: str, x: float, y: float, size: float) -> Outline:
    """A letter around (x, y), a little smaller than its cell."""
    size *= 0.96
    return typeface.letter(character).turned(Turn(size, 0, 0, -size, x, y + size / 2))

"""Letters of a font file as outlines."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from mingtang.lib.seal_pictures.outline import Outline, Stroke, Turn

_DESCENT = 0.12  # of the em: letters of Chinese stand in a square that begins that much below the line


class NoGlyph(ValueError):
    """The font has none for a character; `character` is that one."""

    def __init__(self, character: str) -> None:
        super().__init__(f"字体中没有“{character}”字")
        self.character = character


class Typeface:
    """A font file, TrueType or CFF; `number` is which font of a collection. Raises OSError, TTLibError of fontTools."""

    def __init__(self, path: Path | str, number: int = 0) -> None:
        self._font, self._glyphs, self._names = _opened(str(path), number)
        self._em = float(self._font["head"].unitsPerEm)

    def letter(self, character: str) -> Outline:
        """In a square from (-0.5, 0) to (0.5, 1), upright, y upwards. Raises NoGlyph."""
        name = self._names.get(ord(character))
        if name is None:
            raise NoGlyph(character)
        glyph = self._glyphs[name]
        pen = _Pen(self._glyphs)
        glyph.draw(pen)
        k = 1 / self._em
        return Outline(tuple(pen.strokes)).turned(Turn(k, 0, 0, k, -glyph.width * k / 2, _DESCENT))


class _Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects strokes; curves of TrueType come as cubic ones, and parts of letters as their outlines."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.strokes: list[Stroke] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # as pens are called
        self.strokes.append(Stroke("M", (point,)))

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # as pens are called
        self.strokes.append(Stroke("L", (point,)))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802  # as pens are called
        self.strokes.append(Stroke("C", points))

    def _closePath(self) -> None:  # noqa: N802  # as pens are called
        self.strokes.append(Stroke("Z"))

    _endPath = _closePath  # noqa: N815


@lru_cache(maxsize=4)
def _opened(path: str, number: int) -> tuple[Any, Any, dict[int, str]]:
    font = TTFont(path, fontNumber=number, lazy=True)
    return font, font.getGlyphSet(), font.getBestCmap()

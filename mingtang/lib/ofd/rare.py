"""Outlines of rare characters, as in names of people: beyond the basic plane pdfium does not find them by their code.

They are taken from the font inside the PDF itself, by the number that its table of characters gives them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from mingtang.lib.ofd.sheets import Glyph, Segment

_EM = 1000
_DEEPEST = 16  # of the tree of pages
_PAIR = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4,})>")
_PAIRS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


class RareCharacters:
    """Those of one PDF, which is read when the first is asked for."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    def glyph(self, typeface: str, character: str) -> Glyph | None:
        """How `character` looks in the font `typeface` (named as pdfium does), if that font tells."""
        for name, font in self._fonts.items():
            if name.startswith(typeface) and (number := _numbers(font).get(character)) is not None:
                return _drawn(font, number)
        return None

    @cached_property
    def _fonts(self) -> dict[str, Any]:
        try:
            pages = _pages(PdfFileReader(BytesIO(self._pdf)).root["/Pages"], _DEEPEST)
            fonts = [font.get_object() for page in pages for font in _listed(page)]
        except PdfError:
            return {}
        return {str(font["/BaseFont"]).lstrip("/"): font for font in fonts}


def _pages(node: Any, depth: int) -> Iterator[Any]:
    if "/Kids" not in node:
        yield node
    elif depth:
        for each in node["/Kids"]:
            yield from _pages(each.get_object(), depth - 1)


def _listed(page: Any) -> Iterable[Any]:
    """Fonts of a page; one without text has none."""
    has_fonts = "/Resources" in page and "/Font" in page["/Resources"]
    return page["/Resources"]["/Font"].values() if has_fonts else ()


def _numbers(font: Any) -> dict[str, int]:
    """Characters by their number in the font; those that stand for several are left out."""
    table = font["/ToUnicode"].data.decode("ascii", "replace") if "/ToUnicode" in font else ""
    pairs = (pair for block in _PAIRS.findall(table) for pair in _PAIR.findall(block))
    return {bytes.fromhex(text).decode("utf-16-be", "replace"): int(number, 16) for number, text in pairs}


def _drawn(font: Any, number: int) -> Glyph | None:
    about = font["/DescendantFonts"][0]["/FontDescriptor"]
    if "/FontFile2" in about:
        return _from_truetype(about["/FontFile2"].data, number)
    return _from_postscript(about["/FontFile3"].data, number) if "/FontFile3" in about else None


def _from_truetype(data: bytes, number: int) -> Glyph:
    font = TTFont(BytesIO(data))
    name = font.getGlyphOrder()[number]
    scale = _EM / font["head"].unitsPerEm
    pen = _Tracing(scale)
    font.getGlyphSet()[name].draw(pen)
    return Glyph(font["hmtx"][name][0] * scale, tuple(pen.segments))


def _from_postscript(data: bytes, number: int) -> Glyph | None:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    characters = fonts[0].CharStrings
    name = f"cid{number:05}"
    if name not in characters:
        return None
    pen = _Tracing(1)
    characters[name].draw(pen)
    return Glyph(characters[name].width, tuple(pen.segments))


class _Tracing(BasePen):  # type: ignore[misc]
    """Notes what is drawn as segments; quadratic curves become cubic ones."""

    def __init__(self, scale: float) -> None:
        super().__init__(None)
        self._scale = scale
        self.segments: list[Segment] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 -- these are named by fontTools
        self._note("M", point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._note("L", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._note("B", *points)

    def _note(self, kind: str, *points: tuple[float, float]) -> None:
        self.segments += (Segment(kind, x * self._scale, y * self._scale, closes=False) for x, y in points)

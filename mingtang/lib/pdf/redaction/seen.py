"""Which characters are seen on a drawn page: what lies under black or a picture, is white on white or in a hidden layer is not."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PIL import Image, ImageChops
from pypdfium2 import raw

from mingtang.lib.pdf.redaction.reading import Box, Character

_FAINT = 24
"""By how much of 255 a dot must differ in one colour to count as drawn."""
_NESTING = 20


def drawn_page(page: Any, scale: float) -> Image.Image:
    """A page in colours, without notes, fields and signatures."""
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()
    return drawn.convert("RGB")


def unseen(page: Any, scale: float, drawn: Image.Image, text: Sequence[Character], number: int) -> set[int]:
    """Places in `text` of characters of this page that nobody sees on `drawn`; the texts of `page` are gone afterwards.

    A character is seen where the page looks different without its text.
    """
    _take_texts_away(page)
    changed = ImageChops.difference(drawn, drawn_page(page, scale))
    red, green, blue = changed.split()
    ink = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda level: 255 if level > _FAINT else 0)
    mine = ((index, each) for index, each in enumerate(text) if each.page == number and not each.text.isspace())
    return {index for index, each in mine if each.box is not None and not _has_ink(ink, each.box)}


def _has_ink(ink: Image.Image, box: Box) -> bool:
    """Whether there is ink inside a cell; its outermost dots may be those of a neighbour."""
    left, top, right, bottom = (round(each) for each in box)
    if right - left > 4 and bottom - top > 4:
        left, top, right, bottom = left + 1, top + 1, right - 1, bottom - 1
    inside = max(left, 0), max(top, 0), min(max(right, left + 1), ink.width), min(max(bottom, top + 1), ink.height)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return False
    return ink.crop(inside).getbbox() is not None


def _take_texts_away(page: Any) -> None:
    found = _texts(raw.FPDFPage_CountObjects(page), lambda place: raw.FPDFPage_GetObject(page, place))
    for each in found:
        raw.FPDFPageObj_SetIsActive(each, False)


def _texts(count: int, at: Callable[[int], Any], depth: int = 0) -> Iterator[Any]:
    """Objects that are text, in forms within forms too."""
    for place in range(count):
        found = at(place)
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield found
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _NESTING:
            inner = raw.FPDFFormObj_CountObjects(found)
            yield from _texts(inner, lambda place, form=found: raw.FPDFFormObj_GetObject(form, place), depth + 1)  # type: ignore[misc]

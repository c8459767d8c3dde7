"""How many pages a file has, and how large they are."""

from itertools import islice

from mingtang.lib.pdf.faults import UnreadablePdf
from mingtang.lib.pdf.places import sheet_of
from mingtang.lib.pdf.reading import MOST_PAGES, open_pdf, pages_of

_MILLIMETRES = 25.4 / 72


def sheets_of(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in millimetres, before any turning. Raises UnreadablePdf."""
    root = open_pdf(pdf).root
    try:
        boxes = [sheet_of(page) for page in islice(pages_of(root), MOST_PAGES)]
    except Exception as broken:  # a damaged tree of pages makes the parser fail in every way there is
        raise UnreadablePdf("文件已损坏，或者不是规范的 PDF 文件") from broken
    return tuple(((right - left) * _MILLIMETRES, (top - bottom) * _MILLIMETRES) for left, bottom, right, top in boxes)

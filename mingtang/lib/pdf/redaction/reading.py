"""The characters of a file with their places on the drawn pages, by pdfium."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from mingtang.lib.pdf.redaction.marks import CannotRedact, folded

MOST_PAGES = 60
MOST_CHARACTERS = 400_000
MOST_SIDE = 14_400  # points, the most that ISO 32000 knows
MOST_PIXELS = 12_000_000  # of one drawn page
DOTS = 150 / 72
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in dots of the drawn page."""


@dataclass(frozen=True)
class Character:
    """One character and where it is drawn; what the reader made up, such as ends of lines, has no box."""

    page: int
    text: str
    box: Box | None


@dataclass(frozen=True)
class Sheet:
    """A page as it is drawn: its size in points and in dots."""

    width: float
    height: float
    scale: float

    @property
    def dots(self) -> tuple[int, int]:
        return max(1, round(self.width * self.scale)), max(1, round(self.height * self.scale))


def opened(pdf: bytes) -> Any:
    """The file. Raises CannotRedact for what is broken, locked or too long."""
    try:
        document = pdfium.PdfDocument(pdf)
        count = len(document)
    except pdfium.PdfiumError:
        raise CannotRedact("文件打不开，可能已损坏或者加了密码。") from None
    if not 0 < count <= MOST_PAGES:
        raise CannotRedact(f"文件有 {count} 页，一次最多处理 {MOST_PAGES} 页，请拆分。")
    return document


def sheet_of(page: Any) -> Sheet:
    """How a page is drawn. Raises CannotRedact for sizes beyond reason."""
    width, height = page.get_size()
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise CannotRedact("页面的尺寸不合规范。")
    scale = min(DOTS, (MOST_PIXELS / (width * height)) ** 0.5)
    return Sheet(width, height, scale)


def characters(document: Any) -> list[Character]:
    """All characters in the order of the file, hidden ones too. Raises CannotRedact when there are too many."""
    found: list[Character] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        if len(found) + text.count_chars() > MOST_CHARACTERS:
            raise CannotRedact("文件的文字太多，请拆分后处理。")
        found += _of_page(page, text, number)
    return found


def _of_page(page: Any, text: Any, number: int) -> Iterator[Character]:
    sheet = sheet_of(page)
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        made_up = raw.FPDFText_IsGenerated(text, index) == 1
        yield Character(number, letter, None if made_up else _box(page, text, index, sheet))


def _box(page: Any, text: Any, index: int, sheet: Sheet) -> Box:
    """The whole cell of a character as it is drawn, whichever way the page is turned."""
    cell = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(cell)):
        return (0.0, 0.0, 0.0, 0.0)
    corners = [_drawn(page, sheet, x, y) for x in (cell.left, cell.right) for y in (cell.top, cell.bottom)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


def _drawn(page: Any, sheet: Sheet, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *sheet.dots, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def places_of(string: str, text: Sequence[Character]) -> list[range]:
    """Where a string stands in the text, blanks and ends of lines and pages within it or not."""
    wanted, places = folded(string), []
    plain: list[str] = []
    origin: list[int] = []
    for index, each in enumerate(text):
        for letter in folded(each.text):
            plain.append(letter)
            origin.append(index)
    whole, at = "".join(plain), -1
    while wanted and (at := whole.find(wanted, at + 1)) >= 0:
        places.append(range(origin[at], origin[at + len(wanted) - 1] + 1))
    return places

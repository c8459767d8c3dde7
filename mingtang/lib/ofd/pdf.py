"""What is on the pages of a PDF, told by pdfium: characters with their outlines, paths, pictures.

Outlines come from the fonts inside the PDF, so no font files are needed, and the OFD shows what the PDF shows.
"""

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from mingtang.lib.ofd.faults import CannotConvert
from mingtang.lib.ofd.rare import RareCharacters
from mingtang.lib.ofd.sheets import Colour, Glyph, Image, Line, Matrix, Run, Segment, Sheet, Typeface
from mingtang.lib.pdfium import one_at_a_time

MILLIMETRES = 25.4 / 72  # of a point
MOST_PAGES = 500
_EM = 1000
_THOUSANDTHS = Matrix(_EM, 0, 0, _EM)
_KINDS = {pdfium.FPDF_SEGMENT_MOVETO: "M", pdfium.FPDF_SEGMENT_LINETO: "L", pdfium.FPDF_SEGMENT_BEZIERTO: "B"}
_DEEPEST = 8
_NO_CHARACTERS = (0xFFFE, 0xFFFF)
_HIGH_HALVES, _LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def read_pdf(data: bytes) -> tuple[list[Sheet], dict[str, Typeface]]:
    """The pages of a PDF, and the typefaces they use by name. Clipping, patterns and shadings are not carried over.

    Raises CannotConvert: no PDF, over 500 pages, a character without outline.
    """
    with one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise CannotConvert(f"pdfium cannot read the PDF: {error}") from None
        try:
            return _read(document, RareCharacters(data))
        finally:
            document.close()


def _read(document: pypdfium2.PdfDocument, rare: RareCharacters) -> tuple[list[Sheet], dict[str, Typeface]]:
    if len(document) > MOST_PAGES:
        raise CannotConvert("the PDF has too many pages")
    typefaces: dict[str, Typeface] = {}
    return [_Page(page, typefaces, rare).sheet() for page in document], typefaces


class _Page:
    """One page while it is read."""

    def __init__(self, page: pypdfium2.PdfPage, typefaces: dict[str, Typeface], rare: RareCharacters) -> None:
        self._page = page
        self._typefaces, self._rare = typefaces, rare
        width, height = page.get_size()
        self._sheet = Sheet(width * MILLIMETRES, height * MILLIMETRES)
        self._upright = Matrix(MILLIMETRES, 0, 0, -MILLIMETRES, 0, height * MILLIMETRES)
        self._characters = page.get_textpage()
        self._runs = self._runs_by_object()

    def sheet(self) -> Sheet:
        self._walk(_objects_of_page(self._page.raw), self._upright, 0)
        return self._sheet

    def _walk(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        """In the order they are drawn, into forms too."""
        for each in objects:
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._sheet.contents += self._runs.get(_address(each), [])
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._sheet.contents += _line(each, _matrix_of(each).then(matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._sheet.contents.append(self._image(each, _matrix_of(each).then(matrix)))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._walk(_objects_of_form(each), _matrix_of(each).then(matrix), depth + 1)

    def _image(self, handle: Any, matrix: Matrix) -> Image:
        """The unit square of a PDF stands on its lower edge."""
        buffer = BytesIO()
        rendered = pypdfium2.PdfImage(handle, page=self._page, pdf=self._page.pdf).get_bitmap(render=True)
        rendered.to_pil().save(buffer, "PNG")
        return Image(buffer.getvalue(), Matrix(1, 0, 0, -1, 0, 1).then(matrix))

    def _runs_by_object(self) -> dict[int, list[Run]]:
        """Texts by the object that draws them; a run ends where typeface, size, colour or baseline do."""
        runs: dict[int, list[Run]] = {}
        for place, character, handle in self._drawn():
            begun = runs.setdefault(_address(handle), [])
            fresh, at = self._begun(place, handle), self._origin(place)
            if not begun or not _continues(begun[-1], fresh, at):
                if character.isspace():
                    continue
                begun.append(fresh)
            self._teach(handle, fresh.typeface, character)
            begun[-1].text += character
            begun[-1].places.append(at)
        return runs

    def _drawn(self) -> Iterator[tuple[int, str, Any]]:
        """Characters that stand in the PDF, with their place in its text and the object that draws them.

        Those beyond the basic plane come in two halves, at the same origin.
        """
        high = 0
        for place in range(pdfium.FPDFText_CountChars(self._characters)):
            code = pdfium.FPDFText_GetUnicode(self._characters, place)
            handle = pdfium.FPDFText_GetTextObject(self._characters, place)
            is_made_up = pdfium.FPDFText_IsGenerated(self._characters, place) == 1
            if not handle or is_made_up or code < ord(" ") or code in _NO_CHARACTERS:
                continue
            if code in _HIGH_HALVES:
                high = code - _HIGH_HALVES.start
                continue
            if code in _LOW_HALVES:
                code = 0x10000 + (high << 10) + code - _LOW_HALVES.start
            yield place, chr(code), handle

    def _begun(self, place: int, handle: Any) -> Run:
        """An empty run in the manner of the character at `place`."""
        matrix, font_size = pdfium.FS_MATRIX(), pdfium.FPDFText_GetFontSize(self._characters, place)
        pdfium.FPDFText_GetMatrix(self._characters, place, matrix)
        height = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        a, b, c, d = (round(part / height, 4) for part in (matrix.a, -matrix.b, -matrix.c, matrix.d))  # y goes down now
        font = pdfium.FPDFTextObj_GetFont(handle)
        colour = _colour(pdfium.FPDFText_GetFillColor, self._characters, place)
        return Run(_name_of(font), font_size * height * MILLIMETRES, (a, b, c, d), colour)

    def _origin(self, place: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._characters, place, x, y)
        return self._upright.on(x.value, y.value)

    def _teach(self, handle: Any, name: str, character: str) -> None:
        """Give the typeface the outline of a character it does not have yet."""
        font = pdfium.FPDFTextObj_GetFont(handle)
        if name not in self._typefaces:
            self._typefaces[name] = Typeface(name, *_heights(font))
        glyphs = self._typefaces[name].glyphs
        if character not in glyphs:
            glyphs[character] = _glyph(font, character) or self._rare_glyph(name, character)

    def _rare_glyph(self, name: str, character: str) -> Glyph:
        glyph = self._rare.glyph(name, character)
        if glyph is None:
            raise CannotConvert(f"the PDF tells no outline of {character} (U+{ord(character):04X})")
        return glyph


def _continues(run: Run, fresh: Run, at: tuple[float, float]) -> bool:
    """Whether a character at `at` belongs to `run`: the same manner, further on along the same level baseline."""
    same = (run.typeface, run.lean, run.colour) == (fresh.typeface, fresh.lean, fresh.colour)
    is_level = run.lean[1] == 0 and abs(run.places[-1][1] - at[1]) < 0.005
    return same and is_level and abs(run.size - fresh.size) < 0.001 and at[0] >= run.places[-1][0]


def _name_of(font: Any) -> str:
    """With the letters before `+`, which tell subsets apart."""
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") or "unnamed"


def _heights(font: Any) -> tuple[float, float]:
    ascent, descent = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFFont_GetAscent(font, _EM, ascent)
    pdfium.FPDFFont_GetDescent(font, _EM, descent)
    return ascent.value, descent.value


def _glyph(font: Any, character: str) -> Glyph | None:
    """None if pdfium does not find it, and gives the box for unknown ones."""
    advance = ctypes.c_float()
    pdfium.FPDFFont_GetGlyphWidth(font, ord(character), _EM, advance)
    segments = _outline(font, ord(character))
    is_known = character.isspace() or segments not in ((), _outline(font, _NO_CHARACTERS[0]))
    return Glyph(advance.value, segments) if is_known else None


def _outline(font: Any, code: int) -> tuple[Segment, ...]:
    """In thousandths of the size; pdfium tells it for a size of one, whatever size is asked."""
    path = pdfium.FPDFFont_GetGlyphPath(font, code, _EM)
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(path) if path else 0
    segments = (pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, at) for at in range(count))
    return tuple(_segment(each, _THOUSANDTHS) for each in segments)


def _line(handle: Any, matrix: Matrix) -> list[Line]:
    """The path, if anything of it is seen."""
    rule, strokes = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, rule, strokes)
    count = pdfium.FPDFPath_CountSegments(handle)
    if count <= 0 or not (rule.value or strokes.value):
        return []
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
    return [
        Line(
            tuple(_segment(pdfium.FPDFPath_GetPathSegment(handle, at), matrix) for at in range(count)),
            width.value * scale,
            _colour(pdfium.FPDFPageObj_GetStrokeColor, handle) if strokes.value else None,
            _colour(pdfium.FPDFPageObj_GetFillColor, handle) if rule.value else None,
            rule.value == pdfium.FPDF_FILLMODE_ALTERNATE,
            _dashes(handle, scale),
        )
    ]


def _dashes(handle: Any, scale: float) -> tuple[float, ...]:
    count = max(pdfium.FPDFPageObj_GetDashCount(handle), 0)
    lengths = (ctypes.c_float * count)()
    if count:
        pdfium.FPDFPageObj_GetDashArray(handle, lengths, count)
    return tuple(length * scale for length in lengths)


def _segment(handle: Any, matrix: Matrix) -> Segment:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(handle, x, y)
    kind = _KINDS[pdfium.FPDFPathSegment_GetType(handle)]
    return Segment(kind, *matrix.on(x.value, y.value), bool(pdfium.FPDFPathSegment_GetClose(handle)))


def _colour(asked: Any, *about: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    asked(*about, *parts)
    return Colour(*(part.value for part in parts))


def _matrix_of(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _objects_of_page(page: Any) -> Iterator[Any]:
    return (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page)))


def _objects_of_form(form: Any) -> Iterator[Any]:
    return (pdfium.FPDFFormObj_GetObject(form, at) for at in range(pdfium.FPDFFormObj_CountObjects(form)))


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0

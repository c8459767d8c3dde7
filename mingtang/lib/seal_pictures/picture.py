"""A finished picture: one colour, one size, the same as SVG, PDF and PNG."""

import zlib
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from mingtang.lib import pdfium
from mingtang.lib.seal_pictures.outline import Outline

RED = (0xE6, 0x00, 0x12)
_POINTS = 72 / 25.4  # a millimetre
_DOTS = 600  # an inch; at least 300 is asked for
INK = "/ExtGState<</Ink<</BM/Multiply>>>>"
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes around the origin in a rectangle of `width` and `height` millimetres, on nothing."""

    outline: Outline
    width: float
    height: float
    colour: tuple[int, int, int] = RED

    def svg(self) -> str:
        """A whole SVG document of its true size, without styles or scripts."""
        w, h = self.width, self.height
        box = f'width="{w:g}mm" height="{h:g}mm" viewBox="{-w / 2:g} {-h / 2:g} {w:g} {h:g}"'
        fill = "#" + bytes(self.colour).hex()
        path = " ".join(kind + " ".join(f"{x:.3f} {y:.3f}" for x, y in points) for kind, points in self.outline.strokes)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path fill="{fill}" d="{path}"/></svg>'

    def pdf(self) -> bytes:
        """A PDF of one page of its true size, as vectors; like ink, it lets letters below it be read."""
        w, h = self.width * _POINTS, self.height * _POINTS
        fill = " ".join(f"{each / 255:.3f}" for each in self.colour)
        turned = f"{_POINTS:.6f} 0 0 {-_POINTS:.6f} {w / 2:.4f} {h / 2:.4f} cm"
        content = zlib.compress(f"/Ink gs {fill} rg {turned}\n{self._drawn()}\nf".encode())
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.4f} {h:.4f}]/Resources<<{INK}>>/Contents 4 0 R>>"
        stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(content), content)
        return file_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page.encode(), stream)

    def png(self, dots: int = _DOTS) -> bytes:
        """A PNG with `dots` to the inch, transparent where nothing is drawn."""
        with pdfium.one_at_a_time:
            document = pypdfium2.PdfDocument(self.pdf())
            try:
                drawn = document[0].render(scale=dots / 72, fill_color=(255, 255, 255, 0)).to_pil()
            finally:
                document.close()
        written = BytesIO()
        drawn.save(written, "PNG", dpi=(dots, dots))
        return written.getvalue()

    def _drawn(self) -> str:
        strokes = self.outline.strokes
        return "\n".join(
            " ".join([*(f"{x:.3f} {y:.3f}" for x, y in points), _OPERATORS[kind]]) for kind, points in strokes
        )


def file_of(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, begin = len(objects) + 1, len(out)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, begin)
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end

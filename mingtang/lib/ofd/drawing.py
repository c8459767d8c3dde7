"""Drawing pages: texts, outlines and pictures as objects of a layer (GB/T 33190-2016, 9 to 11)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml import etree

from mingtang.lib.ofd.markup import element, leaf
from mingtang.lib.ofd.sheets import Colour, Image, Line, Run, Sheet

_BLACK = Colour(0, 0, 0)


class Drawing:
    """Gives each object the next of `numbers`; `fonts` are the numbers of typefaces. Pictures are collected on the way."""

    def __init__(self, numbers: Iterator[int], fonts: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._fonts = fonts
        self.pictures: dict[int, bytes] = {}

    def layer(self, sheet: Sheet) -> etree._Element:
        """Everything on `sheet` in its order."""
        drawn = (self._drawn(each, sheet) for each in sheet.contents)
        return element("Layer", *drawn, ID=next(self._numbers), Type="Body")

    def media(self) -> list[etree._Element]:
        """The entries of the pictures so far in the list of resources."""
        return [
            element("MultiMedia", leaf("MediaFile", f"image_{number}.png"), ID=number, Type="Image", Format="PNG")
            for number in self.pictures
        ]

    def _drawn(self, content: Run | Line | Image, sheet: Sheet) -> etree._Element | None:
        if isinstance(content, Run):
            return self._text(content, sheet)
        return self._path(content) if isinstance(content, Line) else self._picture(content, sheet)

    def _text(self, run: Run, sheet: Sheet) -> etree._Element | None:
        """Upright text stands in its own box, narrowed by HScale; leaning text is turned by a matrix on the whole page."""
        text = run.text.rstrip()
        if not text:
            return None
        (x, y), size = run.places[0], run.size
        offsets = [after[0] - before[0] for before, after in pairwise(run.places[: len(text)])]
        given: dict[str, str | int] = {"ID": next(self._numbers), "Font": self._fonts[run.typeface], "Size": _n(size)}
        across, up, aside, down = run.lean
        if up or aside or down < 0:
            given |= {"Boundary": _ns(0, 0, sheet.width, sheet.height), "CTM": _ns(*run.lean, x, y)}
            begin = "0", "0"
        else:
            width = run.places[len(text) - 1][0] - x + size * across * 1.1
            given |= {"Boundary": _ns(x, y - size, width, size * 1.3)}
            given |= {"HScale": _n(across)} if abs(across - 1) > 0.001 else {}
            begin = "0", _n(size)
        code = leaf("TextCode", text, X=begin[0], Y=begin[1])
        if offsets:
            code.set("DeltaX", _ns(*offsets))
        return element("TextObject", _colour("FillColor", run.colour, _BLACK), code, **given)

    def _path(self, line: Line) -> etree._Element:
        xs, ys = [each.x for each in line.segments], [each.y for each in line.segments]
        left, top, edge = min(xs) - line.width, min(ys) - line.width, 2 * line.width
        given: dict[str, str | int] = {
            "ID": next(self._numbers),
            "Boundary": _ns(left, top, max(xs) - min(xs) + edge, max(ys) - min(ys) + edge),
            "LineWidth": _n(line.width),
            "Stroke": str(line.stroke is not None).lower(),
            "Fill": str(line.fill is not None).lower(),
        }
        given |= {"Rule": "Even-Odd"} if line.even_odd else {}
        given |= {"DashPattern": _ns(*line.dashes)} if line.dashes else {}
        return element(
            "PathObject",
            _colour("StrokeColor", line.stroke, _BLACK) if line.stroke else None,
            _colour("FillColor", line.fill, None) if line.fill else None,
            leaf("AbbreviatedData", " ".join(_abbreviated(line, left, top))),
            **given,
        )

    def _picture(self, image: Image, sheet: Sheet) -> etree._Element:
        number = next(self._numbers)
        self.pictures[number] = image.png
        given: dict[str, str | int] = {"ID": next(self._numbers), "ResourceID": number}
        a, b, c, d, x, y = image.matrix
        if b == c == 0 and a > 0 and d > 0:
            given |= {"Boundary": _ns(x, y, a, d), "CTM": _ns(a, 0, 0, d, 0, 0)}
        else:
            given |= {"Boundary": _ns(0, 0, sheet.width, sheet.height), "CTM": _ns(*image.matrix)}
        return element("ImageObject", **given)


def _abbreviated(line: Line, left: float, top: float) -> Iterator[str]:
    """Points of a curve come one by one in a PDF, and together here."""
    curve: list[str] = []
    for kind, x, y, closes in line.segments:
        point = _ns(x - left, y - top)
        if kind == "B":
            curve.append(point)
            if len(curve) == 3:
                yield "B " + " ".join(curve)
                curve = []
        else:
            yield f"{kind} {point}"
        if closes:
            yield "C"


def _colour(name: str, colour: Colour, usual: Colour | None) -> etree._Element | None:
    """None if it is what readers take anyway."""
    if colour == usual:
        return None
    made = element(name, Value=" ".join(map(str, colour[:3])))
    if colour.alpha < 255:
        made.set("Alpha", str(colour.alpha))
    return made


def _ns(*numbers: float) -> str:
    return " ".join(map(_n, numbers))


def _n(number: float) -> str:
    """To a ten-thousandth of a millimetre."""
    return f"{round(number, 4) + 0.0:.4f}".rstrip("0").rstrip(".")  # adding nothing makes -0 a 0

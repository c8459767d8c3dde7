"""The new file: pages drawn, marked places painted over, and the text that is left."""

import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from PIL import Image, ImageDraw

from mingtang.lib.pdf.redaction.layer import runs, what_is_left
from mingtang.lib.pdf.redaction.marks import CannotRedact, Marks, Redacted, Region
from mingtang.lib.pdf.redaction.reading import Box, Character, Sheet, characters, opened, places_of, sheet_of
from mingtang.lib.pdf.redaction.seen import drawn_page, unseen

MOST_MARKS = 500
_AROUND = 0.12
"""How far black reaches above and below the cell of a character, as a share of its height: strokes may leave their cell."""
_TYPST = """
#let pages = json("pages.json")
#set document(title: "经过处理的文件", date: none)
#for (n, sheet) in pages.enumerate() {
  set page(width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt,
    background: image("page-" + str(n) + ".png", width: 100%, height: 100%))
  set text(fill: rgb(0, 0, 0, 0), top-edge: 0.88em, bottom-edge: -0.12em, lang: "zh")
  for run in sheet.runs { place(top + left, dx: run.at(0) * 1pt, dy: run.at(1) * 1pt, text(size: run.at(2) * 1pt, run.at(3))) }
  if n + 1 < pages.len() { pagebreak() }
}
"""


def redact(pdf: bytes, marks: Marks, *, fonts: Sequence[str]) -> Redacted:
    """The file without what is marked. Raises CannotRedact, also for a text that does not stand in it."""
    if not (marks.strings or marks.regions or marks.flat):
        raise CannotRedact("没有标出要隐去的内容。")
    if len(marks.strings) + len(marks.regions) > MOST_MARKS:
        raise CannotRedact(f"一次最多标出 {MOST_MARKS} 处。")
    document = opened(pdf)
    text = characters(document)
    places = _places(text, marks.strings)
    _require_on_pages(marks.regions, len(document))
    masked = {index for place in places for index in place}
    files: dict[str, bytes] = {"main.typ": _TYPST.encode()}
    pages, hidden = [], 0
    for number in range(len(document)):
        page = document[number]
        sheet = sheet_of(page)
        drawn = drawn_page(page, sheet.scale)
        left_out = unseen(page, sheet.scale, drawn, text, number)
        black = [*_cells(text, masked, number), *_rectangles(marks.regions, number, sheet)]
        files[f"page-{number}.png"] = _picture(drawn, black)
        left = what_is_left(text, number, masked=masked, unseen=left_out, black=black)
        pages.append({"width": sheet.width, "height": sheet.height, "runs": list(runs(left, sheet.scale))})
        hidden += len(left_out)
    files["pages.json"] = json.dumps(pages).encode()
    return Redacted(_set(files, fonts), len(pages), len(places), hidden)


def _set(files: Mapping[str, bytes], fonts: Sequence[str]) -> bytes:
    """The new file from its parts; typst takes pictures from a folder only."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        made: Any = typst.compile(str(Path(folder) / "main.typ"), font_paths=list(fonts))
    return bytes(made)


def _places(text: Sequence[Character], strings: Sequence[str]) -> list[range]:
    places, missing = [], []
    for string in strings:
        found = places_of(string, text)
        places += found
        if not found:
            missing.append(string)
    if missing:
        raise CannotRedact(f"文件里没有找到：{'、'.join(missing)}。图片里的文字请标出区域。")
    return places


def _require_on_pages(regions: Sequence[Region], pages: int) -> None:
    for each in regions:
        inside = 0 <= each.left < 1 and 0 <= each.top < 1 and 0 < each.width <= 1 and 0 < each.height <= 1
        if not (1 <= each.page <= pages and inside):
            raise CannotRedact(f"第 {each.page} 页的区域不在页面里。")


def _cells(text: Sequence[Character], masked: Collection[int], page: int) -> Iterator[Box]:
    """The places to be painted over on a page for the characters that are masked."""
    for index in sorted(masked):
        each = text[index]
        if each.page == page and each.box is not None:
            left, top, right, bottom = each.box
            more = _AROUND * (bottom - top) + 1
            yield left - 1, top - more, right + 1, bottom + more


def _rectangles(regions: Sequence[Region], page: int, sheet: Sheet) -> Iterator[Box]:
    wide, high = sheet.dots
    for each in regions:
        if each.page == page + 1:
            left, top = each.left * wide, each.top * high
            yield left, top, left + each.width * wide, top + each.height * high


def _picture(drawn: Image.Image, black: Sequence[Box]) -> bytes:
    """The page, black where it is marked; only pixels are left."""
    pen = ImageDraw.Draw(drawn)
    for box in black:
        pen.rectangle(box, fill="black")
    kept = io.BytesIO()
    drawn.info = {}
    drawn.save(kept, "PNG")
    return kept.getvalue()

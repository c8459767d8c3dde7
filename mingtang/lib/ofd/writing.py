"""Making an OFD of a PDF: real text in fonts of its own, outlines, pictures, attachments (GB/T 33190-2016)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import NamedTuple

from mingtang.lib.digests import sm3_hex
from mingtang.lib.ofd.drawing import Drawing
from mingtang.lib.ofd.faults import CannotConvert
from mingtang.lib.ofd.fonts import bare_name, family_of, made_font
from mingtang.lib.ofd.markup import element, leaf, written
from mingtang.lib.ofd.package import packed
from mingtang.lib.ofd.pdf import read_pdf
from mingtang.lib.ofd.sheets import Sheet, Typeface

_CREATOR = "Mingtang"
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_ROOM_FOR_STAMPS = 1000  # identifiers left free: seals are placed later


class Attachment(NamedTuple):
    """A file inside the document, such as the data it was made from. `name` ends as its kind does: `data.json`."""

    name: str
    data: bytes


def write_ofd(
    pdf: bytes,
    *,
    title: str,
    attachments: Sequence[Attachment] = (),
    author: str = "",
    created_on: date | None = None,
) -> bytes:
    """The OFD that shows what `pdf` shows. The same arguments make the same bytes.

    For PDFs of our own letters only, and in a background worker: pdfium reads the PDF inside this process, one at a
    time, and a page of text takes about 150 milliseconds. Clipping, patterns and shadings are not carried over. Raises CannotConvert.
    """
    sheets, typefaces = read_pdf(pdf)
    if not sheets:
        raise CannotConvert("the PDF has no page")
    making = _Making()
    making.add_fonts(typefaces)
    making.add_pages(sheets)
    making.add_attachments(attachments)
    making.finish(sheets[0])
    making.parts["OFD.xml"] = _entrance(title, author, created_on, sm3_hex(pdf)[:32])
    return packed(making.parts)


class _Making:
    """The parts of one document so far; every object in it has a number."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._numbers = count(1)
        self._fonts: dict[str, int] = {}
        self._pages: list[int] = []
        self._attached = False
        self._drawing = Drawing(self._numbers, self._fonts)

    def add_fonts(self, typefaces: Mapping[str, Typeface]) -> None:
        """One file for each, and the list of them."""
        listed = []
        for name, typeface in sorted(typefaces.items()):
            number = self._fonts[name] = next(self._numbers)
            file = f"font_{number}.ttf"
            self.parts[f"Doc_0/Res/{file}"] = made_font(typeface)
            family = family_of(name)
            listed.append(
                element(
                    "Font",
                    leaf("FontFile", file),
                    ID=number,
                    FontName=family,
                    FamilyName=bare_name(name),
                    Charset="unicode",
                )
            )
        resources = element("Res", element("Fonts", *listed), BaseLoc="Res")
        self.parts["Doc_0/PublicRes.xml"] = written(resources)

    def add_pages(self, sheets: Sequence[Sheet]) -> None:
        """One part for each, and the pictures on them."""
        for place, sheet in enumerate(sheets):
            page = element(
                "Page",
                element("Area", leaf("PhysicalBox", _box(sheet))),
                element("Content", self._drawing.layer(sheet)),
            )
            self.parts[f"Doc_0/Pages/Page_{place}/Content.xml"] = written(page)
            self._pages.append(next(self._numbers))
        for number, png in self._drawing.pictures.items():
            self.parts[f"Doc_0/Res/image_{number}.png"] = png
        if media := self._drawing.media():
            self.parts["Doc_0/DocumentRes.xml"] = written(element("Res", element("MultiMedias", *media), BaseLoc="Res"))

    def add_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Under names of our own: those given may hold anything."""
        listed = []
        for name, data in attachments:
            number, ending = next(self._numbers), _ENDING.search(name)
            kind = ending[1].lower() if ending else "bin"
            file = f"attachment_{number}.{kind}"
            self.parts[f"Doc_0/Attachs/{file}"] = data
            place = leaf("FileLoc", file)
            listed.append(
                element("Attachment", place, ID=number, Name=_clean(name), Format=kind.upper(), Visible="false")
            )
        if listed:
            self._attached = True
            self.parts["Doc_0/Attachs/Attachments.xml"] = written(element("Attachments", *listed))

    def finish(self, first: Sheet) -> None:
        """The description that holds all together; its pages have the size of the `first` unless they say otherwise."""
        has_pictures = "Doc_0/DocumentRes.xml" in self.parts
        pages = [
            element("Page", ID=number, BaseLoc=f"Pages/Page_{place}/Content.xml")
            for place, number in enumerate(self._pages)
        ]
        common = element(
            "CommonData",
            leaf("MaxUnitID", str(next(self._numbers) + _ROOM_FOR_STAMPS)),
            element("PageArea", leaf("PhysicalBox", _box(first))),
            leaf("PublicRes", "PublicRes.xml"),
            leaf("DocumentRes", "DocumentRes.xml") if has_pictures else None,
        )
        attachments = leaf("Attachments", "Attachs/Attachments.xml") if self._attached else None
        self.parts["Doc_0/Document.xml"] = written(element("Document", common, element("Pages", *pages), attachments))


def _box(sheet: Sheet) -> str:
    return f"0 0 {sheet.width:.3f} {sheet.height:.3f}"


def _entrance(title: str, author: str, created_on: date | None, identifier: str) -> bytes:
    about = element(
        "DocInfo",
        leaf("DocID", identifier),
        leaf("Title", _clean(title)),
        leaf("Author", _clean(author)) if author else None,
        leaf("CreationDate", created_on.isoformat()) if created_on else None,
        leaf("Creator", _CREATOR),
    )
    body = element("DocBody", about, leaf("DocRoot", "Doc_0/Document.xml"))
    return written(element("OFD", body, Version="1.1", DocType="OFD"))


def _clean(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(character for character in text if character.isprintable())

"""What is written says what the PDF says, looks as it looks, and is always the same."""

from datetime import date
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from mingtang.lib.ofd import Attachment, CannotConvert, read_package, write_ofd
from mingtang.lib.ofd.document import Document
from mingtang.lib.ofd.markup import found, read, text_at
from mingtang.lib.ofd.pdf import read_pdf
from mingtang.lib.ofd.rare import RareCharacters
from mingtang.lib.ofd.tests.setting import set_source

ODD = """
#set page(width: 100mm, height: 80mm, margin: 10mm)
#set text(size: 12pt)
A#h(1em)B #text(fill: rgb("#c00000"))[red] #scale(x: 50%)[narrow]
#rotate(30deg)[turned] #rect(width: 20mm, height: 5mm, fill: rgb(0, 0, 255, 50%), stroke: (dash: "dashed"))
#image(bytes(PNG), width: 30mm, height: 20mm)
"""


@pytest.fixture(scope="module")
def odd():
    """Objects of a page on which everything comes that letters may hold."""
    buffer = BytesIO()
    Image.new("RGB", (3, 2), "red").save(buffer, "PNG")
    source = ODD.replace("PNG", f"({', '.join(map(str, buffer.getvalue()))})")
    parts = read_package(write_ofd(set_source(source), title="odd"))
    (layer,) = found(read(parts["Doc_0/Pages/Page_0/Content.xml"], "Page"), "Content/Layer")
    return list(layer)


def objects(odd, name):
    return [each for each in odd if each.tag.endswith(name)]


def texts(ofd: bytes) -> str:
    parts = read_package(ofd)
    pages = [read(parts[name], "Page") for name in sorted(parts) if name.endswith("Content.xml")]
    return "".join(text_at(each, "TextCode") for page in pages for each in found(page, "Content/Layer/TextObject"))


def test_all_text_of_the_letter_is_text_of_the_document(letter, document):
    expected = "".join(page.extract_text() for page in PdfReader(BytesIO(letter)).pages)
    assert sorted(texts(document).replace(" ", "")) == sorted("".join(expected.split()))
    assert "老旧小区加装电梯审批提速" in texts(document)


def test_every_character_has_its_outline_in_a_font_of_the_document(letter, document):
    parts, (_, typefaces) = read_package(document), read_pdf(letter)
    resources = found(read(parts["Doc_0/PublicRes.xml"], "Res"), "Fonts/Font")
    fonts = [TTFont(BytesIO(parts[f"Doc_0/Res/{text_at(each, 'FontFile')}"])) for each in resources]
    for font, (_, typeface) in zip(fonts, sorted(typefaces.items()), strict=True):
        known = font.getBestCmap()
        assert set(map(chr, known)) == set(typeface.glyphs)
        for character, glyph in typeface.glyphs.items():
            outline = font["glyf"][known[ord(character)]]
            on_curve = [each for each in glyph.segments if each.kind != "B"]
            assert font["hmtx"][known[ord(character)]][0] == round(glyph.advance)
            assert not on_curve or outline.yMax >= max(each.y for each in on_curve) - 2
            assert not on_curve or outline.yMin <= min(each.y for each in on_curve) + 2


def extent(glyph):
    xs, ys = [each.x for each in glyph.segments], [each.y for each in glyph.segments]
    return [min(xs), max(xs), min(ys), max(ys), glyph.advance] if xs else [glyph.advance]


def test_rare_characters_are_found_in_the_fonts_themselves_as_pdfium_finds_all_others(letter):
    rare, (_, typefaces) = RareCharacters(letter), read_pdf(letter)
    for name, typeface in typefaces.items():
        for character, glyph in list(typeface.glyphs.items())[:20]:
            assert extent(rare.glyph(name, character)) == pytest.approx(extent(glyph), abs=20)
        assert rare.glyph(name, "\U0002cb4e") is None


def test_a_name_with_a_rare_character_stays_text():
    pdf = set_source("许\U0002cb4e")
    assert texts(write_ofd(pdf, title="")) == "许\U0002cb4e"


def test_pages_have_the_size_and_order_of_the_pdf(letter, document):
    parts = read_package(document)
    assert len(Document(parts).page_numbers) == len(PdfReader(BytesIO(letter)).pages) == 2
    page = read(parts["Doc_0/Pages/Page_1/Content.xml"], "Page")
    assert text_at(page, "Area/PhysicalBox") == "0 0 210.000 297.000"


def test_title_author_date_and_attachments_are_in_it(letter, document):
    parts = read_package(document)
    assert text_at(Document(parts).entrance, "DocBody/DocInfo/Title") == "关于<交办>督查事项&的通知"
    (listed,) = found(read(parts["Doc_0/Attachs/Attachments.xml"], "Attachments"), "Attachment")
    assert (listed.get("Name"), listed.get("Format")) == ("办文数据.json", "JSON")
    assert parts[f"Doc_0/Attachs/{text_at(listed, 'FileLoc')}"] == b'{"number": 12}'
    hostile = Attachment("../../a\0.tar/../x", b".")
    other = read_package(write_ofd(letter, title="\0甲", attachments=[hostile], created_on=date(2026, 3, 9)))
    assert b"<ofd:CreationDate>2026-03-09<" in other["OFD.xml"]
    assert next(name for name in other if name.endswith(".bin")).startswith("Doc_0/Attachs/attachment_")


def test_the_same_letter_makes_the_same_bytes(letter):
    assert write_ofd(letter, title="甲") == write_ofd(letter, title="甲")


def test_colour_narrow_and_turned_text_stay_what_they_are(odd):
    by_text = {text_at(each, "TextCode"): each for each in objects(odd, "TextObject")}
    assert found(by_text["red"], "FillColor")[0].get("Value") == "192 0 0"
    assert by_text["narrow"].get("HScale") == "0.5"
    matrix = [float(part) for part in by_text["t"].get("CTM").split()]
    assert matrix[:4] == pytest.approx([0.866, 0.5, -0.5, 0.866], abs=0.001)
    offsets = found(by_text["red"], "TextCode")[0].get("DeltaX").split()
    assert len(offsets) == 2
    assert all(1 < float(offset) < 4 for offset in offsets)


def test_outlines_and_pictures_lie_where_they_lay(odd):
    box = objects(odd, "PathObject")[0]
    assert (box.get("Fill"), box.get("Stroke"), bool(box.get("DashPattern"))) == ("true", "true", True)
    assert found(box, "FillColor")[0].get("Alpha") in {"127", "128"}
    assert text_at(box, "AbbreviatedData").startswith("M ")
    (picture,) = objects(odd, "ImageObject")
    left, _, width, height = map(float, picture.get("Boundary").split())
    assert (left, width, height) == pytest.approx((10, 30, 20), abs=0.01)


def test_what_is_no_pdf_is_refused():
    for wrong in (b"", b"%PDF-1.7\n", b"PK\x03\x04"):
        with pytest.raises(CannotConvert):
            write_ofd(wrong, title="")

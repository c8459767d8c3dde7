"""What was masked is gone: samples in which it hides in text, metadata, notes, fields, attachments, layers and revisions."""

from io import BytesIO

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from mingtang.lib.pdf.redaction import (
    CannotRedact,
    Marks,
    Redacted,
    Region,
    inspected_apart,
    leaks_apart,
    redact_apart,
)
from mingtang.lib.pdf.redaction.apart import unframed
from mingtang.lib.pdf.redaction.checking import leaks
from mingtang.lib.pdf.redaction.inspecting import inspected
from mingtang.lib.pdf.redaction.making import redact
from mingtang.lib.pdf.redaction.marks import folded

NUMBER, PHONE = "990102199001010011", "19900000099"
MARKS = Marks((NUMBER, PHONE))


def page(body: str, title: str = "") -> bytes:
    """A file of one or more pages from a little typst."""
    source = f'#set document(title: "{title}")\n#set page(width: 15cm, height: 10cm)\n{body}'
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def text_of(pdf: bytes) -> str:
    return "".join(each.extract_text() for each in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture(scope="module")
def letter() -> bytes:
    body = f"""A word before {NUMBER}, tel. {PHONE}. Again 9901 0219 9001 0100 11.
    #place(dy: 1cm, text(fill: white)[white {NUMBER}]) #place(dx: -40cm)[outside {NUMBER}]
    #pagebreak() 990102 #pagebreak() 199001010011 #rotate(90deg)[turned {PHONE}] last word"""
    return page(body, f"about {NUMBER}")


@pytest.fixture(scope="module")
def redacted(letter: bytes) -> Redacted:
    return redact(letter, MARKS, fonts=())


def test_masked_text_is_gone_wherever_it_stood(letter: bytes, redacted: Redacted) -> None:
    assert leaks(letter, MARKS.strings) == [NUMBER, PHONE]
    assert leaks(redacted.pdf, MARKS.strings) == []
    said = folded(text_of(redacted.pdf))
    assert NUMBER not in said
    assert PHONE not in said
    assert (redacted.pages, redacted.places >= 6) == (3, True)


def test_what_was_not_masked_can_still_be_read_and_searched(redacted: Redacted) -> None:
    said = folded(text_of(redacted.pdf))
    for words in ("A word before", "Again", "last"):
        assert folded(words) in said, words


def test_masked_places_are_black_and_others_are_not(letter: bytes) -> None:
    import pypdfium2

    made = redact(letter, Marks((), (Region(1, 0.5, 0.5, 0.25, 0.25),)), fonts=())
    picture = pypdfium2.PdfDocument(made.pdf)[0].render(scale=1).to_pil().convert("L")
    wide, high = picture.size
    assert picture.getpixel((round(0.6 * wide), round(0.6 * high))) == 0
    assert picture.getpixel((round(0.9 * wide), round(0.9 * high))) == 255


def test_a_region_takes_its_text_with_it(letter: bytes) -> None:
    made = redact(letter, Marks((), (Region(1, 0, 0, 1, 1),)), fonts=())
    assert "word" not in PdfReader(BytesIO(made.pdf)).pages[0].extract_text()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages_are_masked_where_they_show_it(turned: int) -> None:
    import pypdfium2

    writer = PdfWriter(clone_from=BytesIO(page(f"secret {NUMBER}")))
    writer.pages[0].rotate(turned)
    made = redact(written(writer), Marks((NUMBER,)), fonts=())
    assert leaks(made.pdf, [NUMBER]) == []
    picture = pypdfium2.PdfDocument(made.pdf)[0].render(scale=1).to_pil().convert("L")
    dark = sum(picture.histogram()[:40])
    assert dark > 600  # the box over eighteen digits, not the seven letters beside it


def written(writer: PdfWriter) -> bytes:
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def with_note(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text=NUMBER, rect=(50, 50, 200, 80)))


def with_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("list.txt", NUMBER.encode())


def with_script(writer: PdfWriter) -> None:
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(f"app.alert('{NUMBER}')"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def with_layer(writer: PdfWriter) -> None:
    layer = DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(NUMBER)})
    layers = DictionaryObject({NameObject("/OCGs"): ArrayObject([writer._add_object(layer)])})
    writer.root_object[NameObject("/OCProperties")] = layers


def with_field(writer: PdfWriter) -> None:
    field = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject(NUMBER)})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = form


def with_metadata(writer: PdfWriter) -> None:
    writer.add_metadata({"/Subject": NUMBER})


def with_orphan(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Private")] = ByteStringObject(NUMBER.encode("utf-16-be"))


HIDING = (with_note, with_attachment, with_script, with_layer, with_field, with_metadata, with_orphan)


@pytest.mark.parametrize("hide", HIDING, ids=lambda each: each.__name__)
def test_nothing_of_the_old_file_is_carried_over_and_a_file_that_hides_it_is_refused(hide: object) -> None:
    writer = PdfWriter(clone_from=BytesIO(page("plain PLAINWORD")))
    hide(writer)  # type: ignore[operator]
    hiding = written(writer)
    assert leaks(hiding, [NUMBER]), "the check must see it"
    made = redact(hiding, Marks(("PLAINWORD",)), fonts=())
    assert leaks(made.pdf, [NUMBER, "PLAINWORD"]) == []


UNSEEN = ("BLACKED", "PICTURED", "WHITENED", "MODELESS", "LAYERED", "OUTSIDE")
"""Words that nobody marked, because nobody sees them: whoever covered them thought that they were gone."""
DRAWN = b"""BT /F 20 Tf 50 350 Td (SHOWN) Tj ET /Form Do
BT /F 20 Tf 50 300 Td (BLACKED) Tj ET 40 290 200 40 re f
BT /F 20 Tf 50 240 Td (PICTURED) Tj ET q 200 0 0 40 40 230 cm /Picture Do Q
1 g BT /F 20 Tf 50 190 Td (WHITENED) Tj ET 0 g
BT 3 Tr /F 20 Tf 50 140 Td (MODELESS) Tj 0 Tr ET
/OC /Layer BDC BT /F 20 Tf 50 90 Td (LAYERED) Tj ET EMC
BT /F 20 Tf -400 40 Td (OUTSIDE) Tj ET"""


def covering() -> bytes:
    """A page on which six words are hidden, each in another way, and two are seen."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(400, 400)

    def named(**entries: object) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})

    def stream(data: bytes, **entries: object) -> object:
        made = DecodedStreamObject()
        made.set_data(data)
        made.update(named(**entries))
        return writer._add_object(made)

    fonts = named(F=named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica")))
    box = ArrayObject(map(NumberObject, (0, 0, 400, 400)))
    form = stream(
        b"BT /F 20 Tf 200 350 Td (INFORM) Tj ET", Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box,
        Resources=named(Font=fonts),
    )  # fmt: skip
    picture = stream(
        b"\x40", Type=NameObject("/XObject"), Subtype=NameObject("/Image"), Width=NumberObject(1), Height=NumberObject(1),
        BitsPerComponent=NumberObject(8), ColorSpace=NameObject("/DeviceGray"),
    )  # fmt: skip
    layer = writer._add_object(named(Type=NameObject("/OCG"), Name=TextStringObject("x")))
    off = named(OFF=ArrayObject([layer]), Order=ArrayObject([layer]))
    writer.root_object[NameObject("/OCProperties")] = named(OCGs=ArrayObject([layer]), D=off)
    sheet[NameObject("/Resources")] = named(
        Font=fonts, XObject=named(Form=form, Picture=picture), Properties=named(Layer=layer)
    )
    sheet[NameObject("/Contents")] = stream(DRAWN)
    return written(writer)


def test_what_nobody_sees_does_not_come_along_in_the_text_that_is_left() -> None:
    hiding = covering()
    made = redact(hiding, Marks(flat=True), fonts=())
    assert leaks(hiding, UNSEEN)[: len(UNSEEN)] == list(UNSEEN)
    assert inspected(hiding).hidden == ("图层", f"{sum(map(len, UNSEEN))} 个被遮住或者看不见的字")
    assert leaks(made.pdf, UNSEEN) == []
    said = text_of(made.pdf)
    assert "SHOWN" in said
    assert "INFORM" in said
    assert made.unseen == sum(map(len, UNSEEN))


def test_an_earlier_revision_is_seen() -> None:
    first = page(f"x {NUMBER}")
    writer = PdfWriter(BytesIO(first), incremental=True)
    writer.add_metadata({"/Subject": "later"})
    assert "文件里有以前的版本" in leaks(written(writer), ["nothing"])


def test_what_cannot_be_found_is_said(letter: bytes) -> None:
    with pytest.raises(CannotRedact, match="没有找到：Zhang"):
        redact(letter, Marks((NUMBER, "Zhang")), fonts=())
    with pytest.raises(CannotRedact, match="没有标出"):
        redact(letter, Marks(), fonts=())
    for region in (Region(9, 0, 0, 1, 1), Region(1, -1, 0, 1, 1), Region(1, 0, 0, 0, 1)):
        with pytest.raises(CannotRedact, match="不在页面"):
            redact(letter, Marks((), (region,)), fonts=())


def locked() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(page("x")))
    writer.encrypt("secret")
    return written(writer)


def endless() -> bytes:
    writer = PdfWriter()
    for _ in range(80):
        writer.add_blank_page(100, 100)
    return written(writer)


def vast() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(10**7, 10**7)
    return written(writer)


def circular() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer._pages.get_object()[NameObject("/Kids")] = ArrayObject([writer._pages])  # type: ignore[union-attr]
    return written(writer)


@pytest.mark.slow
@pytest.mark.parametrize("make", [locked, endless, vast, circular, lambda: b"%PDF-1.7\n" + b"[" * 5000, lambda: b"x"])
def test_hostile_files_are_refused_in_words(make: object) -> None:
    region = Marks((), (Region(1, 0, 0, 1, 1),))
    with pytest.raises(CannotRedact):
        redact_apart(make(), region, seconds=20)  # type: ignore[operator]


@pytest.mark.slow
def test_the_process_apart_says_the_same(letter: bytes) -> None:
    made = redact_apart(letter, MARKS)
    assert leaks_apart(made.pdf, MARKS.strings) == []
    assert leaks_apart(letter, [PHONE]) == [PHONE]
    assert {NUMBER, PHONE} <= set(inspected_apart(letter).personal)
    with pytest.raises(CannotRedact, match="没有找到"):
        redact_apart(letter, Marks(("Zhang",)))
    with pytest.raises(CannotRedact, match="限定的时间"):
        redact_apart(letter, MARKS, seconds=0)


def test_half_a_frame_is_no_answer() -> None:
    with pytest.raises(ValueError, match="nothing"):
        unframed(b"")

"""What is done to signed files afterwards, and files made to do harm."""

import zlib
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.tests.hierarchy import NOW, hierarchy
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf import UnreadablePdf, complete_pdf, verify_pdf, verify_pdf_apart
from mingtang.lib.pdf.reading import MOST_BYTES
from mingtang.lib.pdf.tests.files import known, letter, signed, stamp


@pytest.fixture
def h():
    return hierarchy(KeyKind.ECDSA_P256)


def changed(pdf, change):
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page(writer, number=0):
    return writer.find_page_for_modification(number)[0]


def add_page(writer):
    content = writer.add_object(StreamObject(stream_data=b"q Q"))
    pages = writer.root["/Pages"]
    added = {"/Type": pdf_name("/Page"), "/Parent": writer.root.raw_get("/Pages"), "/Contents": content}
    pages["/Kids"].append(writer.add_object(DictionaryObject({pdf_name(k): v for k, v in added.items()})))
    pages["/Count"] = NumberObject(3)
    writer.update_container(pages)


def add_note(writer):
    note = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/FreeText"), "/Contents": TextStringObject("同意")}
    note["/Rect"] = ArrayObject([NumberObject(each) for each in (10, 10, 200, 200)])
    added = writer.add_object(DictionaryObject({pdf_name(k): v for k, v in note.items()}))
    page(writer).get_object()[pdf_name("/Annots")] = ArrayObject([added])
    writer.mark_update(page(writer))


def replace_text(writer):
    shown = page(writer).get_object()
    shown[pdf_name("/Contents")] = writer.add_object(StreamObject(stream_data=b"q Q"))
    writer.mark_update(page(writer))


def run_script(writer):
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): TextStringObject("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = DictionaryObject(script)
    writer.update_root()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (add_page, "页数由 2 页变成 3 页"),
        (add_note, "第 1 页加了或者改了批注"),
        (replace_text, "第 1 页的内容变了"),
        (run_script, "改动了正文以外的结构"),
    ],
)
def test_what_was_changed_after_signing_is_named(h, change, named):
    (verdict,) = verify_pdf(changed(signed(h), change), known(h), now=NOW)
    assert verdict.outcome == "invalid"
    assert verdict.step("content").passed
    assert verdict.step("changes").says == f"签名之后文件被改动过：{named}"


def test_a_range_that_leaves_out_more_than_the_signature_is_refused(h):
    pdf = signed(h)
    begin = pdf.index(b"/ByteRange [") + len(b"/ByteRange [")
    end = pdf.index(b"]", begin)
    start, first, second, length = map(int, pdf[begin:end].split())
    for forged in (
        (start, first - 9, second, length),
        (start, first, second + 9, length - 9),
        (9, first, second, length),
    ):
        text = b" ".join(b"%d" % each for each in forged).ljust(end - begin)
        (verdict,) = verify_pdf(pdf[:begin] + text + pdf[end:], known(h), now=NOW)
        assert (verdict.outcome, verdict.steps[0].code, verdict.steps[0].passed) == ("invalid", "structure", False)


def made(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + tail


def with_table(widths: bytes, entries: int, data: bytes) -> bytes:
    """A file whose table of objects is a stream."""
    packed, begin = zlib.compress(data), b"%PDF-1.7\n"
    told = b"/W%b/Index[0 %d]/Size %d/Length %d" % (widths, entries, entries, len(packed))
    body = b"1 0 obj\n<</Type/XRef/Root 1 0 R/Filter/FlateDecode%b>>stream\n%b\nendstream\nendobj\n" % (told, packed)
    return begin + body + b"startxref\n%d\n%%%%EOF\n" % len(begin)


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>", b"<</Type/Pages/Count 0/Kids[]>>"
CIPHER = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O(" + b"a" * 32 + b")/U(" + b"a" * 32 + b")>>"
HOSTILE = {
    "empty": lambda: b"",
    "no file of this kind": lambda: b"PK\3\4" + bytes(2000),
    "cut in the middle": lambda: letter()[: len(letter()) // 2],
    "fields that contain each other": lambda: made(
        CATALOGUE, PAGES, b"<</T(a)/Kids[4 0 R]>>", b"<</T(b)/Kids[3 0 R]>>"
    ),
    "references in a circle": lambda: made(b"2 0 R", b"1 0 R"),
    "revisions in a circle": lambda: made(
        CATALOGUE, PAGES, b"<<>>", trailer=b"/Prev %d" % made(CATALOGUE, PAGES, b"<<>>").index(b"xref")
    ),
    "deep arrays": lambda: made(CATALOGUE, PAGES, b"[" * 50_000 + b"]" * 50_000),
    "deep dictionaries": lambda: made(b"<</Pages" * 20_000 + b" 1" + b">>" * 20_000),
    "endless table": lambda: made(CATALOGUE, PAGES).replace(b"xref\n0 3", b"xref\n0 999999999"),
    "table without bytes": lambda: with_table(b"[0 0 0]", 300_000_000, b""),
    "table that unfolds": lambda: with_table(b"[1 2 1]", 30_000_000, bytes(100_000_000)),
    "endless pages": lambda: made(CATALOGUE, b"<</Type/Pages/Count 99999999/Kids[2 0 R]>>", b"<<>>"),
    "encrypted": lambda: made(CATALOGUE, PAGES, b"<<>>", CIPHER, trailer=b"/Encrypt 4 0 R/ID[(a)(b)]"),
    "too large": lambda: b"%PDF-1.7\n" + bytes(MOST_BYTES),
}


@pytest.mark.parametrize("sample", HOSTILE)
def test_hostile_files_are_refused_soon(h, sample):
    with pytest.raises(UnreadablePdf) as refused:
        verify_pdf(HOSTILE[sample](), known(h), now=NOW)
    assert refused.value.says


def test_evidence_that_unfolds_or_is_none_is_left_out(h):
    bomb = zlib.compress(bytes(100_000_000))
    store = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(bomb), bomb)
    pdf = made(b"<</Pages 2 0 R/DSS<</Certs[3 0 R]/CRLs[3 0 R]/OCSPs[3 0 R]>>>>", PAGES, store)
    assert verify_pdf(pdf, Evidence([h.root.certificate]), now=NOW) == ()


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(b"/GM.PKCS7.Detached", "unknown"), (b"/ETSI.CAdES.detached", "invalid"), (b"/ETSI.RFC3161", "invalid")],
)
def test_signatures_that_are_none_or_unknown_are_told(h, kind, outcome):
    value = b"<</Type/Sig/SubFilter%b/ByteRange[0 1 2 3]/Contents<00>>>" % kind
    (verdict,) = verify_pdf(made(CATALOGUE, PAGES, b"<</FT/Sig/T(a)/V 4 0 R>>", value), known(h), now=NOW)
    assert (verdict.outcome, verdict.steps[0].code) == (outcome, "structure")


@pytest.mark.slow
def test_what_unfolds_to_millions_of_numbers_ends_in_the_process_of_its_own(h):
    fields = CATALOGUE.replace(b"[3 0 R]", b" 3 0 R")
    pdf = made(fields, PAGES, b"[" + b"1 " * 12_000_000 + b"]")
    with pytest.raises(UnreadablePdf, match="限定的时间"):
        verify_pdf_apart(pdf, known(h), now=NOW, seconds=3)


def test_a_later_timestamp_that_was_altered_proves_nothing_and_is_remarked(h):
    pdf = complete_pdf(signed(h, stamp=None), stamp=stamp(h)).content
    place = pdf.rindex(b"/Contents <") + 4000
    digit = b"1" if pdf[place : place + 1] != b"1" else b"2"
    (verdict,) = [each for each in verify_pdf(pdf[:place] + digit + pdf[place + 1 :], known(h), now=NOW) if each.signer]
    assert (verdict.outcome, verdict.time_is_proven, verdict.step("later_timestamp").weighs) == ("valid", False, False)


@pytest.mark.slow
def test_verdicts_come_back_from_the_process_of_their_own_as_they_were(h):
    pdf, evidence = signed(h, reason="批准"), known(h)
    assert verify_pdf_apart(pdf, evidence, now=NOW) == verify_pdf(pdf, evidence, now=NOW)
    with pytest.raises(UnreadablePdf, match="不是 PDF"):
        verify_pdf_apart(b"PK", evidence, now=NOW)

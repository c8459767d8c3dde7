"""What became of a file after it was signed, named in plain words."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.status import SignatureCoverageLevel

from mingtang.lib.pdf.finding import Found
from mingtang.lib.pdf.reading import pages_of
from mingtang.lib.verdicts import Step

_CODE = "changes"


def changes_step(found: Found, reader: PdfFileReader) -> Step:
    """The step `changes`: later signatures, timestamps and evidence are no harm, anything else is."""
    try:
        return _judged(found.embedded, reader)
    except Exception as broken:  # a hostile revision: what it does is not known, so it is not believed
        said = "签名之后文件又被追加了内容，无法确认追加了什么"
        return Step(_CODE, False, said, f"{type(broken).__name__}: {str(broken)[:200]}")


def _judged(embedded: Any, reader: PdfFileReader) -> Step:
    embedded.coverage = embedded.evaluate_signature_coverage()
    if embedded.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Step(_CODE, True, "签名覆盖整个文件，签名之后没有任何改动")
    changed = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if not isinstance(changed, DiffResult):
        return Step(_CODE, False, f"签名之后文件被改动过：{_named(embedded, reader)}", str(changed)[:500])
    if changed.modification_level <= ModificationLevel.LTA_UPDATES:
        return Step(_CODE, True, "签名之后只补充了时间戳或者验证资料，内容没有改动")
    filled = changed.changed_form_fields - {name for name, *_ in enumerate_sig_fields(reader)}
    if changed.modification_level == ModificationLevel.FORM_FILLING and not filled:
        return Step(_CODE, True, "签名之后又有别的签名或者时间戳，内容没有改动")
    return Step(_CODE, None, "签名之后填写过表单，所填内容不受这个签名保证", "、".join(sorted(filled))[:500])


def _named(embedded: Any, reader: PdfFileReader) -> str:
    then = list(map(_Page, pages_of(reader.get_historical_resolver(embedded.signed_revision).root)))  # type: ignore[no-untyped-call]
    now = list(map(_Page, pages_of(reader.root)))
    return "；".join(_differences(then, now)) or "改动了正文以外的结构"


def _differences(then: list["_Page"], now: list["_Page"]) -> Iterator[str]:
    if len(then) != len(now):
        yield f"页数由 {len(then)} 页变成 {len(now)} 页"
    pairs = list(zip(then, now, strict=False))
    if pages := [str(n) for n, (old, new) in enumerate(pairs, 1) if old.content != new.content]:
        yield f"第 {'、'.join(pages)} 页的内容变了"
    if pages := [str(n) for n, (old, new) in enumerate(pairs, 1) if old.notes != new.notes]:
        yield f"第 {'、'.join(pages)} 页加了或者改了批注"


class _Page:
    """What a page shows, and the notes on it which are no signatures."""

    def __init__(self, page: Any) -> None:
        self.content = _shown(page["/Contents"]) if "/Contents" in page else b""
        notes = [each.get_object() for each in page.get("/Annots", ())]
        self.notes = [repr(each) for each in notes if each.get("/FT", None) != "/Sig"]


def _shown(content: Any) -> bytes:
    parts = [each.get_object() for each in content] if isinstance(content, list) else [content]
    return b"\n".join(part.data for part in parts)

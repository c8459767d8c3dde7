"""Whether anything that was masked can be found again, by reading the file as strangers do."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.pdf.redaction.marks import CannotRedact, folded
from mingtang.lib.pdf.redaction.reading import characters, opened, places_of

HIDING_PLACES = {
    "/EmbeddedFiles": "附件",
    "/AF": "附件",
    "/AcroForm": "表单或者签名",
    "/XFA": "表单或者签名",
    "/Annots": "批注或者链接",
    "/OCProperties": "图层",
    "/JavaScript": "脚本",
    "/JS": "脚本",
    "/OpenAction": "打开时的动作",
    "/AA": "打开时的动作",
}
"""Where something may hide that is not seen on a page, and what it is called."""
_CODES = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "big5")
_NESTING = 60


def leaks(pdf: bytes, strings: Sequence[str]) -> list[str]:
    """What speaks against a release: strings that are found in text, metadata or any object, and places where something
    may hide; none when it may go out. Raises CannotRedact, UnreadablePdf for files that cannot be read whole.
    """
    text = characters(opened(pdf))
    found = [string for string in strings if places_of(string, text)]
    reader = open_pdf(pdf)
    values = _all_values(reader)
    found += [f"文件里有{each}" for each in _hiding(reader, values)]
    plain = [folded(each) for kind, each in values if kind == "text"]
    streams = [each for kind, each in values if kind == "bytes"]
    found += [string for string in strings if _stands_in(string, plain, streams) and string not in found]
    return found


def hiding_places(pdf: bytes) -> list[str]:
    """What is in a file beside its pages, by name. Raises CannotRedact, UnreadablePdf for files that cannot be read whole."""
    reader = open_pdf(pdf)
    return _hiding(reader, _all_values(reader))


def _hiding(reader: Any, values: Sequence[tuple[str, Any]]) -> list[str]:
    named = {HIDING_PLACES[each] for kind, each in values if kind == "key" and each in HIDING_PLACES}
    return [*(["以前的版本"] if reader.total_revisions > 1 else []), *sorted(named)]


def _all_values(reader: Any) -> list[tuple[str, Any]]:
    try:
        return list(_values(reader))
    except PdfReadError:
        raise CannotRedact("文件结构有错误，无法核对。") from None


def _stands_in(string: str, plain: Sequence[str], streams: Sequence[bytes]) -> bool:
    wanted = folded(string)
    if any(wanted in each for each in plain):
        return True
    patterns = [string.encode(code, "ignore") for code in _CODES] + [wanted.encode(code, "ignore") for code in _CODES]
    return any(pattern and pattern in each for pattern in patterns for each in streams)


def _values(reader: Any) -> Iterator[tuple[str, Any]]:
    """Keys, texts and unfolded streams of all objects of a file, those that nothing refers to as well."""
    yield from _inside(reader.trailer_view, 0)
    for revision in range(reader.total_revisions):
        for found in reader.xrefs.explicit_refs_in_revision(revision):
            yield from _inside(reader.get_object(found), 0)


def _inside(value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _NESTING:
        raise CannotRedact("文件结构过于复杂，无法核对。")
    if isinstance(value, generic.StreamObject):
        yield "bytes", value.data
    if isinstance(value, generic.DictionaryObject):
        for key in value:
            yield "key", str(key)
            yield from _inside(value.raw_get(key), depth + 1)
    elif isinstance(value, generic.ArrayObject):
        for index in range(len(value)):
            yield from _inside(value.raw_get(index), depth + 1)
    elif isinstance(value, generic.TextStringObject):
        yield "text", str(value)
    elif isinstance(value, generic.ByteStringObject):
        yield "bytes", bytes(value)
    elif isinstance(value, generic.NameObject):
        yield "text", re.sub(r"^/", "", str(value))

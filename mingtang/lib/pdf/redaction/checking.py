"""Whether anything that was masked can be found again, by reading the file as strangers do."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.pdf.redaction.marks import CannotRedact, folded
from mingtang.lib.pdf.redaction.reading import characters, opened, places_of
from mingtang.lib.personal_data import find_personal_data

FORBIDDEN = frozenset(
    {
        "/EmbeddedFiles",
        "/AF",
        "/AcroForm",
        "/Annots",
        "/OCProperties",
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/AA",
        "/XFA",
    }
)
"""Where something may hide that is not seen on a page: attachments, fields, notes, layers, scripts."""
_CODES = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "big5")
_NESTING = 60
MOST_SUGGESTIONS = 100


def leaks(pdf: bytes, strings: Sequence[str]) -> list[str]:
    """What speaks against a release: strings that are found in text, metadata or any object, and places where something
    may hide; none when it may go out. Raises CannotRedact, UnreadablePdf for files that cannot be read whole.
    """
    text = characters(opened(pdf))
    found = [string for string in strings if places_of(string, text)]
    reader = open_pdf(pdf)
    if reader.total_revisions > 1:
        found.append("文件里有以前的版本")
    try:
        values = list(_values(reader))
    except PdfReadError:
        raise CannotRedact("文件结构有错误，无法核对。") from None
    found += sorted({f"文件里有 {each[1:]}" for kind, each in values if kind == "key" and each in FORBIDDEN})
    plain = [folded(each) for kind, each in values if kind == "text"]
    streams = [each for kind, each in values if kind == "bytes"]
    found += [string for string in strings if _stands_in(string, plain, streams) and string not in found]
    return found


def suggestions(pdf: bytes) -> list[str]:
    """Personal data that the text of a file holds, each once, in the order of their places; at most so many."""
    text = "".join(each.text for each in characters(opened(pdf)))
    found = dict.fromkeys(" ".join(text[each.start : each.end].split()) for each in find_personal_data(text))
    return list(found)[:MOST_SUGGESTIONS]


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

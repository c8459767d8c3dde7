"""Reading DER strictly: definite and shortest lengths, shortest numbers, nothing left over.

A structure that could be written in two ways is refused, so that no two byte strings mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed

MOST_BYTES = 1 << 20  # of a structure read here: keys, signatures, encrypted keys
_ENCODINGS = {
    tags.UTF8_STRING: "utf-8",
    tags.PRINTABLE_STRING: "ascii",
    tags.IA5_STRING: "ascii",
    tags.TELETEX_STRING: "latin-1",  # as everybody reads it
    tags.BMP_STRING: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag (first byte), what it contains, and its whole encoding."""

    tag: int
    body: bytes
    whole: bytes


def one_value(der: bytes, tag: int | None = None, *, most: int = MOST_BYTES) -> Value:
    """The single value that `der` is. Raises Malformed if more follows, `tag` is another one, or it has over `most` bytes."""
    if len(der) > most:
        raise Malformed("the structure is too long")
    value, end = _value_at(der, 0)
    if end != len(der):
        raise Malformed("something follows the structure")
    if tag is not None and value.tag != tag:
        raise Malformed(f"a value has tag {value.tag:#04x} instead of {tag:#04x}")
    return value


def sequence_of(der: bytes, *counts: int) -> list[Value]:
    """The values inside the SEQUENCE that `der` is; how many there may be is said by `counts`. Raises Malformed."""
    inside = list(children(one_value(der, tags.SEQUENCE)))
    if counts and len(inside) not in counts:
        raise Malformed(f"a sequence has {len(inside)} values")
    return inside


def children(value: Value) -> Iterator[Value]:
    """The values inside a constructed value, or inside the body of any other. Raises Malformed."""
    at = 0
    while at < len(value.body):
        child, at = _value_at(value.body, at)
        yield child


def unsigned_of(value: Value) -> int:
    """The number of an INTEGER that is not negative. Raises Malformed, also for superfluous zero bytes."""
    body = _body(value, tags.INTEGER)
    if not body or body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
        raise Malformed("a number is negative or not in its shortest form")
    return int.from_bytes(body, "big")


def boolean_of(value: Value) -> bool:
    """The truth of a BOOLEAN. Raises Malformed."""
    body = _body(value, tags.BOOLEAN)
    if body not in (b"\0", b"\xff"):
        raise Malformed("a truth value is neither true nor false")
    return body == b"\xff"


def named_bits_of(value: Value) -> frozenset[int]:
    """The numbers of the bits that are set in a BIT STRING of named bits. Raises Malformed, also beyond 16 bits."""
    body = _body(value, tags.BIT_STRING)
    if not 1 <= len(body) <= 3 or body[0] > 7:
        raise Malformed("a bit string of names is too long")
    return frozenset(8 * place + bit for place, byte in enumerate(body[1:]) for bit in range(8) if byte & 0x80 >> bit)


def text_of(value: Value) -> str:
    """The text of a character string of any kind that names are written in. Raises Malformed."""
    if value.tag not in _ENCODINGS:
        raise Malformed(f"a value has tag {value.tag:#04x} instead of that of a text")
    try:
        return value.body.decode(_ENCODINGS[value.tag])
    except UnicodeDecodeError:
        raise Malformed("a text is not in its encoding") from None


def octets_of(value: Value) -> bytes:
    """The bytes of an OCTET STRING. Raises Malformed."""
    return _body(value, tags.OCTET_STRING)


def bits_of(value: Value) -> bytes:
    """The bytes of a BIT STRING of whole bytes. Raises Malformed."""
    body = _body(value, tags.BIT_STRING)
    if not body or body[0]:
        raise Malformed("a bit string is not one of whole bytes")
    return body[1:]


def object_identifier_of(value: Value) -> str:
    """The dotted form of an OBJECT IDENTIFIER. Raises Malformed."""
    body = _body(value, tags.OBJECT_IDENTIFIER)
    if not body or len(body) > 64 or body[-1] & 0x80:
        raise Malformed("an object identifier is not complete")
    first, *rest = _arcs(body)
    top = min(first // 40, 2)
    return ".".join(map(str, (top, first - 40 * top, *rest)))


def _arcs(body: bytes) -> Iterator[int]:
    arc, begins = 0, True
    for byte in body:
        if begins and byte == 0x80:
            raise Malformed("an object identifier is not in its shortest form")
        arc, begins = arc << 7 | byte & 0x7F, not byte & 0x80
        if begins:
            yield arc
            arc = 0


def _body(value: Value, tag: int) -> bytes:
    if value.tag != tag:
        raise Malformed(f"a value has tag {value.tag:#04x} instead of {tag:#04x}")
    return value.body


def _value_at(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at `at`, and where it ends."""
    if at + 2 > len(data) or data[at] & 0x1F == 0x1F:
        raise Malformed("a value is cut short, or has a long tag")
    begin, size = _length_at(data, at + 1)
    end = begin + size
    if end > len(data):
        raise Malformed("a value is cut short")
    return Value(data[at], data[begin:end], data[at:end]), end


def _length_at(data: bytes, at: int) -> tuple[int, int]:
    """Where the body begins, and its size."""
    if data[at] < 0x80:
        return at + 1, data[at]
    count = data[at] & 0x7F
    digits = data[at + 1 : at + 1 + count]
    size = int.from_bytes(digits, "big")
    if not 1 <= count <= 4 or len(digits) < count or digits[0] == 0 or size < 0x80:
        raise Malformed("a length is indefinite, or not in its shortest form")
    return at + 1 + count, size

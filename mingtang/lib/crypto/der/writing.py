"""Writing DER: each function returns the bytes of one whole value."""

import re
from functools import lru_cache

from mingtang.lib.crypto.der import tags

_PRINTABLE = re.compile(r"[A-Za-z0-9 '()+,./:=?-]*")


def tlv(tag: int, *parts: bytes) -> bytes:
    """One value: tag (a whole first byte, such as 0x30), length in its shortest form, `parts` one after another."""
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def sequence(*values: bytes) -> bytes:
    """SEQUENCE, or SEQUENCE OF, of whole values in the order given."""
    return tlv(tags.SEQUENCE, *values)


def set_of(*values: bytes) -> bytes:
    """SET OF, sorted as DER asks (X.690 11.6)."""
    return tlv(tags.SET, *sorted(values))


def integer(value: int) -> bytes:
    """INTEGER in the fewest bytes of two's complement."""
    return tlv(tags.INTEGER, _in_fewest_bytes(value))


def enumerated(value: int) -> bytes:
    """ENUMERATED, such as a reason of revocation."""
    return tlv(tags.ENUMERATED, _in_fewest_bytes(value))


def _in_fewest_bytes(value: int) -> bytes:
    magnitude = value if value >= 0 else ~value
    return value.to_bytes(magnitude.bit_length() // 8 + 1, "big", signed=True)


@lru_cache(maxsize=512)
def oid(dotted: str) -> bytes:
    """OBJECT IDENTIFIER of its dotted form. Raises ValueError if that has fewer than two arcs, or impossible ones."""
    arcs = [int(arc) for arc in dotted.split(".")]
    if len(arcs) < 2 or min(arcs) < 0 or arcs[0] > 2 or (arcs[0] < 2 and arcs[1] > 39):
        raise ValueError(f"{dotted} is no object identifier")
    return tlv(tags.OBJECT_IDENTIFIER, _base128(40 * arcs[0] + arcs[1]), *map(_base128, arcs[2:]))


def _base128(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(0x80 | arc & 0x7F)
    return bytes(reversed(digits))


def boolean(value: bool) -> bytes:
    """BOOLEAN; true is 0xFF."""
    return tlv(tags.BOOLEAN, b"\xff" if value else b"\0")


def octet_string(data: bytes) -> bytes:
    """OCTET STRING."""
    return tlv(tags.OCTET_STRING, data)


def bit_string(data: bytes, unused: int = 0) -> bytes:
    """BIT STRING whose last `unused` bits (0 to 7) do not count; they must be zero."""
    if not 0 <= unused <= 7 or (unused and (not data or data[-1] & ((1 << unused) - 1))):
        raise ValueError("unused bits of a bit string are zero, and at most seven")
    return tlv(tags.BIT_STRING, bytes((unused,)), data)


def utf8(text: str) -> bytes:
    """UTF8String."""
    return tlv(tags.UTF8_STRING, text.encode("utf-8"))


def printable(text: str) -> bytes:
    """PrintableString, such as the code of a country. Raises ValueError for other characters than X.680 41.4 allows."""
    if not _PRINTABLE.fullmatch(text):
        raise ValueError("a character is not in PrintableString")
    return tlv(tags.PRINTABLE_STRING, text.encode("ascii"))


def ia5(text: str) -> bytes:
    """IA5String, such as an address. Raises ValueError (UnicodeEncodeError) for characters beyond ASCII."""
    return tlv(tags.IA5_STRING, text.encode("ascii"))


def context(number: int, *parts: bytes, constructed: bool = False) -> bytes:
    """`[number] IMPLICIT` around the body of a value; `constructed` if that value is a SEQUENCE or SET."""
    return tlv(tags.CONTEXT | (tags.CONSTRUCTED if constructed else 0) | number, *parts)


def explicit(number: int, *values: bytes) -> bytes:
    """`[number] EXPLICIT` around whole values."""
    return context(number, *values, constructed=True)


NULL = tlv(tags.NULL)

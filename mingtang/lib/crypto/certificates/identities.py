"""Who a subject is, in the domestic extensions of certificates (GM/T 0015-2012 5.2.3).

Written as PrintableString or UTF8String. Products differ in what stands inside, so reading is tolerant: any text, also
wrapped in one more OCTET STRING or in a tagged choice.
"""

from enum import StrEnum
from typing import NamedTuple

from mingtang.lib.crypto import der
from mingtang.lib.crypto.certificates.extensions import extension
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import IssueRefused, Malformed

_LONGEST = 128
_CHOICE = 0x80
_DEPTH = 3


class IdentityKind(StrEnum):
    """Which number it is; values are the identifiers of the extensions."""

    PERSON = "1.2.156.10260.4.1.1"
    SOCIAL_INSURANCE = "1.2.156.10260.4.1.2"
    BUSINESS_REGISTRATION = "1.2.156.10260.4.1.3"
    ORGANIZATION_CODE = "1.2.156.10260.4.1.4"
    TAX_NUMBER = "1.2.156.10260.4.1.5"


class Identity(NamedTuple):
    """A number, or what stands for it: authorities may certify a digest of it instead."""

    kind: IdentityKind
    value: str

    def encoded(self) -> bytes:
        """Extension, DER. Raises IssueRefused for an empty or long text."""
        if not 0 < len(self.value) <= _LONGEST or not self.value.isprintable():
            raise IssueRefused(f"an identity has 1 to {_LONGEST} visible characters")
        return extension(self.kind, _text(self.value))


def _text(value: str) -> bytes:
    try:
        return der.printable(value)
    except ValueError:
        return der.utf8(value)


def read_identity(kind: IdentityKind, inside: bytes) -> Identity:
    """The identity inside an extension. Raises Malformed if no text can be found in it."""
    value = der.one_value(inside)
    for _ in range(_DEPTH):
        if value.tag == tags.OCTET_STRING:
            value = der.one_value(value.body)
        elif value.tag & _CHOICE:
            return Identity(kind, _untagged(value))
        else:
            return Identity(kind, der.text_of(value))
    raise Malformed("an identity is wrapped too often")


def _untagged(value: der.Value) -> str:
    """The text in `[n] IMPLICIT` or `[n] EXPLICIT`, as products write GM/T 0015's choices."""
    if value.tag & 0x20:
        return der.text_of(der.one_value(value.body))
    try:
        return value.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("an identity is no text") from None

"""Distinguished names of subjects and issuers, and the alternative names of servers and devices.

Written as UTF8String, countries as PrintableString (RFC 5280 4.1.2.4, GM/T 0015 5.2.3.5); read in every encoding.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Literal, NamedTuple

from mingtang.lib.crypto import der
from mingtang.lib.crypto.faults import IssueRefused, Malformed

_MOST_PARTS = 32


class _Attribute(NamedTuple):
    oid: str
    short: str
    longest: int  # characters, RFC 5280 appendix A.1


ATTRIBUTES = {
    "country": _Attribute("2.5.4.6", "C", 2),
    "province": _Attribute("2.5.4.8", "ST", 128),
    "city": _Attribute("2.5.4.7", "L", 128),
    "organization": _Attribute("2.5.4.10", "O", 64),
    "unit": _Attribute("2.5.4.11", "OU", 64),
    "common_name": _Attribute("2.5.4.3", "CN", 64),
    "serial_number": _Attribute("2.5.4.5", "serialNumber", 64),
}
_KEYWORDS = {attribute.oid: keyword for keyword, attribute in ATTRIBUTES.items()}
_PRINTABLE = {"country", "serial_number"}


@dataclass(frozen=True)
class Name:
    """A distinguished name: its parts as (dotted identifier, text), from general to special, and its encoding.

    Names are compared by their encoding, as authorities write theirs in one way only.
    """

    parts: tuple[tuple[str, str], ...]
    encoded: bytes

    @classmethod
    def of(cls, **texts: str) -> "Name":
        """The name of these texts, in this order; keywords as in `ATTRIBUTES`, empty ones are left out.

        Raises IssueRefused for texts that are too long or hold control characters, and for a name without parts.
        """
        parts = [(keyword, text) for keyword, text in texts.items() if text]
        if not parts:
            raise IssueRefused("a name has at least one part")
        encoded = der.sequence(*(der.set_of(_written(keyword, text)) for keyword, text in parts))
        return cls(tuple((ATTRIBUTES[keyword].oid, text) for keyword, text in parts), encoded)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Texts by the keywords of `ATTRIBUTES`; the last counts where a part is repeated, unknown parts are left out."""
        return {_KEYWORDS[oid]: text for oid, text in self.parts if oid in _KEYWORDS}

    def __str__(self) -> str:
        return ", ".join(f"{_short(oid)}={text}" for oid, text in self.parts)


def _written(keyword: str, text: str) -> bytes:
    attribute = ATTRIBUTES[keyword]
    if len(text) > attribute.longest or not text.isprintable() or text != text.strip():
        raise IssueRefused(f"{keyword} of a name has up to {attribute.longest} characters, all of them visible")
    try:
        value = der.printable(text) if keyword in _PRINTABLE else der.utf8(text)
    except ValueError:
        raise IssueRefused(f"{keyword} of a name has other characters than it may") from None
    return der.sequence(der.oid(attribute.oid), value)


def _short(oid: str) -> str:
    return ATTRIBUTES[_KEYWORDS[oid]].short if oid in _KEYWORDS else oid


def read_name(value: der.Value) -> Name:
    """The name that `value` is. Raises Malformed, also for more than 32 parts."""
    parts = [_part(part) for group in der.children(value) for part in der.children(group)]
    if len(parts) > _MOST_PARTS:
        raise Malformed("a name has too many parts")
    return Name(tuple(parts), value.whole)


def _part(value: der.Value) -> tuple[str, str]:
    oid, text = der.sequence_of(value.whole, 2)
    return der.object_identifier_of(oid), der.text_of(text)


_EMAIL, _DNS, _URI, _ADDRESS = 1, 2, 6, 7  # tags of GeneralName, RFC 5280 4.2.1.6
_TAGS = {"email": _EMAIL, "dns": _DNS, "uri": _URI, "ip": _ADDRESS}
_KINDS = {0x80 | number: kind for kind, number in _TAGS.items()}
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_FORMS = {
    "dns": re.compile(rf"(\*\.)?({_LABEL}\.)*{_LABEL}"),
    "email": re.compile(r"[!-?A-~]+@[a-z0-9.-]+"),
    "uri": re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+"),
}
_LONGEST_NAME = 253


class AlternativeName(NamedTuple):
    """Another name of a subject: of a host in ASCII, an IP address, an address of mail, or a URI such as a URN."""

    kind: Literal["dns", "ip", "email", "uri"]
    value: str

    def encoded(self) -> bytes:
        """GeneralName, DER. Raises IssueRefused for what is no such name."""
        if self.kind == "ip":
            return der.context(_ADDRESS, self._address())
        if not _FORMS[self.kind].fullmatch(self.value) or len(self.value) > _LONGEST_NAME:
            raise IssueRefused(f"{self.value} is no name of kind {self.kind}")
        return der.context(_TAGS[self.kind], self.value.encode("ascii"))

    def _address(self) -> bytes:
        try:
            return ip_address(self.value).packed
        except ValueError:
            raise IssueRefused(f"{self.value} is no IP address") from None


def alternative_names(names: Sequence[AlternativeName]) -> bytes:
    """GeneralNames, DER."""
    return der.sequence(*(name.encoded() for name in names))


def read_alternative_names(encoded: bytes) -> tuple[AlternativeName, ...]:
    """Those of the four kinds in GeneralNames; others are left out. Raises Malformed."""
    return tuple(_read(value) for value in der.sequence_of(encoded) if value.tag in _KINDS)


def _read(value: der.Value) -> AlternativeName:
    kind = _KINDS[value.tag]
    try:
        text = str(ip_address(value.body)) if kind == "ip" else value.body.decode("ascii")
    except ValueError:
        raise Malformed("an alternative name is not of its kind") from None
    return AlternativeName(kind, text)  # type: ignore[arg-type]

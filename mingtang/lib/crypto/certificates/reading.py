"""Reading certificates: strictly, bounded, into what the rest of the platform needs of them (RFC 5280 4.1)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.extensions import KeyUse
from mingtang.lib.crypto.certificates.identities import Identity, IdentityKind, read_identity
from mingtang.lib.crypto.certificates.names import AlternativeName, Name, read_alternative_names, read_name
from mingtang.lib.crypto.certificates.signed import Signed, read_signed
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.digests import sm3

MOST_BYTES = 64 * 1024
_MOST_EXTENSIONS = 64
_UNIQUE_IDENTIFIERS, _URI, _FULL_NAME = (0x81, 0x82), 0x86, 0xA0
_IDENTITIES = frozenset(IdentityKind)


@dataclass(frozen=True, slots=True)
class Extension:
    """`inside` is what its OCTET STRING holds."""

    oid: str
    critical: bool
    inside: bytes


@dataclass(frozen=True)
class Certificate:
    """What a certificate says. Nothing of it is verified: see `is_issued_by` for its signature, `validation` for all.

    Extensions are read when asked for; those that are not what they should be raise Malformed then.
    """

    encoded: bytes
    frame: Signed
    serial: int
    issuer: Name
    subject: Name
    not_before: datetime
    not_after: datetime
    spki: bytes
    extensions: tuple[Extension, ...]

    def is_issued_by(self, issuer: "Certificate") -> bool:
        """Whether `issuer` has the name of its issuer and the key of its signature. Raises Malformed or KeyRefused."""
        return self.issuer.encoded == issuer.subject.encoded and self.frame.is_by(issuer.spki)

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether `moment` lies in its term, both ends included."""
        return self.not_before <= moment <= self.not_after

    @cached_property
    def is_authority(self) -> bool:
        return self._constraints[0]

    @cached_property
    def path_length(self) -> int | None:
        """How many authorities may stand below it; None for any number."""
        return self._constraints[1]

    @cached_property
    def _constraints(self) -> tuple[bool, int | None]:
        if (inside := self.inside(oids.BASIC_CONSTRAINTS)) is None:
            return False, None
        fields = der.Fields.of(inside, most=MOST_BYTES)
        is_authority, length = fields.maybe(tags.BOOLEAN), fields.maybe(tags.INTEGER)
        fields.end()
        below = None if length is None else der.unsigned_of(length)
        return is_authority is not None and der.boolean_of(is_authority), below

    @cached_property
    def uses(self) -> frozenset[KeyUse] | None:
        """What its key may be used for; None if that is not said."""
        if (inside := self.inside(oids.KEY_USAGE)) is None:
            return None
        return frozenset(KeyUse(bit) for bit in der.named_bits_of(der.one_value(inside)) if bit < len(KeyUse))

    @cached_property
    def purposes(self) -> tuple[str, ...] | None:
        """Extended key usages, dotted; None if nothing is said."""
        if (inside := self.inside(oids.EXTENDED_KEY_USAGE)) is None:
            return None
        return tuple(map(der.object_identifier_of, der.sequence_of(inside)))

    @cached_property
    def alternative_names(self) -> tuple[AlternativeName, ...]:
        inside = self.inside(oids.SUBJECT_ALTERNATIVE_NAME)
        return read_alternative_names(inside) if inside else ()

    @cached_property
    def key_identifier(self) -> bytes | None:
        inside = self.inside(oids.SUBJECT_KEY_IDENTIFIER)
        return inside and der.octets_of(der.one_value(inside))

    @cached_property
    def authority_key_identifier(self) -> bytes | None:
        inside = self.inside(oids.AUTHORITY_KEY_IDENTIFIER)
        found = inside and der.Fields.of(inside, most=MOST_BYTES).maybe(0x80)
        return found.body if found else None

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Numbers of the subject in domestic extensions."""
        known = (extension for extension in self.extensions if extension.oid in _IDENTITIES)
        return tuple(read_identity(IdentityKind(extension.oid), extension.inside) for extension in known)

    @cached_property
    def list_addresses(self) -> tuple[str, ...]:
        """Where full lists of revoked certificates are published."""
        inside = self.inside(oids.CRL_DISTRIBUTION_POINTS)
        return tuple(_addresses(der.one_value(inside), depth=4)) if inside else ()

    @cached_property
    def responder_addresses(self) -> tuple[str, ...]:
        """Where OCSP responders are asked."""
        inside = self.inside(oids.AUTHORITY_INFORMATION_ACCESS)
        ways = [der.sequence_of(way.whole, 2) for way in der.sequence_of(inside)] if inside else []
        asked = [place for way, place in ways if der.object_identifier_of(way) == oids.ACCESS_OCSP]
        return tuple(_ascii(place) for place in asked if place.tag == _URI)

    @property
    def fingerprint(self) -> str:
        """SM3 over its encoding, hexadecimal."""
        return sm3(self.encoded).hex()

    @property
    def fingerprint_sha256(self) -> str:
        """The same by SHA-256, as browsers show it."""
        return sha256(self.encoded).hexdigest()

    def inside(self, oid: str) -> bytes | None:
        """What the extension `oid` holds, DER."""
        return next((extension.inside for extension in self.extensions if extension.oid == oid), None)


def _addresses(value: der.Value, depth: int) -> list[str]:
    """URIs in distribution points, which are wrapped in `depth` structures."""
    if value.tag == _URI:
        return [_ascii(value)]
    inner = der.children(value) if depth and value.tag in (tags.SEQUENCE, _FULL_NAME) else ()
    return [address for child in inner for address in _addresses(child, depth - 1)]


def _ascii(value: der.Value) -> str:
    try:
        return value.body.decode("ascii")
    except UnicodeDecodeError:
        raise Malformed("an address is not ASCII") from None


def read_certificate(encoded: bytes) -> Certificate:
    """The certificate of DER of at most 64 KiB. Raises Malformed, also for other versions than 3 and doubled extensions."""
    whole = der.Fields.of(encoded, most=MOST_BYTES)
    frame = read_signed(whole)
    whole.end()
    fields = der.Fields(frame.content)
    _require_version_3(fields.explicit(0))
    serial = _serial_of(fields.take(tags.INTEGER))
    if fields.take(tags.SEQUENCE).whole != frame.algorithm:
        raise Malformed("a certificate names two algorithms of its signature")
    issuer = read_name(fields.take(tags.SEQUENCE))
    not_before, not_after = map(der.moment_of, der.sequence_of(fields.take(tags.SEQUENCE).whole, 2))
    subject, spki = read_name(fields.take(tags.SEQUENCE)), fields.take(tags.SEQUENCE).whole
    while fields.maybe(*_UNIQUE_IDENTIFIERS):
        pass
    extensions = read_extensions(fields.explicit(3))
    fields.end()
    return Certificate(encoded, frame, serial, issuer, subject, not_before, not_after, spki, extensions)


def _require_version_3(version: der.Value | None) -> None:
    if version is None or der.unsigned_of(version) != 2:
        raise Malformed("a certificate is not of version 3")


def _serial_of(value: der.Value) -> int:
    serial = der.unsigned_of(value)
    if not 0 < serial < 1 << 159:  # at most 20 bytes, RFC 5280 4.1.2.2
        raise Malformed("the serial number of a certificate is zero or too long")
    return serial


def read_extensions(value: der.Value | None) -> tuple[Extension, ...]:
    """Those of the SEQUENCE `value`, or none. Raises Malformed for more than 64, and if one comes twice."""
    found = tuple(_extension(each) for each in der.Fields(value).rest()) if value else ()
    if len(found) > _MOST_EXTENSIONS or len({extension.oid for extension in found}) < len(found):
        raise Malformed("an extension comes twice, or there are too many")
    return found


def _extension(value: der.Value) -> Extension:
    fields = der.Fields(value)
    oid, critical, inside = (
        fields.take(tags.OBJECT_IDENTIFIER),
        fields.maybe(tags.BOOLEAN),
        fields.take(tags.OCTET_STRING),
    )
    fields.end()
    is_critical = critical is not None and der.boolean_of(critical)
    return Extension(der.object_identifier_of(oid), is_critical, inside.body)

"""Extensions of certificates, written: each function returns one Extension, DER (RFC 5280 4.2)."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from mingtang.lib.crypto import der, oids

_URI = 6  # uniformResourceIdentifier of GeneralName


class KeyUse(IntEnum):
    """What a key may be used for; values are bits of the extension, RFC 5280 4.2.1.3."""

    DIGITAL_SIGNATURE = 0
    NON_REPUDIATION = 1
    KEY_ENCIPHERMENT = 2
    DATA_ENCIPHERMENT = 3
    KEY_AGREEMENT = 4
    CERTIFICATE_SIGNING = 5
    LIST_SIGNING = 6
    ENCIPHER_ONLY = 7
    DECIPHER_ONLY = 8


class Policy(NamedTuple):
    """A certificate policy by its identifier, and where its practice statement is read."""

    oid: str
    statement: str = ""


def extension(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    """Extension whose inside is `value`, DER."""
    return der.sequence(der.oid(oid), *([der.boolean(True)] if critical else []), der.octet_string(value))


def basic_constraints(is_authority: bool, path_length: int | None) -> bytes:
    """Whether the subject is an authority, and how many further ones may stand between it and a certificate in use."""
    length = [] if path_length is None else [der.integer(path_length)]
    inside = der.sequence(*([der.boolean(True)] if is_authority else []), *length)
    return extension(oids.BASIC_CONSTRAINTS, inside, critical=True)


def key_usage(uses: Iterable[KeyUse]) -> bytes:
    """Always critical here."""
    bits = sum(1 << (15 - use) for use in uses)
    body = bits.to_bytes(2, "big").rstrip(b"\0")
    unused = (body[-1] & -body[-1]).bit_length() - 1
    return extension(oids.KEY_USAGE, der.bit_string(body, unused), critical=True)


def extended_key_usage(purposes: Sequence[str], *, critical: bool) -> bytes:
    """Purposes as dotted identifiers."""
    return extension(oids.EXTENDED_KEY_USAGE, der.sequence(*map(der.oid, purposes)), critical=critical)


def subject_key_identifier(identifier: bytes) -> bytes:
    """See `keys.key_identifier`."""
    return extension(oids.SUBJECT_KEY_IDENTIFIER, der.octet_string(identifier))


def authority_key_identifier(identifier: bytes) -> bytes:
    """The key that signs."""
    return extension(oids.AUTHORITY_KEY_IDENTIFIER, der.sequence(der.context(0, identifier)))


def distribution_points(oid: str, addresses: Sequence[str]) -> bytes:
    """One place with several `addresses`, for full lists (CRL_DISTRIBUTION_POINTS) or for deltas (FRESHEST_CRL)."""
    full_name = der.context(0, *map(_address, addresses), constructed=True)
    return extension(oid, der.sequence(der.sequence(der.explicit(0, full_name))))


def information_access(responders: Sequence[str], issuers: Sequence[str]) -> bytes:
    """Where to ask for a status, and where the certificate of the authority lies."""
    ways = [(oids.ACCESS_OCSP, address) for address in responders]
    ways += [(oids.ACCESS_ISSUERS, address) for address in issuers]
    places = (der.sequence(der.oid(way), _address(address)) for way, address in ways)
    return extension(oids.AUTHORITY_INFORMATION_ACCESS, der.sequence(*places))


def certificate_policies(policies: Sequence[Policy]) -> bytes:
    """Policies under which the certificate is issued."""
    return extension(oids.CERTIFICATE_POLICIES, der.sequence(*map(_policy, policies)))


def _policy(policy: Policy) -> bytes:
    statement = der.sequence(der.oid(oids.POLICY_STATEMENT), der.ia5(policy.statement)) if policy.statement else b""
    return der.sequence(der.oid(policy.oid), *([der.sequence(statement)] if statement else []))


def _address(url: str) -> bytes:
    return der.context(_URI, url.encode("ascii"))

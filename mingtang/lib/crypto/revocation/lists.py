"""Lists of revoked certificates, full and delta, written fast (RFC 5280 5, GM/T 0015 6).

An entry of a list has at most 60 bytes, so that all its lengths are one byte: entries are put together from ready
pieces, 100 000 of them in a third of a second.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.extensions import KeyUse, authority_key_identifier, distribution_points, extension
from mingtang.lib.crypto.certificates.issuing import Authority
from mingtang.lib.crypto.certificates.signed import signed
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import IssueRefused
from mingtang.lib.crypto.revocation.reasons import Reason, Revoked

_VERSION_2 = der.integer(1)
_LONGEST_SERIAL = 159  # bits


def make_crl(
    authority: Authority,
    revoked: Iterable[Revoked],
    *,
    number: int,
    this_update: datetime,
    next_update: datetime,
    base: int | None = None,
) -> bytes:
    """CertificateList, DER: all that are revoked, or with `base` what changed since the full list of that number.

    `number` grows with every list, full or delta. Raises IssueRefused if the authority signs no lists, for numbers or
    times in the wrong order, and for REMOVE_FROM_LIST in a full list.
    """
    _require_list_signer(authority)
    if this_update >= next_update or not (-1 if base is None else base) < number:
        raise IssueRefused("numbers or times of the list are in the wrong order")
    entries = b"".join([_entry(serial, moment, reason, base is not None) for serial, moment, reason in revoked])
    content = der.sequence(
        _VERSION_2,
        authority.key.signature_algorithm,
        authority.certificate.subject.encoded,
        der.time(this_update),
        der.time(next_update),
        der.sequence(entries) if entries else b"",
        der.explicit(0, der.sequence(*_extensions(authority, number, base))),
    )
    return signed(content, authority.key)


def _require_list_signer(authority: Authority) -> None:
    if KeyUse.LIST_SIGNING not in (authority.certificate.uses or ()):
        raise IssueRefused("the key of the authority is not for lists")


def _extensions(authority: Authority, number: int, base: int | None) -> list[bytes]:
    told = [authority_key_identifier(authority.key_identifier), extension(oids.CRL_NUMBER, der.integer(number))]
    if base is not None:
        told.append(extension(oids.DELTA_CRL_INDICATOR, der.integer(base), critical=True))
    elif authority.publication.deltas:
        told.append(distribution_points(oids.FRESHEST_CRL, authority.publication.deltas))
    return told


def _entry(serial: int, moment: datetime, reason: Reason, in_delta: bool) -> bytes:
    """One entry; pieces that repeat are remembered."""
    size = serial.bit_length() // 8 + 1
    if not 0 < serial < 1 << _LONGEST_SERIAL or (reason == Reason.REMOVE_FROM_LIST and not in_delta):
        raise IssueRefused("a serial number is out of range, or a full list would remove an entry")
    ending = _moment(moment) + _told(reason)
    return bytes((tags.SEQUENCE, 2 + size + len(ending), tags.INTEGER, size)) + serial.to_bytes(size, "big") + ending


@lru_cache(maxsize=65_536)
def _moment(moment: datetime) -> bytes:
    return der.time(moment)


@cache
def _told(reason: Reason) -> bytes:
    """Unspecified reasons are left out, as RFC 5280 5.3.1 asks."""
    if reason == Reason.UNSPECIFIED:
        return b""
    return der.sequence(extension(oids.CRL_REASON, der.enumerated(reason)))

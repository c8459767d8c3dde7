"""Reading lists of revoked certificates, ours and those of other authorities, strictly and bounded."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.names import Name, read_name
from mingtang.lib.crypto.certificates.reading import Certificate, Extension, read_extensions
from mingtang.lib.crypto.certificates.signed import Signed, read_signed
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.revocation.reasons import Reason, Revoked

MOST_BYTES = 64 << 20  # about 1.5 million entries
_UNDERSTOOD = {oids.DELTA_CRL_INDICATOR, oids.AUTHORITY_KEY_IDENTIFIER, oids.CRL_NUMBER, oids.FRESHEST_CRL}
_UNDERSTOOD_OF_ENTRIES = {oids.CRL_REASON, oids.INVALIDITY_DATE}


@dataclass(frozen=True)
class RevocationList:
    """What a list says. Its signature is not verified yet: see `is_issued_by`."""

    encoded: bytes
    frame: Signed
    issuer: Name
    number: int | None
    base: int | None  # of a delta: the number of the full list it changes
    this_update: datetime
    next_update: datetime
    revoked: dict[int, Revoked]

    def is_issued_by(self, authority: Certificate) -> bool:
        """Whether `authority` has the name of the issuer and the key. Raises Malformed or KeyRefused."""
        return self.issuer.encoded == authority.subject.encoded and self.frame.is_by(authority.spki)

    def updated_by(self, delta: "RevocationList") -> "RevocationList":
        """The full list with the changes of `delta`; both must have been verified. Raises NotTrusted if they do not fit."""
        if self.base is not None or delta.base is None or self.issuer.encoded != delta.issuer.encoded:
            raise NotTrusted("a delta changes a full list of the same authority")
        if self.number is None or delta.number is None or not delta.base <= self.number <= delta.number:
            raise NotTrusted("the delta is for a later list, or older than this one")
        changed = self.revoked | delta.revoked
        left = {serial: each for serial, each in changed.items() if each.reason != Reason.REMOVE_FROM_LIST}
        return replace(
            self, number=delta.number, this_update=delta.this_update, next_update=delta.next_update, revoked=left
        )


def read_crl(encoded: bytes) -> RevocationList:
    """The list of DER of at most 64 MiB.

    Raises Malformed, also for lists without a next one, with critical extensions we do not know (such as those that
    cover a part of the certificates, or speak for another authority), and for serial numbers that come twice.
    """
    whole = der.Fields.of(encoded, most=MOST_BYTES)
    frame = read_signed(whole)
    whole.end()
    fields = der.Fields(frame.content)
    if der.unsigned_of(fields.take(tags.INTEGER)) != 1 or fields.take(tags.SEQUENCE).whole != frame.algorithm:
        raise Malformed("a list is not of version 2, or names two algorithms of its signature")
    issuer = read_name(fields.take(tags.SEQUENCE))
    this_update, next_update = der.moment_of(fields.take()), der.moment_of(fields.take())
    entries = fields.maybe(tags.SEQUENCE)
    told = _understood(read_extensions(fields.explicit(0)), _UNDERSTOOD)
    fields.end()
    number, base = _number(told.get(oids.CRL_NUMBER)), _number(told.get(oids.DELTA_CRL_INDICATOR))
    return RevocationList(encoded, frame, issuer, number, base, this_update, next_update, _entries(entries))


def _understood(extensions: tuple[Extension, ...], known: set[str]) -> dict[str, bytes]:
    if any(each.critical and each.oid not in known for each in extensions):
        raise Malformed("a list has a critical extension that is not understood")
    return {each.oid: each.inside for each in extensions}


def _number(inside: bytes | None) -> int | None:
    return None if inside is None else der.unsigned_of(der.one_value(inside))


def _entries(value: der.Value | None) -> dict[int, Revoked]:
    found = [_entry(each) for each in der.children(value)] if value else []
    revoked = {each.serial: each for each in found}
    if len(revoked) < len(found):
        raise Malformed("a serial number comes twice in a list")
    return revoked


def _entry(value: der.Value) -> Revoked:
    inside = list(der.children(value))
    if value.tag != tags.SEQUENCE or len(inside) not in (2, 3):
        raise Malformed("an entry of a list is not one")
    reason = _reason(inside[2].whole) if len(inside) == 3 else Reason.UNSPECIFIED
    return Revoked(der.unsigned_of(inside[0]), _moment(inside[1].whole), reason)


@lru_cache(maxsize=4096)
def _moment(time: bytes) -> datetime:
    return der.moment_of(der.one_value(time))


@lru_cache(maxsize=1024)
def _reason(extensions: bytes) -> Reason:
    told = _understood(read_extensions(der.one_value(extensions)), _UNDERSTOOD_OF_ENTRIES)
    return read_reason(der.one_value(told[oids.CRL_REASON])) if oids.CRL_REASON in told else Reason.UNSPECIFIED


def read_reason(value: der.Value) -> Reason:
    """The reason that an ENUMERATED is. Raises Malformed."""
    if value.tag != tags.ENUMERATED or len(value.body) != 1 or value.body[0] not in Reason.__members__.values():
        raise Malformed("a reason of revocation is not one")
    return Reason(value.body[0])

"""Answers of an OCSP responder, signed by a delegated signer (RFC 6960 4.2)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cached_property

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.reading import Certificate
from mingtang.lib.crypto.faults import IssueRefused, Malformed
from mingtang.lib.crypto.keys import SigningKey, key_identifier
from mingtang.lib.crypto.revocation.questions import CertificateId, read_question
from mingtang.lib.crypto.revocation.reasons import Reason, Revoked

_SUCCESSFUL = der.enumerated(0)
_GOOD, _UNKNOWN = der.context(0), der.context(2)
_REVOKED, _BY_KEY = 1, 2
_OF_BASIC = der.oid(oids.OCSP_BASIC)

Lookup = Callable[[Iterable[int]], Mapping[int, Revoked | None]]


class Refusal(IntEnum):
    """Why a responder does not answer; values are those of OCSPResponseStatus."""

    MALFORMED = 1
    INTERNAL_ERROR = 2
    TRY_LATER = 3
    UNAUTHORIZED = 6


def refusal(why: Refusal) -> bytes:
    """OCSPResponse, DER, that answers nothing; it is not signed."""
    return der.sequence(der.enumerated(why))


@dataclass(frozen=True)
class Responder:
    """Who answers for `authority`: the holder of a certificate for that, issued by it, or the authority itself."""

    authority: Certificate
    certificate: Certificate
    key: SigningKey

    def __post_init__(self) -> None:
        if self.key.spki != self.certificate.spki or not may_answer(self.certificate, self.authority):
            raise IssueRefused("the certificate is not one to answer for this authority, or not that of the key")

    def answer(self, asked: bytes, look_up: Lookup, *, this_update: datetime, next_update: datetime) -> bytes:
        """OCSPResponse, DER, to a question (DER as it came); a malformed one gets the refusal that says so.

        `look_up` gets serial numbers, and returns those which the authority issued: with their revocation, or None for
        good ones. All others are unknown, as are all certificates of other authorities. What `look_up` says was true
        at `this_update`; the answer may be kept until `next_update`. Raises EngineFailed.
        """
        try:
            question = read_question(asked)
        except Malformed:
            return refusal(Refusal.MALFORMED)
        mine = [each.serial for each in question.certificates if each.is_of(self.authority)]
        issued = look_up(mine) if mine else {}
        begin, end = der.gentime(this_update), der.explicit(0, der.gentime(next_update))
        singles = (der.sequence(each.encoded, self._status(each, issued), begin, end) for each in question.certificates)
        nonce = der.explicit(1, der.sequence(question.nonce)) if question.nonce else b""
        return self._signed(der.sequence(self._responder_id, begin, der.sequence(*singles), nonce))

    def _status(self, each: CertificateId, issued: Mapping[int, Revoked | None]) -> bytes:
        if each.serial not in issued or not each.is_of(self.authority):
            return _UNKNOWN
        revoked = issued[each.serial]
        return _GOOD if revoked is None else _revoked(revoked)

    def _signed(self, content: bytes) -> bytes:
        signature = der.bit_string(self.key.sign(content))
        basic = der.sequence(content, self.key.signature_algorithm, signature, self._certificates)
        return der.sequence(_SUCCESSFUL, der.explicit(0, der.sequence(_OF_BASIC, der.octet_string(basic))))

    @cached_property
    def _responder_id(self) -> bytes:
        return der.explicit(_BY_KEY, der.octet_string(key_identifier(self.key.spki)))

    @cached_property
    def _certificates(self) -> bytes:
        return der.explicit(0, der.sequence(self.certificate.encoded))


def may_answer(signer: Certificate, authority: Certificate) -> bool:
    """Whether `signer` may answer for `authority`: it is the same, or named for that by it (RFC 6960 4.2.2.2)."""
    if signer.encoded == authority.encoded:
        return True
    return oids.OCSP_SIGNING in (signer.purposes or ()) and signer.is_issued_by(authority)


def _revoked(revoked: Revoked) -> bytes:
    reason = [] if revoked.reason == Reason.UNSPECIFIED else [der.explicit(0, der.enumerated(revoked.reason))]
    return der.context(_REVOKED, der.gentime(revoked.moment), *reason, constructed=True)

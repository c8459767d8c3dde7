"""Stamping: the answer of a timestamp authority (RFC 3161 2.4.2, GM/T 0033 for SM2)."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate, KeyUse
from mingtang.lib.crypto.cms import Family, attribute, certificate_id, sign_cms
from mingtang.lib.crypto.faults import IssueRefused, Malformed
from mingtang.lib.crypto.keys import SigningKey
from mingtang.lib.crypto.timestamps.requests import TimestampRequest, read_timestamp_request

_GRANTED = der.sequence(der.integer(0))
_REJECTION = der.integer(2)
_DIRECTORY_NAME = 4


class Failure(IntEnum):
    """Why nothing is stamped; values are bits of PKIFailureInfo."""

    BAD_ALGORITHM = 0
    BAD_REQUEST = 2
    TIME_NOT_AVAILABLE = 14
    UNACCEPTED_POLICY = 15
    UNACCEPTED_EXTENSION = 16
    SYSTEM_FAILURE = 25


def rejection(why: Failure) -> bytes:
    """TimeStampResp, DER, without a token."""
    bits = 1 << (31 - why)
    body = bits.to_bytes(4, "big").rstrip(b"\0")
    return der.sequence(der.sequence(_REJECTION, der.bit_string(body, (body[-1] & -body[-1]).bit_length() - 1)))


@dataclass(frozen=True)
class Stamper:
    """A timestamp authority: certificate, key, the policy it stamps under, how true its clock is in seconds."""

    certificate: Certificate
    key: SigningKey
    policy: str
    chain: tuple[Certificate, ...] = ()
    accuracy: int = 1
    family: Family | None = None  # the usual one of its key

    def __post_init__(self) -> None:
        if self.key.spki != self.certificate.spki or not may_stamp(self.certificate):
            raise IssueRefused("the certificate is not one for timestamps only, or not that of the key")

    def answer(self, asked: bytes, *, serial: int, moment: datetime) -> bytes:
        """TimeStampResp, DER, to a request (DER as it came): a token, or the rejection that says why not.

        `serial` was never used before and grows; `moment` is what trusted clocks say, stamped to the second; whoever
        calls holds back when they disagree (`Failure.TIME_NOT_AVAILABLE`). Raises EngineFailed.
        """
        try:
            request = read_timestamp_request(asked)
        except Malformed:
            return rejection(Failure.BAD_REQUEST)
        if (objection := self.objection_to(request)) is not None:
            return rejection(objection)
        return der.sequence(_GRANTED, self._token(request, serial, moment))

    def objection_to(self, request: TimestampRequest) -> Failure | None:
        """Why this authority would not stamp what was asked, if there is a reason."""
        if not request.is_by_known_digest:
            return Failure.BAD_ALGORITHM
        if request.policy not in (None, self.policy):
            return Failure.UNACCEPTED_POLICY
        return Failure.UNACCEPTED_EXTENSION if request.has_extensions else None

    def _token(self, request: TimestampRequest, serial: int, moment: datetime) -> bytes:
        told = der.sequence(
            der.integer(1),
            der.oid(self.policy),
            request.encoded_imprint,
            der.integer(serial),
            der.gentime(moment),
            der.sequence(der.integer(self.accuracy)),
            der.integer(request.nonce) if request.nonce is not None else b"",
            der.explicit(0, der.explicit(_DIRECTORY_NAME, self.certificate.subject.encoded)),
        )
        return sign_cms(
            self.key,
            self.certificate,
            told,
            chain=self.chain,
            signed_at=moment,
            family=self.family,
            content_type=oids.TST_INFO,
            attributes=[attribute(oids.SIGNING_CERTIFICATE_V2, certificate_id(self.certificate, self.key.algorithm))],
        )


def may_stamp(certificate: Certificate) -> bool:
    """Whether a certificate is for timestamps, critically so, and for nothing else (RFC 3161 2.3)."""
    said = [each for each in certificate.extensions if each.oid == oids.EXTENDED_KEY_USAGE]
    uses = certificate.uses or frozenset()
    only_signs = bool(uses) and uses <= {KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION}
    return only_signs and certificate.purposes == (oids.TIME_STAMPING,) and all(each.critical for each in said)

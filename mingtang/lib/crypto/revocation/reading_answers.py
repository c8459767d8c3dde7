"""Reading answers of OCSP responders, and believing them only if they are about what was asked (RFC 6960 3.2)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates.reading import Certificate, read_certificate, read_extensions
from mingtang.lib.crypto.certificates.signed import Signed, read_signed
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.keys import key_identifier
from mingtang.lib.crypto.revocation.answers import may_answer
from mingtang.lib.crypto.revocation.questions import CertificateId, read_certificate_id
from mingtang.lib.crypto.revocation.reading_lists import read_reason
from mingtang.lib.crypto.revocation.reasons import Reason, Revoked

MOST_BYTES = 256 * 1024
_BY_NAME, _BY_KEY, _CERTIFICATES = 1, 2, 0
_GOOD, _REVOKED, _UNKNOWN = 0x80, 0xA1, 0x82


class Known(Enum):
    """What a responder says of a certificate that is not revoked."""

    GOOD = "good"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SingleAnswer:
    """What is said of one certificate, and from when until when it may be relied on."""

    about: CertificateId
    status: Known | Revoked
    this_update: datetime
    next_update: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; nothing of it is verified yet. `responder` is its name (DER) or the identifier of its key."""

    frame: Signed
    responder: bytes
    produced: datetime
    singles: tuple[SingleAnswer, ...]
    nonce: bytes | None
    certificates: tuple[Certificate, ...]


def read_answer(encoded: bytes) -> Answer:
    """OCSPResponse, DER of at most 256 KiB. Raises Malformed; NotTrusted for a refusal."""
    whole = der.Fields.of(encoded, most=MOST_BYTES)
    if whole.take(tags.ENUMERATED).body != b"\0":
        raise NotTrusted("the responder did not answer")
    wrapped = whole.explicit(0)
    whole.end()
    if wrapped is None:
        raise Malformed("an answer is empty")
    kind, inside = der.sequence_of(wrapped.whole, 2)
    if der.object_identifier_of(kind) != oids.OCSP_BASIC:
        raise Malformed("an answer of another kind")
    basic = der.Fields.of(der.octets_of(inside), most=MOST_BYTES)
    frame, certificates = read_signed(basic), basic.explicit(_CERTIFICATES)
    basic.end()
    shown = tuple(read_certificate(each.whole) for each in der.Fields(certificates).rest()) if certificates else ()
    return _answer(frame, shown)


def _answer(frame: Signed, certificates: tuple[Certificate, ...]) -> Answer:
    fields = der.Fields(frame.content)
    if fields.explicit(0) is not None:
        raise Malformed("an answer is not of version 1")
    by_name, by_key = fields.explicit(_BY_NAME), fields.explicit(_BY_KEY)
    if by_name is None and by_key is None:
        raise Malformed("an answer does not say whose it is")
    responder = der.octets_of(by_key) if by_key else by_name.whole if by_name else b""
    produced = der.moment_of(fields.take())
    singles = tuple(map(_single, der.Fields(fields.take()).rest()))
    told = {each.oid: each.inside for each in read_extensions(fields.explicit(1))}
    fields.end()
    return Answer(frame, responder, produced, singles, told.get(oids.OCSP_NONCE), certificates)


def _single(value: der.Value) -> SingleAnswer:
    fields = der.Fields(value)
    about, status, this_update = read_certificate_id(fields.take()), fields.take(), der.moment_of(fields.take())
    until, extensions = fields.explicit(0), read_extensions(fields.explicit(1))
    fields.end()
    if any(each.critical for each in extensions):
        raise Malformed("an answer has a critical extension that is not understood")
    return SingleAnswer(about, _status(status, about), this_update, der.moment_of(until) if until else None)


def _status(value: der.Value, about: CertificateId) -> Known | Revoked:
    if value.tag == _REVOKED:
        fields = der.Fields(value, _REVOKED)
        moment, reason = der.moment_of(fields.take()), fields.explicit(0)
        fields.end()
        return Revoked(about.serial, moment, read_reason(reason) if reason else Reason.UNSPECIFIED)
    if value.tag not in (_GOOD, _UNKNOWN) or value.body:
        raise Malformed("an answer says neither good, nor revoked, nor unknown")
    return Known.GOOD if value.tag == _GOOD else Known.UNKNOWN


def verify_answer(
    encoded: bytes, certificate: Certificate, authority: Certificate, *, moment: datetime, nonce: bytes | None = None
) -> SingleAnswer:
    """What an answer (DER) says of `certificate`, issued by `authority`, at `moment`; raises as `believed_answer`."""
    single = believed_answer(encoded, certificate, authority, nonce=nonce)
    if single.this_update > moment or (single.next_update is not None and single.next_update < moment):
        raise NotTrusted("the answer is not one for this moment")
    return single


def believed_answer(
    encoded: bytes, certificate: Certificate, authority: Certificate, *, nonce: bytes | None = None
) -> SingleAnswer:
    """What an answer (DER) says of `certificate`, for whatever time.

    Its signer must be allowed to answer for the authority and valid when it did; `nonce` is the one that was sent, if
    any. The status of the signer itself is not asked for: `ocsp-nocheck`. Raises Malformed, KeyRefused, NotTrusted.
    """
    answer = read_answer(encoded)
    if nonce is not None and answer.nonce != der.octet_string(nonce):
        raise NotTrusted("the answer is to another question")
    _require_signer(answer, authority)
    for single in answer.singles:
        if single.about.serial == certificate.serial and single.about.is_of(authority):
            return single
    raise NotTrusted("the answer is about other certificates")


def _require_signer(answer: Answer, authority: Certificate) -> None:
    """At most two certificates are tried: more with the same name are nobody's honest answer."""
    named = [each for each in (*answer.certificates, authority) if _is_named(answer.responder, each)][:2]
    allowed = [each for each in named if may_answer(each, authority) and each.is_valid_at(answer.produced)]
    if not allowed:
        raise NotTrusted("the answer is signed by someone who may not answer for the authority")
    if not any(answer.frame.is_by(each.spki) for each in allowed):
        raise NotTrusted("the signature of the answer is not the responder's")


def _is_named(responder: bytes, certificate: Certificate) -> bool:
    return responder in (certificate.subject.encoded, key_identifier(certificate.spki))

"""Verifying timestamps, in this order: what was stamped, the signature, the authority at that time, policy, nonce."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.cms import VerifiedSigner, is_named_by, read_cms, verify_cms
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.keys import DIGESTS
from mingtang.lib.crypto.timestamps.requests import Imprint, read_imprint, read_nonce
from mingtang.lib.crypto.timestamps.stamping import may_stamp

MOST_BYTES = 256 * 1024
_GRANTED = (0, 1)  # granted, granted with changes

Judge = Callable[[Certificate, Sequence[Certificate], datetime], None]


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What a token says: that `imprint` existed at `moment`, give or take `accuracy` if that is said."""

    moment: datetime
    accuracy: timedelta | None
    serial: int
    policy: str
    imprint: Imprint
    nonce: int | None


def token_of(answer: bytes) -> bytes:
    """The token (ContentInfo, DER) in a TimeStampResp. Raises Malformed; NotTrusted for a rejection."""
    fields = der.Fields.of(answer, most=MOST_BYTES)
    status, token = der.Fields(fields.take()), fields.maybe(tags.SEQUENCE)
    fields.end()
    if der.unsigned_of(status.take()) not in _GRANTED or token is None:
        raise NotTrusted("the authority stamped nothing")
    return token.whole


def read_timestamp(token: bytes) -> Timestamp:
    """What a token (ContentInfo, DER of at most 256 KiB) says, unverified. Raises Malformed; NotTrusted if it is none."""
    if len(token) > MOST_BYTES:
        raise Malformed("a timestamp is too long")
    message = read_cms(token)
    if message.content_type != oids.TST_INFO or len(message.signers) != 1 or message.content is None:
        raise NotTrusted("the message is not a timestamp of one authority")
    return _read(message.content)


def verify_timestamp(
    token: bytes,
    data: bytes,
    *,
    judge: Judge,
    policies: Collection[str] = (),
    nonce: int | None = None,
) -> tuple[Timestamp, Certificate]:
    """What `token` (ContentInfo, DER) proves about `data`, and the certificate of the authority that stamped.

    `judge` gets that certificate, those shown beside it, and the moment stamped; it raises NotTrusted unless the
    certificate was good then. `policies` are those accepted, all if none is given; `nonce` is the one that was sent.
    Raises Malformed, KeyRefused, NotTrusted.
    """
    stamped = read_timestamp(token)
    if stamped.imprint != _imprint(data, stamped.imprint.digest):
        raise NotTrusted("the timestamp is about something else")
    message, (signer,) = verify_cms(token)
    _require_named(signer)
    judge(signer.certificate, message.certificates, stamped.moment)
    if policies and stamped.policy not in policies:
        raise NotTrusted("the timestamp was made under another policy")
    if nonce is not None and stamped.nonce != nonce:
        raise NotTrusted("the timestamp answers another request")
    return stamped, signer.certificate


def _imprint(data: bytes, digest: str) -> Imprint:
    if digest not in DIGESTS:
        raise NotTrusted("the timestamp is by a digest that is not used here")
    return Imprint.of(data, digest)


def _require_named(signer: VerifiedSigner) -> None:
    """The signature names the certificate it is made for, which is one for timestamps only."""
    if not may_stamp(signer.certificate):
        raise NotTrusted("the certificate of the signer is not one for timestamps only")
    stated = signer.attributes.get(oids.SIGNING_CERTIFICATE_V2)
    if stated is None or not is_named_by(signer.certificate, stated):
        raise NotTrusted("the signature does not name the certificate of its signer")


def _read(content: bytes) -> Timestamp:
    fields = der.Fields.of(content, most=MOST_BYTES)
    if der.unsigned_of(fields.take()) != 1:
        raise Malformed("a timestamp is not of version 1")
    policy, imprint = der.object_identifier_of(fields.take()), read_imprint(fields.take())
    serial, moment = der.unsigned_of(fields.take()), der.moment_of(fields.take(tags.GENERALIZED_TIME))
    accuracy = fields.maybe(tags.SEQUENCE)
    fields.maybe(tags.BOOLEAN)
    nonce = read_nonce(fields.maybe(tags.INTEGER))
    fields.explicit(0)
    fields.explicit(1)
    fields.end()
    return Timestamp(moment, _accuracy(accuracy) if accuracy else None, serial, policy, imprint, nonce)


def _accuracy(value: der.Value) -> timedelta:
    """Seconds, thousandths, millionths; each may be missing."""
    fields = der.Fields(value)
    seconds, thousandths, millionths = fields.maybe(tags.INTEGER), fields.maybe(0x80), fields.maybe(0x81)
    fields.end()
    whole = min(der.unsigned_of(seconds), 86_400) if seconds else 0
    parts = [int.from_bytes(each.body[:2], "big") if each else 0 for each in (thousandths, millionths)]
    return timedelta(seconds=whole, milliseconds=parts[0], microseconds=parts[1])

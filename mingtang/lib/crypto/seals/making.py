"""Making seals, and signing with them: version 4, by SM2 only (GB/T 38540-2020, 6 and 7)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.faults import IssueRefused, KeyRefused
from mingtang.lib.crypto.keys import KeyKind, SigningKey
from mingtang.lib.crypto.seals.reading import MOST_BYTES, read_seal
from mingtang.lib.crypto.seals.structure import Picture
from mingtang.lib.digests import sm3

VERSION = 4
VENDOR = "MINGTANG"
_CERTIFICATES = 1  # the list of signers holds certificates, not digests of them
_LARGEST_PICTURE = MOST_BYTES // 2


def make_seal(
    *,
    number: str,
    name: str,
    picture: Picture,
    signers: Sequence[Certificate],
    maker: Certificate,
    key: SigningKey,
    created_at: datetime,
    begin: datetime,
    end: datetime,
    kind: int = 1,
) -> bytes:
    """A seal (DER), signed by its `maker`, whose `key` signs the information of the seal alone.

    `number` is ASCII and unique; `kind` is what the seal system means by it (1: of an organ). A seal must not outlive
    the certificate of its maker, since verifiers judge that one when the seal was used. Raises IssueRefused; KeyRefused
    for a key that is not SM2 or not the maker's; EngineFailed.
    """
    _require_own_sm2(key, maker)
    if not signers or not begin < end <= maker.not_after or not number.isascii():
        raise IssueRefused("a seal has signers, an ASCII number, and a term inside that of its maker's certificate")
    information = der.sequence(
        der.sequence(der.ia5("ES"), der.integer(VERSION), der.ia5(VENDOR)),
        der.ia5(number),
        der.sequence(
            der.integer(kind),
            der.utf8(name),
            der.integer(_CERTIFICATES),
            der.sequence(*(der.octet_string(each.encoded) for each in signers)),
            *map(der.gentime, (created_at, begin, end)),
        ),
        _encoded(picture),
    )
    return der.sequence(information, *_signed_by(key, maker, information))


def _encoded(picture: Picture) -> bytes:
    if len(picture.data) > _LARGEST_PICTURE:
        raise IssueRefused("the picture of the seal is too large")
    sides = der.integer(picture.width), der.integer(picture.height)
    return der.sequence(der.ia5(picture.format), der.octet_string(picture.data), *sides)


def sign_with_seal(
    seal: bytes,
    data: bytes,
    *,
    place: str,
    key: SigningKey,
    certificate: Certificate,
    moment: datetime,
    stamp: Callable[[bytes], bytes | None] | None = None,
) -> bytes:
    """SES_Signature (DER) over `data`, which is found at `place` (ASCII: in OFD the path of Signature.xml).

    `stamp` gets the value of the signature and returns a timestamp (token, DER) over it, or None if there is none to
    be had. Raises IssueRefused if the seal does not name `certificate` or has run out; KeyRefused for a key that is not
    SM2 or not that of `certificate`; Malformed for a seal that is none; EngineFailed.
    """
    _require_own_sm2(key, certificate)
    read = read_seal(seal)
    if not read.may_be_used_by(certificate) or not read.is_valid_at(moment):
        raise IssueRefused("the seal does not name this certificate, or is not valid at this moment")
    content = der.sequence(der.integer(VERSION), seal, der.gentime(moment), der.bit_string(sm3(data)), der.ia5(place))
    encoded, algorithm, value = _signed_by(key, certificate, content)
    token = stamp(der.bits_of(der.one_value(value))) if stamp else None
    return der.sequence(
        content, encoded, algorithm, value, *([der.explicit(0, der.bit_string(token))] if token else [])
    )


def _signed_by(key: SigningKey, certificate: Certificate, content: bytes) -> tuple[bytes, bytes, bytes]:
    return (
        der.octet_string(certificate.encoded),
        der.oid(oids.SM2_WITH_SM3),
        der.bit_string(key.sign(content)),
    )


def _require_own_sm2(key: SigningKey, certificate: Certificate) -> None:
    if key.algorithm is not KeyKind.SM2 or key.spki != certificate.spki:
        raise KeyRefused("seals are made and used with the SM2 key of the certificate")

"""Signing messages: SignedData with one signer, its certificates, and always signed attributes (RFC 5652 5)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.cms.families import Family
from mingtang.lib.crypto.faults import IssueRefused
from mingtang.lib.crypto.keys import SigningKey

Stamp = Callable[[bytes], bytes | None]
"""Asks for a timestamp of bytes: the token (ContentInfo, DER), or None where the authority does not answer."""


def sign_cms(
    key: SigningKey,
    certificate: Certificate,
    content: bytes,
    *,
    chain: Sequence[Certificate] = (),
    detached: bool = False,
    signed_at: datetime | None = None,
    family: Family | None = None,
    content_type: str | None = None,
    attributes: Sequence[bytes] = (),
    stamp: Stamp | None = None,
) -> bytes:
    """ContentInfo, DER: `content` signed by the holder of `certificate`; `detached` leaves the content itself out.

    `family` is the usual one of the key, `content_type` plain data unless given. `signed_at` is what the signer says,
    which proves nothing. `attributes` are further signed ones (DER). `stamp` is asked for a timestamp of the signature.
    Raises IssueRefused if the key is not that of the certificate, EngineFailed.
    """
    if key.spki != certificate.spki:
        raise IssueRefused("the key is not that of the certificate")
    family = family or Family.usual_of(key.algorithm)
    content_type = content_type or family.data
    stated = _stated(key, content_type, content, signed_at) + list(attributes)
    signer = _signer_info(key, certificate, family, stated, stamp)
    carried = der.sequence(der.oid(content_type), b"" if detached else der.explicit(0, der.octet_string(content)))
    signed_data = der.sequence(
        der.integer(1 if content_type == family.data else 3),
        der.set_of(key.algorithm.digest_algorithm),
        carried,
        _shown((certificate, *chain)),
        der.set_of(signer),
    )
    return der.sequence(der.oid(family.signed_data), der.explicit(0, signed_data))


def attribute(oid: str, value: bytes) -> bytes:
    """Attribute of one value, DER."""
    return der.sequence(der.oid(oid), der.set_of(value))


def _shown(certificates: Sequence[Certificate]) -> bytes:
    """CertificateSet, implicitly tagged: in the order of a SET."""
    return der.context(0, *sorted(each.encoded for each in certificates), constructed=True)


def _stated(key: SigningKey, content_type: str, content: bytes, signed_at: datetime | None) -> list[bytes]:
    stated = [
        attribute(oids.CONTENT_TYPE, der.oid(content_type)),
        attribute(oids.MESSAGE_DIGEST, der.octet_string(key.algorithm.digest_of(content))),
    ]
    return stated + ([attribute(oids.SIGNING_TIME, der.time(signed_at))] if signed_at else [])


def _signer_info(
    key: SigningKey, certificate: Certificate, family: Family, stated: Sequence[bytes], stamp: Stamp | None
) -> bytes:
    """The attributes are signed as the SET they are, and carried under another tag (RFC 5652 5.4)."""
    to_sign = der.set_of(*stated)
    signature = key.sign(to_sign)
    token = stamp(signature) if stamp else None
    return der.sequence(
        der.integer(1),
        der.sequence(certificate.issuer.encoded, der.integer(certificate.serial)),
        key.algorithm.digest_algorithm,
        b"\xa0" + to_sign[1:],
        family.signature_algorithm(key.algorithm),
        der.octet_string(signature),
        der.context(1, attribute(oids.STAMP_OF_SIGNATURE, token), constructed=True) if token else b"",
    )

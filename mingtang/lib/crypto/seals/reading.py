"""Reading seals and signatures of all versions: strictly, bounded.

How many values a structure has tells the early form (versions 1 and 2: who signed stands inside) from that of 4 and 5;
the number of the version must agree. Where products differ on tags of optional extensions, both are read.
"""

from datetime import datetime
from typing import NamedTuple

from mingtang.lib.crypto import der
from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.seals.structure import Picture, Seal, SealSignature, Signed
from mingtang.lib.crypto.timestamps import read_timestamp

MOST_BYTES = 1 << 20  # of a seal
_MOST_OF_SIGNATURE = MOST_BYTES + (512 << 10)
_MOST_SIGNERS = 256
_MOST_MILLIMETRES = 1000
_EARLY, _LATE = (1, 2), (4, 5)
_CERTIFICATES, _DIGESTS = 1, 2


def read_seal(encoded: bytes) -> Seal:
    """The seal of DER of at most 1 MiB; nothing is verified. Raises Malformed."""
    inside = der.sequence_of(encoded, 2, 4, 5)
    if len(inside) == 2:
        return _early_seal(encoded, *inside)
    fields = der.Fields.of(encoded, most=MOST_BYTES)
    information = fields.take(tags.SEQUENCE)
    made = _signed(information.whole, fields.take(), fields.take(), fields.take())
    timestamp = fields.explicit(0)
    fields.end()
    return _seal(encoded, information, made, _LATE, der.bits_of(timestamp) if timestamp else None)


def read_seal_signature(encoded: bytes) -> SealSignature:
    """SES_Signature of DER of at most 1.5 MiB; nothing is verified. Raises Malformed."""
    fields = der.Fields.of(encoded, most=_MOST_OF_SIGNATURE)
    content, second = fields.take(tags.SEQUENCE), fields.take()
    if second.tag == tags.BIT_STRING:
        fields.end()
        return _early_signature(content, second)
    signed = _signed(content.whole, second, fields.take(), fields.take())
    timestamp = fields.explicit(0)
    fields.end()
    about = _about(der.Fields(content), _LATE)
    return SealSignature(*about.common, signed, der.bits_of(timestamp) if timestamp else None)


class _About(NamedTuple):
    """The first five values of what is signed, and what follows."""

    version: int
    seal: Seal
    said_at: datetime
    digest: bytes
    place: str
    rest: der.Fields

    @property
    def common(self) -> tuple[int, Seal, datetime, bytes, str]:
        return self[:5]


def _about(fields: der.Fields, versions: tuple[int, ...]) -> _About:
    version = _version(fields.take(tags.INTEGER), versions)
    seal, time = read_seal(fields.take(tags.SEQUENCE).whole), fields.take()
    said_at = _early_moment(time) if versions == _EARLY else der.moment_of(time)
    about = _About(version, seal, said_at, _bytes(fields.take()), der.text_of(fields.take()), fields)
    if versions == _LATE:
        _skip_extensions(fields)
        fields.end()
    return about


def _early_signature(content: der.Value, value: der.Value) -> SealSignature:
    about = _about(der.Fields(content), _EARLY)
    signed = _signed(content.whole, about.rest.take(), about.rest.take(), value)
    about.rest.end()
    return SealSignature(*about.common, signed)


def _early_seal(encoded: bytes, information: der.Value, made: der.Value) -> Seal:
    """The maker signs the information together with the own certificate and algorithm."""
    certificate, algorithm, value = der.sequence_of(made.whole, 3)
    content = der.sequence(information.whole, certificate.whole, algorithm.whole)
    return _seal(encoded, information, _signed(content, certificate, algorithm, value), _EARLY, None)


def _seal(
    encoded: bytes, information: der.Value, made: Signed, versions: tuple[int, ...], timestamp: bytes | None
) -> Seal:
    fields = der.Fields(information)
    header, number, about, picture = fields.take(), der.text_of(fields.take()), fields.take(), fields.take()
    _skip_extensions(fields)
    fields.end()
    mark, version, vendor = der.sequence_of(header.whole, 3)
    if der.text_of(mark) != "ES":
        raise Malformed("a seal does not say that it is one")
    return Seal(
        encoded,
        _version(version, versions),
        der.text_of(vendor),
        number,
        *_about_seal(about),
        _picture(picture),
        made,
        timestamp,
    )


def _about_seal(value: der.Value) -> tuple[int, str, tuple[bytes, ...], bool, datetime, datetime, datetime]:
    """What kind it is, its name, the signers and whether they are digests, when it was made, from and until when it is valid."""
    fields = der.Fields(value)
    kind, name, form = der.unsigned_of(fields.take()), der.text_of(fields.take()), fields.maybe(tags.INTEGER)
    how = der.unsigned_of(form) if form else _CERTIFICATES  # the early form has certificates only
    signers = [_signer(each, how) for each in der.Fields(fields.take()).rest()]
    if not 1 <= len(signers) <= _MOST_SIGNERS:
        raise Malformed("a seal has no signer, or too many")
    created_at, begin, end = (der.moment_of(fields.take()) for _ in range(3))
    fields.end()
    return kind, name, tuple(signers), how == _DIGESTS, created_at, begin, end


def _signer(value: der.Value, how: int) -> bytes:
    if how == _CERTIFICATES:
        return der.octets_of(value)
    if how == _DIGESTS:
        return der.octets_of(der.sequence_of(value.whole, 2)[1])
    raise Malformed("a seal lists its signers in an unknown way")


def _picture(value: der.Value) -> Picture:
    form, data, width, height = der.sequence_of(value.whole, 4)
    sides = der.unsigned_of(width), der.unsigned_of(height)
    if not all(0 < side <= _MOST_MILLIMETRES for side in sides):
        raise Malformed("the picture of a seal has an impossible size")
    return Picture(der.text_of(form), der.octets_of(data), *sides)


def _signed(content: bytes, certificate: der.Value, algorithm: der.Value, value: der.Value) -> Signed:
    return Signed(
        content,
        read_certificate(der.octets_of(certificate)),
        der.object_identifier_of(algorithm),
        der.bits_of(value),
    )


def _version(value: der.Value, allowed: tuple[int, ...]) -> int:
    version = der.unsigned_of(value)
    if version not in allowed:
        raise Malformed(f"version {version} is unknown in this form")
    return version


def _skip_extensions(fields: der.Fields) -> None:
    """Nobody defines any; `[0]` stands in the standard, products also leave the tag out."""
    fields.explicit(0) or fields.maybe(tags.SEQUENCE)


def _bytes(value: der.Value) -> bytes:
    """Of a BIT STRING; some early products write an OCTET STRING."""
    return der.octets_of(value) if value.tag == tags.OCTET_STRING else der.bits_of(value)


def _early_moment(value: der.Value) -> datetime:
    """In versions 1 and 2 a time in some form, or a timestamp, wrapped in a string of bytes."""
    if value.tag in (tags.UTC_TIME, tags.GENERALIZED_TIME):
        return der.moment_of(value)
    inside = _bytes(value)
    try:
        if inside[:1] == bytes((tags.SEQUENCE,)):
            return read_timestamp(inside).moment
        if inside[:1].isdigit():
            tag = tags.UTC_TIME if len(inside) == len("YYMMDDHHMMSSZ") else tags.GENERALIZED_TIME
            return der.moment_of(der.one_value(der.tlv(tag, inside)))
        return der.moment_of(der.one_value(inside))
    except NotTrusted:
        raise Malformed("the time of a signature is not one") from None

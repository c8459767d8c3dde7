"""Signing: the picture of the seal is the signature's own appearance, evidence is embedded beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.cms import Family, Stamp, attribute, certificate_id, sign_cms
from mingtang.lib.crypto.keys import SigningKey
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf.embedding import Addition, Appearance, embed
from mingtang.lib.pdf.evidence import with_evidence
from mingtang.lib.pdf.fields import next_field, page_at
from mingtang.lib.pdf.places import Place

LONGEST_TOKEN = 8192  # bytes; a longer timestamp counts as none
_ROOM = 2048  # for a message without certificates and timestamp
_HEX = 2


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A signed file, and whether an authority stamped when; if not, `complete_pdf` makes up for it later."""

    content: bytes
    is_stamped: bool


def sign_pdf(
    pdf: bytes,
    key: SigningKey,
    chain: Sequence[Certificate],
    *,
    moment: datetime,
    place: Place | None = None,
    picture: bytes | None = None,
    name: str = "",
    reason: str = "",
    stamp: Stamp | None = None,
    evidence: Evidence | None = None,
) -> SignedPdf:
    """`pdf` with one more signature: PAdES B-B, B-T if `stamp` gave a token, B-LT with `evidence` too.

    `chain` begins with the certificate of `key`, the root may be left out. `picture` is a PDF whose first page is shown
    at `place`; without both nothing is seen. `moment` is what the signer claims, `name` what the seal is called. Only
    files of our own are signed.

    Raises UnreadablePdf, ValueError for a place off its page, IssueRefused for a key of another certificate, EngineFailed.
    """
    addition = Addition(pdf)
    asked = _Asked(stamp)
    signed = embed(
        addition,
        _field(addition, f"Signature{next_field(addition.root)}", place),
        _holder(chain, moment, name, reason, room=LONGEST_TOKEN if stamp else 0),
        lambda content: _message(key, chain, content, asked),
        appearance=Appearance(picture) if picture and place else None,
    )
    return SignedPdf(with_evidence(signed, evidence) if evidence else signed, asked.is_stamped)


class _Asked:
    """Asks for a timestamp, and remembers whether one came."""

    def __init__(self, stamp: Stamp | None) -> None:
        self._stamp = stamp
        self.is_stamped = False

    def __call__(self, signature: bytes) -> bytes | None:
        token = self._stamp(signature) if self._stamp else None
        self.is_stamped = token is not None and len(token) <= LONGEST_TOKEN
        return token if self.is_stamped else None


def _field(addition: Addition, name: str, place: Place | None) -> SigFieldSpec:
    if place is None:
        return SigFieldSpec(name)
    box = place.box_on(page_at(addition.root, place.page))
    return SigFieldSpec(name, on_page=place.page - 1, box=box)  # type: ignore[arg-type]


def _holder(chain: Sequence[Certificate], moment: datetime, name: str, reason: str, *, room: int) -> SignatureObject:
    shown = sum(len(each.encoded) for each in chain)
    return SignatureObject(
        timestamp=moment,
        subfilter=SigSeedSubFilter.PADES,
        name=name,
        reason=reason,
        bytes_reserved=_HEX * (_ROOM + shown + room),
    )  # type: ignore[no-untyped-call]


def _message(key: SigningKey, chain: Sequence[Certificate], content: bytes, stamp: Stamp) -> bytes:
    """Without the time in the message itself: PAdES keeps it in the file (EN 319 142-1, 6.3)."""
    signer, *above = chain
    return sign_cms(
        key,
        signer,
        content,
        chain=above,
        detached=True,
        family=Family.INTERNATIONAL,
        attributes=[attribute(oids.SIGNING_CERTIFICATE_V2, certificate_id(signer, key.algorithm))],
        stamp=stamp,
    )

"""Completing what could not be had when a file was signed: a timestamp over the file as it is, evidence for later."""

from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

from mingtang.lib.crypto.cms import Stamp
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf.embedding import Addition, embed
from mingtang.lib.pdf.evidence import with_evidence
from mingtang.lib.pdf.fields import next_field
from mingtang.lib.pdf.signing import LONGEST_TOKEN, SignedPdf


def complete_pdf(pdf: bytes, *, stamp: Stamp | None = None, evidence: Evidence | None = None) -> SignedPdf:
    """`pdf` with further evidence, and a timestamp over all of it if `stamp` gives one (PAdES B-LTA).

    The timestamp proves the signatures to be older than itself. What is there already is not added twice; if nothing
    could be had, the file comes back as it was. Raises UnreadablePdf.
    """
    content = with_evidence(pdf, evidence) if evidence else pdf
    stamped = _stamped(content, stamp) if stamp else None
    return SignedPdf(stamped or content, stamped is not None)


class _NoToken(Exception):
    """The authority did not answer."""


def _stamped(pdf: bytes, stamp: Stamp) -> bytes | None:
    def token_for(content: bytes) -> bytes:
        token = stamp(content)
        if token is None or len(token) > LONGEST_TOKEN:
            raise _NoToken
        return token

    addition = Addition(pdf)
    field = SigFieldSpec(f"Timestamp{next_field(addition.root)}")
    try:
        return embed(addition, field, DocumentTimestamp(2 * LONGEST_TOKEN), token_for)  # type: ignore[no-untyped-call]
    except _NoToken:
        return None

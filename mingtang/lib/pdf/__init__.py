"""Signatures in PDF files: made, completed later, verified (PAdES, ETSI EN 319 142-1).

pyHanko knows the structure of files and what later revisions changed; keys, messages, timestamps and trust are those of
`lib.crypto`. Nothing is fetched. Files of strangers are only ever verified,
by `verify_pdf_apart`.
"""

from typing import TYPE_CHECKING

from mingtang.lib.late import opened_late
from mingtang.lib.pdf.faults import UnreadablePdf

if TYPE_CHECKING:
    from mingtang.lib.pdf.apart import verify_pdf_apart
    from mingtang.lib.pdf.completing import complete_pdf
    from mingtang.lib.pdf.places import Place
    from mingtang.lib.pdf.sheets import sheets_of
    from mingtang.lib.pdf.signing import SignedPdf, sign_pdf
    from mingtang.lib.pdf.verifying import verify_pdf

__getattr__ = opened_late(
    __name__,
    {
        "Place": "places",
        "SignedPdf": "signing",
        "complete_pdf": "completing",
        "sheets_of": "sheets",
        "sign_pdf": "signing",
        "verify_pdf": "verifying",
        "verify_pdf_apart": "apart",
    },
)

__all__ = [
    "Place",
    "SignedPdf",
    "UnreadablePdf",
    "complete_pdf",
    "sheets_of",
    "sign_pdf",
    "verify_pdf",
    "verify_pdf_apart",
]

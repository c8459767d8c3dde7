"""Evidence inside a file: the Document Security Store (ETSI EN 319 142-1, 5.4.2), which anybody may have written."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore

from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.revocation import read_crl
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf.embedding import Addition
from mingtang.lib.verdicts import together

_MOST = 64  # certificates, lists, answers each
_Read = TypeVar("_Read")


def with_evidence(pdf: bytes, evidence: Evidence) -> bytes:
    """`pdf` with certificates, lists and answers of `evidence` added to what it carries already; signatures stay good.

    Raises UnreadablePdf.
    """
    addition = Addition(pdf)
    before = len(addition.objects)
    DocumentSecurityStore.supply_dss_in_writer(  # type: ignore[no-untyped-call]
        addition,
        None,
        certs=[x509.Certificate.load(each.encoded) for each in (*evidence.roots, *evidence.others)],
        ocsps=[ocsp.OCSPResponse.load(each) for each in evidence.answers],
        crls=[crl.CertificateList.load(each.encoded) for each in evidence.lists],
    )
    return addition.written() if len(addition.objects) > before else pdf


def carried_with(reader: PdfFileReader, evidence: Evidence) -> Evidence:
    """`evidence` and what the file carries; roots in the file are not believed, what is unreadable is left out."""
    try:
        store = reader.root["/DSS"]
        certificates, lists, answers = (list(_streams(store, kind)) for kind in ("/Certs", "/CRLs", "/OCSPs"))
    except Exception:  # no store, or one that is none: then the file carries nothing
        return evidence
    return together(evidence, _readable(read_certificate, certificates), _readable(read_crl, lists), answers)


def _streams(store: Any, kind: str) -> Iterator[bytes]:
    for each in islice(store.get(kind, ()), _MOST):
        yield bytes(each.get_object().data)


def _readable(read: Callable[[bytes], _Read], encoded: list[bytes]) -> Iterator[_Read]:
    for each in encoded:
        try:
            yield read(each)
        except CryptoFault:
            continue

"""Certifying an authority of the second level by the root of its kind of key."""

from collections.abc import Sequence

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.holding import YEAR
from mingtang.lib.ceremony.opening import begun
from mingtang.lib.ceremony.people import Session
from mingtang.lib.ceremony.record import ROOTS, Ceremony, described, pem
from mingtang.lib.crypto.certificates import (
    PROFILES,
    CertificateRequest,
    Name,
    Term,
    check_csr,
    issue_certificate,
    read_certificate,
)
from mingtang.lib.crypto.shares import Share

DEFAULT_YEARS = 15


def certify(
    ceremony: Ceremony,
    shares: Sequence[Share],
    request: bytes,
    session: Session,
    *,
    years: int = DEFAULT_YEARS,
    subject: Name | None = None,
) -> Ceremony:
    """The ceremony with a certificate (`ceremony.entries[-1].told["certificate"]` names its file) and an entry more.

    `request` is PKCS#10, DER; its name is certified unless `subject` is given. An SM2 request is signed by the SM2
    root, an ECDSA one by the other; no authority may stand below the new one. Raises CeremonyRefused, SharesRefused
    naming custodians, Malformed, KeyRefused, NotTrusted for a request without proof of possession, IssueRefused.
    """
    asked = check_csr(request)
    root = root_for(asked)
    act, roots = begun("certify", ceremony, shares, session)
    term = Term(act.moment, act.moment + years * YEAR)
    encoded = issue_certificate(roots[root], asked.spki, subject or asked.subject, PROFILES["authority"], term)
    told = {"root": root, **_filed(act, len(ceremony.entries) + 1, request, encoded)}
    act.step(f"核对证书请求，由 {root} 根签发二级机构证书，序列号 {told['serial']}")
    return act.entered(ceremony, roots, told)


def root_for(asked: CertificateRequest) -> str:
    """Which root signs it. Raises CeremonyRefused for kinds of key without a root."""
    for root, kind in ROOTS.items():
        if asked.kind is kind:
            return root
    raise CeremonyRefused(f"there is no root for keys of kind {asked.kind}")


def _filed(act: Act, number: int, request: bytes, encoded: bytes) -> dict[str, str]:
    """Request and certificate put among the files of the act; what is told of them."""
    names = {"request": f"certificates/{number:04}.csr", "certificate": f"certificates/{number:04}.pem"}
    act.files[names["request"]] = pem("CERTIFICATE REQUEST", request)
    act.files[names["certificate"]] = pem("CERTIFICATE", encoded)
    return {**names, **described(read_certificate(encoded))}

"""Certifying an authority of the second level by the root of its kind of key."""

from collections.abc import Sequence

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.holding import YEAR
from mingtang.lib.ceremony.opening import keepers, opened_roots
from mingtang.lib.ceremony.people import Session
from mingtang.lib.ceremony.record import ROOTS, Ceremony, described, pem
from mingtang.lib.crypto.certificates import (
    PROFILES,
    Authority,
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
    roots = opened_roots(ceremony, shares)
    act = Act("certify", session, keepers(ceremony, shares))
    act.step(f"{len(act.custodians)} 位保管人到场，份额属实，打开根私钥")
    told = _certified(act, roots[root], root, len(ceremony.entries) + 1, request, asked, subject, years)
    return act.entered(ceremony, roots, told)


def root_for(asked: CertificateRequest) -> str:
    """Which root signs it. Raises CeremonyRefused for kinds of key without a root."""
    for root, kind in ROOTS.items():
        if asked.kind is kind:
            return root
    raise CeremonyRefused(f"there is no root for keys of kind {asked.kind}")


def _certified(
    act: Act,
    authority: Authority,
    root: str,
    number: int,
    request: bytes,
    asked: CertificateRequest,
    subject: Name | None,
    years: int,
) -> dict[str, str]:
    term = Term(act.moment, act.moment + years * YEAR)
    encoded = issue_certificate(authority, asked.spki, subject or asked.subject, PROFILES["authority"], term)
    names = {"request": f"certificates/{number:04}.csr", "certificate": f"certificates/{number:04}.pem"}
    act.files[names["request"]] = pem("CERTIFICATE REQUEST", request)
    act.files[names["certificate"]] = pem("CERTIFICATE", encoded)
    told = described(read_certificate(encoded))
    act.step(f"核对证书请求，由 {root} 根签发二级机构证书，序列号 {told['serial']}")
    return {"root": root, **names, **told}

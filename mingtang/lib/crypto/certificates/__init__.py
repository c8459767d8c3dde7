"""Certificates of X.509: what is issued for whom, requests for them, and reading them (RFC 5280, GM/T 0015)."""

from mingtang.lib.crypto.certificates.extensions import KeyUse, Policy
from mingtang.lib.crypto.certificates.identities import Identity, IdentityKind
from mingtang.lib.crypto.certificates.issuing import (
    Authority,
    Publication,
    Term,
    issue_certificate,
    issue_root,
    new_serial,
)
from mingtang.lib.crypto.certificates.names import AlternativeName, Name
from mingtang.lib.crypto.certificates.profiles import PROFILES, Profile
from mingtang.lib.crypto.certificates.reading import Certificate, read_certificate
from mingtang.lib.crypto.certificates.requests import CertificateRequest, check_csr, make_csr

__all__ = [
    "PROFILES",
    "AlternativeName",
    "Authority",
    "Certificate",
    "CertificateRequest",
    "Identity",
    "IdentityKind",
    "KeyUse",
    "Name",
    "Policy",
    "Profile",
    "Publication",
    "Term",
    "check_csr",
    "issue_certificate",
    "issue_root",
    "make_csr",
    "new_serial",
    "read_certificate",
]

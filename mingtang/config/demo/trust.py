"""The certification authorities of the demonstration city: a root whose key is thrown away, and one authority a kind."""

from datetime import UTC, datetime, timedelta

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Authority, open_authority, prepare_authority, publish_lists, take_list, trust_root
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import (
    PROFILES,
    Name,
    Term,
    check_csr,
    issue_certificate,
    issue_root,
    read_certificate,
)
from mingtang.lib.crypto.keys import KeyKind, generate_key
from mingtang.lib.crypto.revocation import make_crl

ORGANIZATION = "和源市人民政府"
KINDS = (KeyKind.SM2, KeyKind.ECDSA_P256)


def load_authorities() -> None:
    """Found the hierarchies, unless they stand already."""
    for kind in KINDS:
        if not Authority.objects.filter(level=Authority.Level.ISSUING, kind=kind).exists():
            _found(kind)
    publish_lists()


def _found(kind: KeyKind) -> None:
    now = datetime.now(UTC)
    root_key = generate_key(kind)
    name = Name.of(
        country="CN", organization=ORGANIZATION, unit="测试 TEST", common_name=f"和源市测试根（{kind.label}）"
    )
    root = read_certificate(issue_root(root_key, name, Term(now - timedelta(days=1), now + timedelta(days=365 * 20))))
    trusted = trust_root(SYSTEM, root.encoded)
    signer = x509.Authority(root, root_key)
    until = now + timedelta(days=365)
    take_list(SYSTEM, trusted, make_crl(signer, (), number=1, this_update=now, next_update=until))
    authority = prepare_authority(
        SYSTEM, name=f"和源市测试二级签发机构（{kind.label}）", organization=ORGANIZATION, kind=kind
    )
    asked = check_csr(bytes(authority.request))
    term = Term(now - timedelta(days=1), now + timedelta(days=365 * 10))
    issued = issue_certificate(signer, asked.spki, asked.subject, PROFILES["authority"], term)
    open_authority(SYSTEM, authority, issued)

"""An authority of the city under a root, of one kind of key, and what it issues."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from mingtang.lib.crypto.certificates import (
    PROFILES,
    AlternativeName,
    Authority,
    Certificate,
    Name,
    Policy,
    Publication,
    Term,
    issue_certificate,
    issue_root,
    read_certificate,
)
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, RsaKey, generate_key, to_pem

NOW = datetime.now(UTC).replace(microsecond=0)  # openssl asks the clock
DAY = timedelta(days=1)
PUBLICATION = Publication(
    ("http://ca.heyuan.example/list.crl",),
    ("http://ca.heyuan.example/delta.crl",),
    ("http://ca.heyuan.example/ocsp",),
    ("http://ca.heyuan.example/authority.cer",),
)
POLICIES = (Policy("1.2.156.10260.9.9", "http://ca.heyuan.example/cps"),)
SERVER = (AlternativeName("dns", "ca.heyuan.example"),)


def term(days: int = 365) -> Term:
    """From yesterday on."""
    return Term(NOW - DAY, NOW + days * DAY)


@dataclass
class Holder:
    """Someone with a certificate and its key."""

    key: PrivateKey
    encoded: bytes

    @property
    def certificate(self) -> Certificate:
        return read_certificate(self.encoded)


@dataclass
class Hierarchy:
    kind: KeyKind
    root: Authority
    city: Authority
    holders: dict[str, Holder] = field(default_factory=dict)

    def holder(self, profile: str = "organ-signing") -> Holder:
        """Made once for each profile."""
        if profile not in self.holders:
            self.holders[profile] = issued(self.city, profile)
        return self.holders[profile]

    def written(self, folder: Path) -> Path:
        """`root.pem`, `city.pem` and a certificate for each holder so far, as files for openssl."""
        given = {"root": self.root.certificate.encoded, "city": self.city.certificate.encoded}
        given |= {name: holder.encoded for name, holder in self.holders.items()}
        for name, encoded in given.items():
            (folder / f"{name}.pem").write_text(to_pem("CERTIFICATE", encoded))
        return folder


def subject(name: str = "河源市人民政府") -> Name:
    return Name.of(country="CN", province="广东省", city="河源市", organization="河源市人民政府", common_name=name)


def issued(authority: Authority, profile: str = "organ-signing", **options) -> Holder:
    """A certificate for a new key of the kind of the authority."""
    key = options.pop("key", None) or new_key(authority.key.algorithm)
    given = {"subject": subject(), "term": term(), "names": SERVER if profile.startswith("server") else ()} | options
    return Holder(key, issue_certificate(authority, key.spki, profile=PROFILES[profile], **given))


@cache
def hierarchy(kind: KeyKind) -> Hierarchy:
    """One for each kind in this process."""
    key = new_key(kind)
    root = Authority(read_certificate(issue_root(key, subject("根"), term(7000))), key)
    below = issued(root, "authority", subject=subject("河源市认证中心"), term=term(3000))
    return Hierarchy(kind, root, Authority(below.certificate, below.key, PUBLICATION, POLICIES))


_rsa_keys: list[PrivateKey] = []


def new_key(kind: KeyKind) -> PrivateKey:
    """RSA keys are short and taken in turns: making them takes a while. The first two are the authorities'."""
    if kind is not KeyKind.RSA:
        return generate_key(kind)
    _rsa_keys.append(_rsa_keys.pop(2) if len(_rsa_keys) > 4 else RsaKey.generate(2048))
    return _rsa_keys[-1]

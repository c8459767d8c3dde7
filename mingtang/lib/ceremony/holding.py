"""Holding the ceremony: two roots, one secret that opens their keys, and its shares."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.listing import LIST_DAYS, add_lists
from mingtang.lib.ceremony.opening import opened_key, passphrase
from mingtang.lib.ceremony.people import Session
from mingtang.lib.ceremony.record import ROOTS, Ceremony, described, key_file, pem, root_file
from mingtang.lib.crypto.certificates import Authority, Name, Term, issue_root, read_certificate
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, encrypt_pkcs8, generate_key
from mingtang.lib.crypto.shares import Share, SplitRecord, combine_shares, split_secret

YEAR = timedelta(hours=8766)  # 365¼ days
TEST_UNIT = "测试 TEST"
_SECRET = 32  # bytes
_SHOWN = {KeyKind.SM2: "SM2", KeyKind.ECDSA_P256: "ECDSA"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made. Five custodians of whom three are needed, and 30 years, are practice, confirmed by no standard.

    `name` is the common name, to which the algorithm is added; `place_of_name` further keywords of `Name.of`.
    Without `production` the names carry OU=测试 TEST. `publication` is the address (URL) below which lists and
    certificates of the roots will be found.
    """

    name: str
    custodians: Sequence[str]
    needed: int = 3
    production: bool = False
    years: int = 30
    publication: str = ""
    organization: str = ""
    province: str = ""
    city: str = ""
    list_days: int = LIST_DAYS

    def subject(self, kind: KeyKind) -> Name:
        """The name of the root with a key of `kind`. Raises IssueRefused."""
        return Name.of(
            country="CN",
            province=self.province,
            city=self.city,
            organization=self.organization,
            unit="" if self.production else TEST_UNIT,
            common_name=f"{self.name} {_SHOWN[kind]}",
        )

    def require_sound(self) -> None:
        """Raises CeremonyRefused."""
        if not self.name.strip():
            raise CeremonyRefused("the root has a name")
        if not 2 <= self.needed <= len(self.custodians):
            raise CeremonyRefused("at least two custodians are needed, and no more than there are")
        if self.publication and not (
            self.publication.isascii() and self.publication.startswith(("http://", "https://"))
        ):
            raise CeremonyRefused("the address of publication is an http or https URL in ASCII")


def hold(plan: Plan, session: Session) -> tuple[Ceremony, tuple[Share, ...]]:
    """The ceremony with its first entry, and the shares in the order of `plan.custodians`; nothing else has the secret.

    Raises CeremonyRefused, IssueRefused for a name or term that does not fit, EngineUnavailable where no libcrypto has SM2.
    """
    plan.require_sound()
    act = Act("hold", session, plan.custodians)
    keys = {root: generate_key(kind) for root, kind in ROOTS.items()}
    act.step("生成 SM2 与 ECDSA P-256 根密钥")
    roots = {root: _root(plan, act, root, key) for root, key in keys.items()}
    act.step(f"签发自签名根证书{'' if plan.production else '（测试）'}")
    shares, record = _divided(plan, act, keys)
    lists = add_lists(act, roots, number=1, revoked=(), days=plan.list_days)
    return act.entered(Ceremony({}), roots, _told(plan, roots, record, lists)), shares


def _root(plan: Plan, act: Act, root: str, key: PrivateKey) -> Authority:
    term = Term(act.moment, act.moment + plan.years * YEAR)
    encoded = issue_root(key, plan.subject(ROOTS[root]), term)
    act.files[root_file(root)] = pem("CERTIFICATE", encoded)
    return Authority(read_certificate(encoded), key)


def _divided(plan: Plan, act: Act, keys: Mapping[str, PrivateKey]) -> tuple[tuple[Share, ...], SplitRecord]:
    """Close the keys under a secret, divide it, and prove that shares open them before anything is handed out."""
    secret = secrets.token_bytes(_SECRET)
    for root, key in keys.items():
        act.files[key_file(root)] = pem("ENCRYPTED PRIVATE KEY", encrypt_pkcs8(key, passphrase(secret)))
    shares, record = split_secret(secret, plan.needed, len(plan.custodians))
    act.step(f"以随机口令加密两把根私钥，口令分为 {len(shares)} 份，任意 {plan.needed} 份可恢复")
    again = passphrase(combine_shares(shares[-plan.needed :], record))
    for root, key in keys.items():
        if opened_key(Ceremony(act.files), root, again).spki != key.spki:
            raise CeremonyRefused("the shares do not open the keys")
    act.step("试以份额恢复口令、打开两把根私钥，成功")
    return shares, record


def _told(plan: Plan, roots: Mapping[str, Authority], record: SplitRecord, lists: Mapping[str, str]) -> dict[str, Any]:
    return {
        "test": not plan.production,
        "publication": plan.publication,
        "custodians": list(plan.custodians),
        "split": record.document(),
        "roots": {root: described(authority.certificate) for root, authority in roots.items()},
        "lists": dict(lists),
    }

"""Whether the certificate of a signer was good when it signed: its path to a root, and that nothing of it was revoked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mingtang.lib.crypto.certificates import Certificate, KeyUse
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.revocation import RevocationList
from mingtang.lib.crypto.validation import Evidence, validate_path
from mingtang.lib.verdicts.verdict import Step

_MOST_CERTIFICATES = 64  # as paths are searched among
_SIGNING = (KeyUse.DIGITAL_SIGNATURE,)


@dataclass(frozen=True, slots=True)
class SigningTime:
    """When something was signed: as the signer claims, and before which moment a timestamp proves it to have been."""

    claimed: datetime | None = None
    proven: datetime | None = None


@dataclass(frozen=True, slots=True)
class JudgedSigner:
    """Steps `certificate` and `revocation`, the path from a root, and whether the certificate is good today as well."""

    steps: tuple[Step, Step]
    path: tuple[Certificate, ...] = ()
    good_now: bool = False


def together(
    evidence: Evidence,
    others: Iterable[Certificate] = (),
    lists: Iterable[RevocationList] = (),
    answers: Iterable[bytes] = (),
) -> Evidence:
    """`evidence` with what the signed thing itself carries, which adds knowledge but never trust."""
    certificates = {each.encoded: each for each in (*evidence.others, *others)}
    return replace(
        evidence,
        others=tuple(certificates.values())[:_MOST_CERTIFICATES],
        lists=(*evidence.lists, *lists),
        answers=tuple(dict.fromkeys((*evidence.answers, *answers))),
    )


def judge_signer(
    certificate: Certificate,
    evidence: Evidence,
    time: SigningTime,
    *,
    now: datetime,
    uses: Sequence[KeyUse] = _SIGNING,
    purposes: Sequence[str] = (),
) -> JudgedSigner:
    """`certificate` at the proven moment of signing, or today if none is proven.

    What is bad today but was good at the moment only claimed cannot be told: neither refused nor believed.
    """
    asked = _Asked(certificate, evidence, time, now, uses, purposes)
    path = asked.path_at(asked.moment, asked.without_revocation)
    good_now = bool(asked.path_at(now, evidence))
    return JudgedSigner((_certificate_step(asked, path), _revocation_step(asked, path)), path, good_now)


@dataclass(frozen=True, slots=True)
class _Asked:
    certificate: Certificate
    evidence: Evidence
    time: SigningTime
    now: datetime
    uses: Sequence[KeyUse]
    purposes: Sequence[str]

    @property
    def moment(self) -> datetime:
        return self.time.proven or self.now

    @property
    def without_revocation(self) -> Evidence:
        return replace(self.evidence, lists=(), answers=())

    def path_at(
        self, moment: datetime, evidence: Evidence, *, revocation_required: bool = False
    ) -> tuple[Certificate, ...]:
        """The path, or nothing if there is no good one."""
        return self._judged(moment, evidence, revocation_required)[0]

    def refusal_at(self, moment: datetime, evidence: Evidence) -> str:
        """Why there is no good path, in the words of the program; nothing if there is one."""
        return self._judged(moment, evidence, False)[1]

    def _judged(self, moment: datetime, evidence: Evidence, required: bool) -> tuple[tuple[Certificate, ...], str]:
        asked = {"uses": self.uses, "purposes": self.purposes}
        try:
            path = validate_path(self.certificate, evidence, moment, revocation_required=required, **asked)  # type: ignore[arg-type]
        except CryptoFault as refused:
            return (), str(refused)
        return path, ""

    def was_good_when_claimed(self, evidence: Evidence) -> bool:
        """Whether only a proof of the time is missing."""
        claimed = self.time.claimed
        return self.time.proven is None and claimed is not None and bool(self.path_at(claimed, evidence))


def _certificate_step(asked: _Asked, path: Sequence[Certificate]) -> Step:
    if path:
        issuer = _called(path[0 if len(path) == 1 else -2])
        return Step("certificate", True, f"证书由受信任的“{issuer}”签发，签署时在有效期内")
    evidence = asked.without_revocation
    detail = asked.refusal_at(asked.moment, evidence)
    if asked.was_good_when_claimed(evidence):
        return Step("certificate", None, "证书现已过期，又没有时间戳证明签名是在过期之前作出的", detail)
    if not asked.certificate.is_valid_at(asked.moment):
        return Step("certificate", False, "签署时证书不在有效期内", detail)
    return Step("certificate", False, "证书不是由受信任的机构签发的，或者不能用于签名，不能证明签名人是谁", detail)


def _revocation_step(asked: _Asked, path: Sequence[Certificate]) -> Step:
    if not path:
        return Step("revocation", None, "证书未能通过验证，没有再查是否被注销")
    if detail := asked.refusal_at(asked.moment, asked.evidence):
        if asked.was_good_when_claimed(asked.evidence):
            return Step("revocation", None, "证书已被注销，又没有时间戳证明签名是在注销之前作出的", detail)
        return Step("revocation", False, "签署时证书已被注销或者冻结", detail)
    if not asked.path_at(asked.moment, asked.evidence, revocation_required=True):
        return Step("revocation", None, "查不到当时的证书注销信息，无法判断证书是否已被注销")
    return Step("revocation", True, "签署时证书没有被注销")


def _called(certificate: Certificate) -> str:
    return certificate.subject.texts.get("common_name") or str(certificate.subject)

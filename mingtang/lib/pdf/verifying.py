"""Verifying: for each signature of a file, what is signed, by whom, when, and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.cms import SignedMessage, VerifiedSigner, is_named_by, verify_cms
from mingtang.lib.crypto.faults import Altered, CryptoFault, KeyRefused, NotTrusted, NotUnderstood
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf.changes import changes_step
from mingtang.lib.pdf.evidence import carried_with
from mingtang.lib.pdf.finding import Found, Unread, signatures_in
from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.verdicts import (
    Outcome,
    SigningTime,
    Step,
    Verdict,
    judge_signer,
    judge_timestamp,
    outcome_of,
    together,
)


def verify_pdf(pdf: bytes, evidence: Evidence, *, now: datetime) -> tuple[Verdict, ...]:
    """A verdict for each signature, in the order in which they were made; none for a file that is not signed.

    Besides `evidence`, what the file carries is used; trusted are its roots alone. Timestamps over the whole file get no
    verdict of their own: they prove when the signatures before them were made. The steps, in this order: `structure`,
    `coverage`, `content`, `signature`, `timestamp`, `certificate`, `revocation`, `changes`, and `later_timestamp` if one is
    not good; what a failure makes pointless is not asked. Raises UnreadablePdf, ValueError for a moment without time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment without time zone")
    reader = open_pdf(pdf)
    given = carried_with(reader, evidence)
    found = signatures_in(reader, pdf)
    stamps = [_Proof.by(each, given) for each in found if isinstance(each, Found) and each.is_timestamp]
    proofs = _Proofs(given, stamps)
    signatures = [each for each in found if isinstance(each, Unread) or not each.is_timestamp]
    return tuple(
        _unread(each) if isinstance(each, Unread) else _verdict(each, changes_step(each, reader), proofs, now)
        for each in signatures
    )


def _unread(signature: Unread) -> Verdict:
    if signature.is_foreign:
        says = "签名的格式不是本系统认识的，无法验证"
        return Verdict(Outcome.UNKNOWN, (Step("structure", None, says, signature.detail),))
    return Verdict(Outcome.INVALID, (Step("structure", False, "签名残缺，或者被改动过", signature.detail),))


@dataclass(frozen=True, slots=True)
class _Proof:
    """A timestamp over the file, up to `end`; `moment` is what it proves, if it does."""

    end: int
    step: Step
    moment: datetime | None

    @classmethod
    def by(cls, stamp: Found, evidence: Evidence) -> "_Proof":
        step, moment = judge_timestamp(stamp.message, stamp.covered, evidence)
        return cls(stamp.end, step, moment if stamp.covers_revision else None)


@dataclass(frozen=True, slots=True)
class _Proofs:
    """Evidence, and the timestamps over the file, the earliest first."""

    evidence: Evidence
    stamps: Sequence[_Proof]

    def of_time(
        self, found: Found, token: bytes | None, signature: bytes, shown: Evidence
    ) -> tuple[Step, datetime | None]:
        """By the signature's own timestamp, otherwise by the first good one over the file."""
        step, moment = judge_timestamp(token, signature, shown)
        later = next((each.moment for each in self.after(found) if each.moment), None)
        if moment or step.passed is False or later is None:
            return step, moment
        return Step("timestamp", True, "签名时没有可用的时间戳，后来补盖的时间戳证明签名在此时之前已经作出"), later

    def after(self, found: Found) -> list[_Proof]:
        return [each for each in self.stamps if each.end > found.end]

    def remarks(self, found: Found) -> list[Step]:
        """That a later timestamp is not good, which takes nothing from the signature."""
        bad = [each.step.detail for each in self.after(found) if each.step.passed is False]
        says = "文件上后来补盖的时间戳被改动过，没有采用"
        return [Step("later_timestamp", False, says, "；".join(bad), weighs=False)] if bad else []


def _verdict(found: Found, changes: Step, proofs: _Proofs, now: datetime) -> Verdict:
    steps = [_STRUCTURE, _coverage_step(found)]
    try:
        message, (signer,) = verify_cms(found.message, found.covered)
        _require_named(signer)
    except (CryptoFault, ValueError) as refused:
        steps += [*_refused(refused), changes]
        outcome = outcome_of(steps, good_now=False)
        return Verdict(outcome, tuple(steps), signed_at=found.claimed, name=found.name, reason=found.reason)
    steps += [_CONTENT, _SIGNATURE]
    return _of_signer(found, message, signer, steps, changes, proofs, now)


def _of_signer(
    found: Found,
    message: SignedMessage,
    signer: VerifiedSigner,
    steps: Sequence[Step],
    changes: Step,
    proofs: _Proofs,
    now: datetime,
) -> Verdict:
    shown = together(proofs.evidence, message.certificates)
    token = signer.unsigned.get(oids.STAMP_OF_SIGNATURE)
    stamped, proven = proofs.of_time(found, token, message.signers[0].signature, shown)
    judged = judge_signer(signer.certificate, shown, SigningTime(found.claimed, proven), now=now)
    every = (*steps, stamped, *judged.steps, changes, *proofs.remarks(found))
    return Verdict(
        outcome_of(every, good_now=judged.good_now),
        every,
        signer.certificate,
        proven or found.claimed,
        proven is not None,
        found.name,
        judged.path,
        found.reason,
    )


_STRUCTURE = Step("structure", True, "签名完整，可以读取")
_CONTENT = Step("content", True, "签名所覆盖的内容没有被改动")
_SIGNATURE = Step("signature", True, "签名与签名人的证书相符")


def _coverage_step(found: Found) -> Step:
    if found.covers_revision:
        return Step("coverage", True, "签名覆盖了签署时的整个文件")
    return Step("coverage", False, "签名没有覆盖签署时的整个文件，未覆盖的部分可能是别人加的")


def _refused(refused: Exception) -> tuple[Step, Step]:
    detail = str(refused)
    if isinstance(refused, Altered):
        altered = Step("content", False, "文件的内容在签名之后被改动过", detail)
        return altered, Step("signature", None, "内容已被改动，没有再验证签名", weighs=False)
    if isinstance(refused, NotUnderstood | KeyRefused):
        says = "签名所用的算法本系统不支持，无法验证"
        return Step("content", None, "无法判断内容是否被改动", detail), Step("signature", None, says, detail)
    says = "签名与签名人的证书不符，或者签名被改动过"
    return Step("content", None, "签名不可信，无法判断内容是否被改动", weighs=False), Step(
        "signature", False, says, detail
    )


def _require_named(signer: VerifiedSigner) -> None:
    """If the signature names a certificate, as PAdES demands, it is the one shown."""
    stated = signer.attributes.get(oids.SIGNING_CERTIFICATE_V2)
    if stated is not None and not is_named_by(signer.certificate, stated):
        raise NotTrusted("the signature names another certificate")

"""What strangers are told about a file: verdicts of `lib.verification`, and what our registers know of seal and document.

Of the registers only what anybody may know is told: the seal and its organ, and of a document that was shown to us whole
its title and when it was sealed. Nothing that is shown is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import BoundedSemaphore

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.trust.models import Certificate, Seal, SealUse
from mingtang.kernel.trust.queries import evidence_at_hand
from mingtang.kernel.trust.responding import evidence_about
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.verdicts import Outcome, Step, Verdict, judge_timestamp, outcome_of, together
from mingtang.lib.verification import Report, bundle_apart, judge_apart

AT_ONCE = 2  # processes that read files of strangers, for each of ours
_PATIENCE = 5  # seconds to wait for one of them
_turns = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Others are being served; ask again in a moment."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A verdict, which the registers have had their say in, and the seal if it is one of ours."""

    verdict: Verdict
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger of uses: that exactly this document was sealed, which seal, and when.

    `stamped_late` is what a timestamp that was made up for later proves.
    """

    seal: Seal
    title: str
    used_at: datetime
    stamped_late: datetime | None


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that is told about a file."""

    report: Report
    signatures: tuple[Signature, ...]
    entries: tuple[Entry, ...]

    @property
    def outcome(self) -> Outcome | None:
        """Of all signatures together; None where nothing is signed."""
        return replace(self.report, verdicts=tuple(each.verdict for each in self.signatures)).outcome


def examine(file: bytes, *, now: datetime | None = None) -> Examination:
    """What can be said of `file`; six statements. Raises `lib.verification.Unreadable`, Busy."""
    now = now or timezone.now()
    evidence = evidence_at_hand()
    with _turn():
        report = judge_apart(file, evidence, now=now)
    entries = _entries(file, report.digest, evidence)
    certificates = _certificates(report)
    seals = _seals(certificates.values())
    judged = (_judged(each, certificates, seals, entries) for each in report.verdicts)
    return Examination(report, tuple(judged), entries)


def bundle_of(file: bytes, *, now: datetime | None = None) -> bytes:
    """A zip with `file` and all that is needed to verify it without us. Raises `lib.verification.Unreadable`, Busy."""
    now = now or timezone.now()
    evidence = evidence_at_hand()
    with _turn():
        known = _certificates(judge_apart(file, evidence, now=now))
        answers = evidence_about(*known.values()).answers if known else ()
        return bundle_apart(file, together(evidence, answers=answers), now=now)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def _certificates(report: Report) -> dict[str, Certificate]:
    """Certificates of signers that were issued here, by fingerprint; one statement."""
    asked = {each.signer.fingerprint for each in report.verdicts if each.signer}
    rows = Certificate.objects.filter(fingerprint__in=asked).select_related("authority")
    return {row.fingerprint: row for row in rows}


def _seals(certificates: Iterable[Certificate]) -> dict[int, Seal]:
    """Seals by the keys of their certificates; one statement."""
    keys = [each.pk for each in certificates]
    rows = Seal.objects.filter(Q(national__in=keys) | Q(international__in=keys)).select_related("organ")
    return {key: row for row in rows for key in (row.national_id, row.international_id) if key in keys}


def _entries(file: bytes, digest: str, evidence: Evidence) -> tuple[Entry, ...]:
    rows = SealUse.objects.filter(sealed_digest=digest, state=SealUse.State.DONE).select_related("seal__organ")
    return tuple(
        Entry(row.seal, row.title, row.used_at, _stamped_late(row, file, evidence)) for row in rows if row.used_at
    )


def _stamped_late(use: SealUse, file: bytes, evidence: Evidence) -> datetime | None:
    if not use.late_stamp:
        return None
    return judge_timestamp(bytes(use.late_stamp), file, evidence)[1]


def _judged(
    verdict: Verdict, certificates: dict[str, Certificate], seals: dict[int, Seal], entries: Sequence[Entry]
) -> Signature:
    certificate = certificates.get(verdict.signer.fingerprint) if verdict.signer else None
    seal = seals.get(certificate.pk) if certificate else None
    if certificate is None:
        return Signature(verdict, None)
    time = _Time.of(verdict, next((each.used_at for each in entries if each.seal == seal), None))
    steps = [*_of_certificate(certificate, verdict, time), *([_of_seal(seal, time)] if seal else [])]
    return Signature(_with(verdict, steps), seal)


@dataclass(frozen=True, slots=True)
class _Time:
    """When something was signed, and whether that is certain: by a timestamp, or because our ledger says so."""

    moment: datetime | None
    is_certain: bool

    @classmethod
    def of(cls, verdict: Verdict, entered: datetime | None) -> "_Time":
        if entered is not None and not verdict.time_is_proven:
            return cls(entered, True)
        return cls(verdict.signed_at, verdict.time_is_proven)

    def is_before(self, change: datetime | None) -> bool | None:
        """Whether it was before something changed; None if that cannot be told."""
        if change is None or self.moment is None:
            return None
        if self.moment >= change:
            return False
        return True if self.is_certain else None


def _of_certificate(certificate: Certificate, verdict: Verdict, time: _Time) -> list[Step]:
    """What the register knows before the next list is published."""
    if certificate.state == Certificate.State.ACTIVE or verdict.outcome is Outcome.INVALID:
        return []
    before, state = time.is_before(certificate.state_at), certificate.get_state_display()
    if before:
        return [Step("standing", True, f"签发机构的登记簿：证书后来{_became(state)}，签署时有效")]
    if before is None:
        return [Step("standing", None, f"签发机构的登记簿：证书现在{_became(state)}，不能证明签名是在此之前作出的")]
    return [Step("standing", False, f"签发机构的登记簿：签署时证书{_became(state)}")]


def _became(state: str) -> str:
    return state if state.startswith("已") else f"已{state}"


def _of_seal(seal: Seal, time: _Time) -> Step:
    """How the seal stood in our register when it was used (GB/T 38540-2020, 8)."""
    if seal.state == Seal.State.IN_USE:
        return Step("register", True, f"印章“{seal}”在本平台的登记簿上处于正常状态")
    before, state = time.is_before(seal.state_at), _became(seal.get_state_display())
    if before:
        return Step("register", True, f"印章“{seal}”后来{state}，用印时处于正常状态")
    if before is None:
        return Step("register", None, f"印章“{seal}”现在{state}，不能证明是在此之前用的印")
    return Step("register", False, f"用印时，印章“{seal}”{state}")


def _with(verdict: Verdict, steps: Sequence[Step]) -> Verdict:
    """`verdict` after further steps; one that was not good stays so."""
    every = (*verdict.steps, *steps)
    return replace(verdict, steps=every, outcome=outcome_of(every, good_now=verdict.outcome is Outcome.VALID))

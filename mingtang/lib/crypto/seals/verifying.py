"""Verifying what was sealed, step by step (GB/T 38540-2020, 8): each step gives its own answer, whatever the others say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mingtang.lib.crypto.certificates import Certificate, KeyUse
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.seals.reading import read_seal_signature
from mingtang.lib.crypto.seals.sentences import SENTENCES
from mingtang.lib.crypto.seals.structure import Seal, SealSignature, Signed
from mingtang.lib.crypto.validation import Evidence, validate_path
from mingtang.lib.digests import sm3
from mingtang.lib.verdicts import Outcome, Step, Verdict, judge_timestamp, outcome_of

_USES = (KeyUse.DIGITAL_SIGNATURE,)


class SealState(StrEnum):
    """How a seal stood in its register at some moment."""

    GOOD = "good"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # not in the register, or it cannot be reached


StateOfSeal = Callable[[Seal, datetime], SealState]
"""How `seal` stood at a moment: asks the register."""


def verify_seal_signature(
    encoded: bytes,
    data: bytes,
    *,
    evidence: Evidence,
    now: datetime,
    state_of_seal: StateOfSeal | None = None,
    protected: Iterable[Step] = (),
) -> Verdict:
    """What can be said of the signature `encoded` (SES_Signature, DER) over `data`.

    Certificates are judged by `evidence` at the moment a timestamp proves, or, without one, at the moment the signer
    claims; never at `now`, which only tells whether the signer's certificate is still good, and that nothing claims to
    come from the future. Without `state_of_seal` no register is asked and that step is left out. `protected` are the
    steps of the container about further parts that `data` protects. Raises nothing: what is malformed is a verdict.
    """
    try:
        signature = read_seal_signature(encoded)
    except CryptoFault as fault:
        return Verdict(Outcome.INVALID, (_step("structure", passed=False, detail=str(fault)),))
    return _Judgement(signature, data, evidence, now).verdict(state_of_seal, protected)


@dataclass(frozen=True)
class _Judgement:
    signature: SealSignature
    data: bytes
    evidence: Evidence
    now: datetime

    def verdict(self, state_of_seal: StateOfSeal | None, protected: Iterable[Step]) -> Verdict:
        """Steps in the order of the standard; the timestamp is verified first, since it says when all else is judged."""
        signature, seal = self.signature, self.signature.seal
        stamped, proven = judge_timestamp(signature.timestamp, signature.signed.signature, self.evidence)
        moment = proven or signature.said_at
        path, of_signer = self._certificate("signer", signature.signer, moment)
        today = self._certificate("signer", signature.signer, self.now)[1].passed
        steps = [
            _step("structure", passed=True, detail=f"version {signature.version}, seal version {seal.version}"),
            _step("content", passed=sm3(self.data) == signature.digest),
            _genuine("signature", signature.signed),
            _step("listed", passed=seal.may_be_used_by(signature.signer)),
            _genuine("seal", seal.made),
            self._certificate("maker", seal.maker, moment)[1],
            _step("term", passed=seal.is_valid_at(moment), detail=f"{seal.begin:%Y-%m-%d}/{seal.end:%Y-%m-%d}"),
            of_signer,
            stamped,
            self._time(proven, is_good_now=today is True),
            *([_registered(state_of_seal(seal, moment))] if state_of_seal else []),
            *protected,
        ]
        outcome = outcome_of(steps, good_now=today is not False)
        return Verdict(outcome, tuple(steps), signature.signer, moment, proven is not None, seal.name, path)

    def _time(self, proven: datetime | None, *, is_good_now: bool) -> Step:
        """While the certificate is good it does not matter when it was used; afterwards only a timestamp could tell."""
        if (proven or self.signature.said_at) > self.now:
            return _step("time", passed=False)
        return _step("time", passed=True if proven or is_good_now else None)

    def _certificate(
        self, code: str, certificate: Certificate, moment: datetime
    ) -> tuple[tuple[Certificate, ...], Step]:
        return _judged(code, certificate, self.evidence, moment)


def _judged(
    code: str, certificate: Certificate, evidence: Evidence, moment: datetime
) -> tuple[tuple[Certificate, ...], Step]:
    """The path of a certificate, empty if there is none, and the step; that is undecided if only revocation is not known."""
    try:
        return validate_path(certificate, evidence, moment, uses=_USES), _step(code, passed=True)
    except CryptoFault as refused:
        why = str(refused)
    try:
        path = validate_path(certificate, evidence, moment, uses=_USES, revocation_required=False)
    except CryptoFault:
        return (), _step(code, passed=False, detail=why)
    return path, _step(code, passed=None, detail=why)


def _genuine(code: str, signed: Signed) -> Step:
    try:
        return _step(code, passed=signed.is_genuine)
    except CryptoFault as fault:
        return _step(code, passed=False, detail=str(fault))


def _registered(state: SealState) -> Step:
    passed = None if state is SealState.UNKNOWN else state is SealState.GOOD
    return _step("register", passed=passed, detail=state)


def _step(code: str, *, passed: bool | None, detail: str = "") -> Step:
    return Step(code, passed, SENTENCES[code][passed], detail)

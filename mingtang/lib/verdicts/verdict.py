"""One verdict a signature, reached by steps that each give their own reason.

The outcomes are those of GB/T 38540-2020 and of long-term verification: that a certificate has expired or was revoked
since does not undo what it signed before, if a timestamp proves when that was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mingtang.lib.crypto.certificates import Certificate


class Outcome(StrEnum):
    """How a verification ends."""

    VALID = "valid"
    VALID_THEN = "valid_then"  # good when it was signed, as a timestamp proves; the certificate is not good any more
    UNKNOWN = "unknown"  # nothing is wrong, but something could not be told, such as whether a certificate was revoked
    INVALID = "invalid"

    @property
    def says(self) -> str:
        """The outcome in plain Chinese."""
        return _WORDS[self]


_WORDS = {
    Outcome.VALID: "签名有效",
    Outcome.VALID_THEN: "签名有效：签署时证书有效，现在证书已经失效，不影响此前的签名",
    Outcome.UNKNOWN: "无法判定：没有发现问题，但有的情况查不到",
    Outcome.INVALID: "签名无效",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One question asked of a signature. `passed` is None when it cannot be told; `says` is the answer in plain Chinese.

    `code` names the question and does not change between versions; `detail` is for experts, in the words of the program.
    What does not `weigh` is a remark, such as that there is no timestamp where none is needed: the outcome ignores it.
    """

    code: str
    passed: bool | None
    says: str
    detail: str = ""
    weighs: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one signature, and how.

    `signed_at` is proven if `time_is_proven` (a timestamp), otherwise only claimed by the signer; `name` is that of the
    seal if there is one, `reason` what the signer says it is for; `path` leads from the root to the signer.
    """

    outcome: Outcome
    steps: tuple[Step, ...]
    signer: Certificate | None = None
    signed_at: datetime | None = None
    time_is_proven: bool = False
    name: str = ""
    path: tuple[Certificate, ...] = ()
    reason: str = ""

    def step(self, code: str) -> Step | None:
        """The step of that code, if the question was asked."""
        return next((step for step in self.steps if step.code == code), None)


def outcome_of(steps: Iterable[Step], *, good_now: bool) -> Outcome:
    """The outcome that the steps amount to; `good_now` says whether the signer's certificate is good today as well."""
    found = {step.passed for step in steps if step.weighs}
    if False in found:
        return Outcome.INVALID
    if None in found:
        return Outcome.UNKNOWN
    return Outcome.VALID if good_now else Outcome.VALID_THEN

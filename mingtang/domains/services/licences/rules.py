"""Pure decisions: what may become of a licence in which state, names that are shown, codes that cannot be guessed."""

from collections.abc import Mapping
from enum import StrEnum
from secrets import choice

from mingtang.lib.identifiers import CreditCode, IdentityNumber, InvalidIdentifier, mask_name, normalise_identifier


class State(StrEnum):
    """How a licence stands (GB/T 36903: 证照状态)."""

    EFFECTIVE = "effective"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    """A newer version of the same licence has taken its place."""
    EXPIRED = "expired"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


STATES: Mapping[State, str] = {
    State.EFFECTIVE: "有效",
    State.SUSPENDED: "暂停",
    State.SUPERSEDED: "已换发",
    State.EXPIRED: "过期",
    State.REVOKED: "撤销",
    State.CANCELLED: "注销",
}


class Step(StrEnum):
    """What may become of a licence."""

    CHANGE = "change"
    RENEW = "renewal"
    SUSPEND = "suspension"
    RESUME = "resumption"
    REVOKE = "revocation"
    CANCEL = "cancellation"
    EXPIRE = "expiry"


STEPS: Mapping[Step, str] = {
    Step.CHANGE: "变更",
    Step.RENEW: "延续",
    Step.SUSPEND: "暂停",
    Step.RESUME: "恢复",
    Step.REVOKE: "撤销",
    Step.CANCEL: "注销",
    Step.EXPIRE: "到期",
}

_FROM: Mapping[Step, frozenset[State]] = {
    Step.CHANGE: frozenset({State.EFFECTIVE}),
    Step.RENEW: frozenset({State.EFFECTIVE}),
    Step.SUSPEND: frozenset({State.EFFECTIVE}),
    Step.RESUME: frozenset({State.SUSPENDED}),
    Step.REVOKE: frozenset({State.EFFECTIVE, State.SUSPENDED, State.EXPIRED}),
    Step.CANCEL: frozenset({State.EFFECTIVE, State.SUSPENDED, State.EXPIRED}),
    Step.EXPIRE: frozenset({State.EFFECTIVE, State.SUSPENDED}),
}

LEADS_TO: Mapping[Step, State] = {
    Step.CHANGE: State.SUPERSEDED,
    Step.RENEW: State.SUPERSEDED,
    Step.SUSPEND: State.SUSPENDED,
    Step.RESUME: State.EFFECTIVE,
    Step.REVOKE: State.REVOKED,
    Step.CANCEL: State.CANCELLED,
    Step.EXPIRE: State.EXPIRED,
}
"""In which state each step leaves the version it is done to."""


def why_not(step: Step, state: str) -> str:
    """Why a licence in `state` cannot take `step`, as a sentence; empty when it can."""
    if State(state) in _FROM[step]:
        return ""
    return f"证照现在的状态是“{STATES[State(state)]}”，不能{STEPS[step]}。"


class HolderKind(StrEnum):
    """By which kind of number a holder (持证主体) is known."""

    IDENTITY = "identity"
    CREDIT_CODE = "credit_code"
    PASSPORT = "passport"
    OTHER = "other"


HOLDER_KINDS: Mapping[HolderKind, str] = {
    HolderKind.CREDIT_CODE: "统一社会信用代码",
    HolderKind.IDENTITY: "居民身份证",
    HolderKind.PASSPORT: "护照",
    HolderKind.OTHER: "其他证件",
}
LONGEST_NUMBER = 40


def holder_number(kind: str, typed: str) -> str:
    """The number of a holder in its normal form. Raises InvalidIdentifier with a sentence for whoever typed it."""
    if kind == HolderKind.IDENTITY:
        return IdentityNumber.parse(typed).text
    if kind == HolderKind.CREDIT_CODE:
        return CreditCode.parse(typed).text
    number = normalise_identifier(typed)
    if not 4 <= len(number) <= LONGEST_NUMBER:
        raise InvalidIdentifier(f"证件号码应为 4 至 {LONGEST_NUMBER} 位")
    return number


def shown_holder(kind: str, name: str) -> str:
    """A holder's name on the verification page: that of an enterprise is public, of a person the first character stays."""
    return name if kind == HolderKind.CREDIT_CODE else mask_name(name)


CODE_LENGTH = 16
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is taken for something else
_MISTAKEN = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", "－": ""})


def new_code() -> str:
    """A code of eighty random bits by which a printed licence is verified."""
    return "".join(choice(_CODE_ALPHABET) for _ in range(CODE_LENGTH))


def grouped(code: str) -> str:
    """A code as it is printed: `7K3D-…`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """What was typed for a code, in its normal form."""
    return normalise_identifier(typed).translate(_MISTAKEN)

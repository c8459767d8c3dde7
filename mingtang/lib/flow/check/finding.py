"""What a check may find."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Kinds of findings. All but TOO_LARGE say that the diagram should not be published."""

    DEAD_END = "dead end"
    STUCK_JOIN = "stuck join"
    NEVER_ENDS = "never ends"
    DOUBLED = "doubled token"
    UNREACHABLE = "unreachable"
    NO_DEFAULT = "no default flow"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at `element`, in a Chinese sentence; `trace` is a shortest way to it, in Chinese steps."""

    kind: FindingKind
    element: str
    message: str
    trace: tuple[str, ...] = ()

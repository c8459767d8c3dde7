"""Facts of calls for opinions."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class CallReleased(Event):
    """Everybody may read a draft and comment on it."""

    name: ClassVar[str] = "opinions.CallReleased"
    call_id: int


@dataclass(frozen=True, kw_only=True)
class CallAnswered(Event):
    """Everybody may read what became of the opinions."""

    name: ClassVar[str] = "opinions.CallAnswered"
    call_id: int

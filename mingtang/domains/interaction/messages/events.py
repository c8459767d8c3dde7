"""Facts of interaction."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class MessageSubmitted(Event):
    """A message has come in."""

    name: ClassVar[str] = "interaction.MessageSubmitted"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessageAnswered(Event):
    """A message has been answered, or its author been told why not."""

    name: ClassVar[str] = "interaction.MessageAnswered"
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessagePublished(Event):
    """The public version of a message can be read by everybody."""

    name: ClassVar[str] = "interaction.MessagePublished"
    message_id: int

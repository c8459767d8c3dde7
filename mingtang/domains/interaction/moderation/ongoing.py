"""What people may take part in now: told by each room, for the page on which all of them begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mingtang.domains.interaction.moderation.rules import time_left


@dataclass(frozen=True)
class Ongoing:
    """An occasion: its title and address, and in a few words until when."""

    title: str
    url: str
    until: str


Provider = Callable[[date], Sequence[Ongoing]]
MOST = 4
"""So many of each room are shown."""
_providers: dict[str, Provider] = {}


def register_ongoing(room: str, provider: Provider) -> None:
    """Let a room tell what goes on in it on a day, the most urgent first; one statement."""
    _providers[room] = provider


def ongoing(today: date) -> list[Ongoing]:
    """What goes on in all rooms; one statement each."""
    return [each for provider in _providers.values() for each in provider(today)[:MOST]]


def ending_on(today: date, title: str, url: str, closes_on: date) -> Ongoing:
    """What ends with a day."""
    return Ongoing(title, url, time_left(today, closes_on))

"""What people may take part in now: told by each room, for the page on which all of them begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


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
    days = (closes_on - today).days
    return Ongoing(title, url, _("剩 %d 天") % days if days > 0 else _("今天截止"))

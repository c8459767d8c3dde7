"""Facts of the calendars, in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """Working days or hours between two days have changed, or a year has become firm: due dates there move.

    `region` is the code of the region and what lies below it, empty for the whole nation; `since` and `until` are
    ISO dates, both included; `edition` is that of the calendars after the change (see `api.edition`).
    """

    name: ClassVar[str] = "clocks.CalendarChanged"
    region: str
    since: str
    until: str
    edition: str
    why: str

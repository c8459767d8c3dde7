"""Reads of calls for opinions."""

from dataclasses import dataclass
from datetime import date

from mingtang.domains.interaction.moderation.api import MOST, Ongoing, ending_on
from mingtang.domains.interaction.opinions.models import Call, CallQuerySet, Opinion
from mingtang.domains.interaction.opinions.rules import TREATMENTS
from mingtang.kernel.evidence.api import Actor


def public_calls() -> CallQuerySet:
    """Calls that everybody may read, with how many opinions came."""
    rows: CallQuerySet = Call.objects.public().counted()
    return rows


def open_calls(today: date) -> list[Ongoing]:
    """Calls that are open, those that end first before the others; one statement."""
    rows = Call.objects.open_on(today).order_by("closes_on")[:MOST]
    return [ending_on(today, call.title, call.get_absolute_url(), call.closes_on) for call in rows]


def calls_of(actor: Actor) -> CallQuerySet:
    """Calls that the actor works on."""
    rows: CallQuerySet = Call.objects.visible_to(actor).counted()
    return rows


def opinions_of(call: Call) -> list[Opinion]:
    """All opinions on a call, for its organ; one statement."""
    return list(Opinion.objects.filter(call=call).order_by("posted_at", "pk"))


@dataclass(frozen=True)
class TreatmentFigures:
    """How many opinions were treated in one way, of all that came."""

    label: str
    count: int


def figures_of(opinions: list[Opinion]) -> list[TreatmentFigures]:
    """How many of the opinions were adopted, partly, and not, in this order."""
    return [
        TreatmentFigures(label, sum(each.treatment == code for each in opinions)) for code, label in TREATMENTS.items()
    ]

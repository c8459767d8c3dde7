"""What waits to be handed out at the desk of a hall, and what lies in its cabinets."""

from typing import Any

from django.db.models import QuerySet

from mingtang.domains.services.applications.api import Application, awaiting_delivery
from mingtang.domains.services.hall.models import Handout
from mingtang.kernel.evidence.api import Actor


def to_hand_out(actor: Actor) -> QuerySet[Application]:
    """Applications whose result is ready, as far as the actor may read them, without those in a cabinet."""
    rows: QuerySet[Application] = awaiting_delivery(actor)
    return rows.exclude(pk__in=Handout.objects.filter(collected_at=None).values("application_id"))


def handouts_of(actor: Actor) -> QuerySet[Handout]:
    """What was handed out, and what still lies in a cabinet."""
    rows: Any = Handout.objects.visible_to(actor)
    return rows.select_related("application__item", "clerk__person")  # type: ignore[no-any-return]


def in_cabinets_for(actor: Actor) -> QuerySet[Handout]:
    """What lies in a cabinet for whoever filed it."""
    rows: QuerySet[Handout] = Handout.objects.filter(application__owner=actor.account_id, collected_at=None)
    return rows.select_related("application__item")

"""What screens and commands ask of the evidence."""

from django.db.models import Count, QuerySet

from mingtang.kernel.evidence.models import Delivery, Record, Unsealed
from mingtang.kernel.evidence.permission import Actor


def records_visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the organs that the actor may audit, and the actor's own."""
    rows: QuerySet[Record] = Record.objects.visible_to(actor)
    return rows.select_related("link")


def deliveries_to_look_at() -> QuerySet[Delivery]:
    """Dead deliveries, oldest first, with their facts."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).select_related("fact").order_by("id")


def backlog() -> dict[str, int]:
    """How many deliveries wait, are dead, and how many records are not yet sealed."""
    states = dict(
        Delivery.objects.filter(state__in=["waiting", "dead"]).values_list("state").annotate(count=Count("id"))
    )
    return {"waiting": states.get("waiting", 0), "dead": states.get("dead", 0), "unsealed": Unsealed.objects.count()}

"""What screens and commands ask of the evidence."""

from django.db import models
from django.db.models import Count, QuerySet

from mingtang.kernel.evidence.models import Chain, Delivery, Record, Unsealed, Verification
from mingtang.kernel.evidence.permission import Actor


def records_visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the organs that the actor may audit, and the actor's own."""
    rows: QuerySet[Record] = Record.objects.visible_to(actor)
    return rows.select_related("link")


def deliveries_to_look_at() -> QuerySet[Delivery]:
    """Dead deliveries, oldest first, with their facts."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).select_related("fact").order_by("id")


def chain_now() -> Chain | None:
    """Where the chain stands; None before the first sealing."""
    return Chain.objects.filter(name="main").first()


def latest_verification() -> Verification | None:
    """The walk asked for last."""
    return Verification.objects.order_by("-pk").first()


def records_about(actor: Actor, row: models.Model, most: int = 10) -> list[Record]:
    """The newest records about one object that the actor may read; one statement."""
    about = Record.objects.visible_to(actor).filter(object_type=row._meta.label_lower, object_id=str(row.pk))
    return list(about.order_by("-pk")[:most])


def backlog() -> dict[str, int]:
    """How many deliveries wait, are dead, and how many records are not yet sealed."""
    states = dict(
        Delivery.objects.filter(state__in=["waiting", "dead"]).values_list("state").annotate(count=Count("id"))
    )
    return {"waiting": states.get("waiting", 0), "dead": states.get("dead", 0), "unsealed": Unsealed.objects.count()}

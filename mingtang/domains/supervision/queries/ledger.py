"""The ledger of items, and which organs may be charged."""

from django.db.models import QuerySet

from mingtang.domains.supervision.models import ItemQuerySet, SupervisedItem
from mingtang.kernel.directory.api import Organ, organs_visible_to
from mingtang.kernel.evidence.api import Actor


def ledger(actor: Actor) -> ItemQuerySet:
    """Items the actor may see with their stage, lead and organ; no statement yet."""
    rows: ItemQuerySet = SupervisedItem.objects.visible_to(actor)
    return rows.staged()


def chargeable(actor: Actor) -> QuerySet[Organ]:
    """Organs that the actor's organ may charge: those of its branch in its own region and below, but not itself."""
    organ = Organ.objects.filter(pk=actor.organ_id).first()
    if organ is None:
        return Organ.objects.none()
    rows: QuerySet[Organ] = organs_visible_to(actor).filter(state=Organ.State.ACTIVE)
    return (
        rows.filter(branch=organ.branch, region__code__startswith=organ.region_id)
        .exclude(pk=organ.pk)
        .order_by("region", "rank", "path")
    )

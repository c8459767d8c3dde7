"""What screens and commands ask of the evidence."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, Min, QuerySet

from mingtang.kernel.evidence.models import MANAGE_DELIVERIES, Chain, Delivery, Head, Record, Unsealed, Verification
from mingtang.kernel.evidence.permission import Actor


def records_visible_to(actor: Actor) -> QuerySet[Record]:
    """Records of the organs that the actor may audit, and the actor's own."""
    rows: QuerySet[Record] = Record.objects.visible_to(actor)
    return rows.select_related("link")


def deliveries_visible_to(actor: Actor) -> QuerySet[Delivery]:
    """Deliveries with their facts, for whoever handles them on the whole node: facts belong to no organ."""
    whole_node = actor.may(MANAGE_DELIVERIES, Delivery())
    return Delivery.objects.select_related("fact") if whole_node else Delivery.objects.none()


def dead_deliveries_visible_to(actor: Actor) -> QuerySet[Delivery]:
    """Those of them that wait for a decision, oldest first."""
    return deliveries_visible_to(actor).filter(state=Delivery.State.DEAD).order_by("id")


def newest_head() -> Head | None:
    """The head of the chain after the last sealing."""
    return Head.objects.order_by("-seq").first()


@dataclass(frozen=True, slots=True)
class Heads:
    """How many heads there are, and when the oldest of them was made; None when there are none."""

    count: int
    oldest_at: datetime | None


def heads_after(seq: int) -> Heads:
    """Those made after the head of that number, which is 0 for all; one statement."""
    return Heads(**Head.objects.filter(seq__gt=seq).aggregate(count=Count("pk"), oldest_at=Min("at")))


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


def records_on(*rows: models.Model, most: int = 20) -> list[Record]:
    """The newest records about these objects of one kind, for readers whom the caller lets see all of them; one statement."""
    keys = [str(row.pk) for row in rows]
    about = Record.objects.filter(object_type=rows[0]._meta.label_lower, object_id__in=keys)
    return list(about.order_by("-pk")[:most])


def own_records(actor: Actor, *, without: tuple[str, ...] = (), most: int = 8) -> list[Record]:
    """What the actor did last, except acts with the codes `without`; one statement."""
    own = Record.objects.filter(actor_account=actor.account_id, outcome=Record.Outcome.DONE)
    return list(own.exclude(act__in=without).order_by("-pk")[:most]) if actor.account_id else []


def backlog() -> dict[str, int]:
    """How many deliveries wait, are dead, and how many records are not yet sealed."""
    states = dict(
        Delivery.objects.filter(state__in=["waiting", "dead"]).values_list("state").annotate(count=Count("id"))
    )
    return {"waiting": states.get("waiting", 0), "dead": states.get("dead", 0), "unsealed": Unsealed.objects.count()}

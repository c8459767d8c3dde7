"""What screens and programs ask of seals, their uses, and the timestamps over the evidence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.kernel.directory.api import Organ, Post, holders_of
from mingtang.kernel.evidence.api import Actor, heads_after
from mingtang.kernel.trust.models import EvidenceStamp, Seal, SealMandate, SealUse
from mingtang.kernel.trust.permissions import APPLY_FOR_SEALS, APPROVE_SEAL_USE, APPROVE_SEALS, ASK_SEAL_USE

_HEAVY = ("picture", "appearance", "encoded")


def seals_visible_to(actor: Actor) -> QuerySet[Seal]:
    """Seals that the actor may see, without their artwork."""
    rows: QuerySet[Seal] = Seal.objects.visible_to(actor)
    return rows.select_related("organ", "custodian__unit").defer(*_HEAVY)


def organs_with_seals(actor: Actor) -> list[tuple[int, str]]:
    """Organs that visible seals belong to, for picking from; one statement."""
    rows = Seal.objects.visible_to(actor).order_by("organ__path")
    return list(rows.values_list("organ", "organ__short_name").distinct())


def organs_to_apply_for(actor: Actor) -> QuerySet[Organ]:
    """Organs for which the actor may apply for a seal."""
    rows: QuerySet[Organ] = Organ.objects.active().within(actor, APPLY_FOR_SEALS)
    return rows.order_by("path")


def posts_of(organ: Organ) -> QuerySet[Post]:
    """Posts of an organ, for picking a custodian; one statement."""
    rows: QuerySet[Post] = Post.objects.filter(organ=organ, closed_on=None)
    return rows.select_related("unit").order_by("unit__rank", "rank", "pk")


def usable_seals(actor: Actor) -> QuerySet[Seal]:
    """Seals that the actor may ask to be used today; those he keeps himself are refused when asked for."""
    now = timezone.now()
    rows: QuerySet[Seal] = Seal.objects.within(actor, ASK_SEAL_USE)
    usable = rows.filter(state=Seal.State.IN_USE, valid_from__lte=now, valid_until__gte=now)
    return usable.select_related("organ").defer(*_HEAVY)


def custodians_of(seal: Seal) -> list[str]:
    """Names of those who hold the custodian's post today; one statement."""
    return [account.holder_name for account in holders_of([seal.custodian_id], timezone.localdate())]


def mandates_of(seal: Seal) -> list[SealMandate]:
    """Standing approvals of a seal, open ones first; one statement."""
    rows = SealMandate.objects.filter(seal=seal).select_related("granted_by__person")
    return sorted(rows, key=lambda each: each.end is not None)


def uses_visible_to(actor: Actor) -> QuerySet[SealUse]:
    """Uses that the actor may see or has asked for, without the artwork of their seals."""
    rows: QuerySet[SealUse] = SealUse.objects.visible_to(actor)
    related = ("seal__organ", "asked_by__person", "decided_by__person", "mandate")
    return rows.select_related(*related).defer("late_stamp", *(f"seal__{name}" for name in _HEAVY))


def uses_open_to(actor: Actor) -> QuerySet[SealUse]:
    """Uses on their way: asked for or approved, not yet made (待用印)."""
    return uses_visible_to(actor).filter(state__in=[SealUse.State.ASKED, SealUse.State.APPROVED])


def uses_to_decide(actor: Actor) -> int:
    """How many uses wait for the actor, who did not ask for them; one statement."""
    waiting = SealUse.objects.within(actor, APPROVE_SEAL_USE).filter(state=SealUse.State.ASKED)
    return int(waiting.exclude(asked_by=actor.account_id).count())


def seals_to_decide(actor: Actor) -> int:
    """How many applications wait for the actor, who did not make them; one statement."""
    waiting = Seal.objects.within(actor, APPROVE_SEALS).filter(state=Seal.State.APPLIED)
    return int(waiting.exclude(applied_by=actor.account_id).count())


def uses_without_timestamp(actor: Actor) -> QuerySet[SealUse]:
    """Sealed documents that nobody has stamped yet."""
    return uses_visible_to(actor).filter(lacks_timestamp=True, state=SealUse.State.DONE)


@dataclass(frozen=True, slots=True)
class StampState:
    """How far the evidence is stamped: the newest stamp, how many heads it does not cover, how long the oldest waits."""

    newest: EvidenceStamp | None
    uncovered: int
    waiting: timedelta | None


def stamp_state(now: datetime | None = None) -> StampState:
    """How far the evidence is stamped now; two statements."""
    newest = EvidenceStamp.objects.defer("token").first()
    heads = heads_after(newest.seq if newest else 0)
    waiting = (now or timezone.now()) - heads.oldest_at if heads.oldest_at else None
    return StampState(newest, heads.count, waiting)

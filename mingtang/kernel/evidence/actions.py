"""What auditors and node administrators do: have the chain verified, deal with facts that could not be delivered."""

from django.utils import timezone

from mingtang.kernel.evidence.acts import declare_act
from mingtang.kernel.evidence.models import MANAGE_DELIVERIES, VERIFY_CHAIN, Delivery, Link, Verification
from mingtang.kernel.evidence.permission import Actor
from mingtang.kernel.evidence.ritual import act

VERIFY = declare_act("evidence.verify", "核验存证链", VERIFY_CHAIN)
RETRY_DELIVERY = declare_act("evidence.retry_delivery", "重新送达事实", MANAGE_DELIVERIES)
SKIP_DELIVERY = declare_act("evidence.skip_delivery", "跳过事实送达", MANAGE_DELIVERIES)


class NotDead(Exception):
    """The delivery is no longer dead: somebody else has dealt with it. The message is for the user."""


def retry_delivery(actor: Actor, delivery: Delivery) -> None:
    """Put a dead delivery back in line with a fresh count of tries. Raises NotDead."""
    with act(RETRY_DELIVERY, actor, delivery) as deed:
        _require_dead(delivery)
        deed.change(delivery, state=Delivery.State.WAITING, tries=0, next_at=timezone.now())


def skip_delivery(actor: Actor, delivery: Delivery, *, reason: str) -> None:
    """Give a dead delivery up, so that later facts of its subject can go on; `reason` is kept in the record.

    Raises NotDead.
    """
    with act(SKIP_DELIVERY, actor, delivery) as deed:
        _require_dead(delivery)
        deed.note = reason
        deed.change(delivery, state=Delivery.State.SKIPPED)


def _require_dead(delivery: Delivery) -> None:
    """A fact that was delivered must not be delivered again by a page that somebody left open."""
    if Delivery.objects.select_for_update().filter(pk=delivery.pk, state=Delivery.State.DEAD).first() is None:
        raise NotDead("这项送达已由他人处理。")


def ask_for_verification(actor: Actor) -> Verification:
    """Have the worker walk over the whole chain; the row tells how far it is and what it found."""
    verification = Verification(asked_at=timezone.now(), asked_by=actor.name, total=Link.objects.count())
    with act(VERIFY, actor) as deed:
        deed.create(verification)
    return verification

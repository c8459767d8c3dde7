"""What a node administrator does with facts that could not be delivered."""

from django.utils import timezone

from mingtang.kernel.evidence.models import MANAGE_DELIVERIES, Delivery
from mingtang.kernel.evidence.permission import Actor
from mingtang.kernel.evidence.ritual import act, declare_act

RETRY_DELIVERY = declare_act("evidence.retry_delivery", "重新送达事实", MANAGE_DELIVERIES)
SKIP_DELIVERY = declare_act("evidence.skip_delivery", "跳过事实送达", MANAGE_DELIVERIES)


def retry_delivery(actor: Actor, delivery: Delivery) -> None:
    """Put a dead delivery back in line with a fresh count of tries."""
    with act(RETRY_DELIVERY, actor, delivery) as deed:
        deed.change(delivery, state=Delivery.State.WAITING, tries=0, next_at=timezone.now())


def skip_delivery(actor: Actor, delivery: Delivery, *, reason: str) -> None:
    """Give a dead delivery up, so that later facts of its subject can go on; `reason` is kept in the record."""
    with act(SKIP_DELIVERY, actor, delivery) as deed:
        deed.note = reason
        deed.change(delivery, state=Delivery.State.SKIPPED)

"""Saying how content one is with an answer (满意度评价), once."""

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.models import Message
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def rate(actor: Actor, message: Message, *, satisfaction: str, opinion: str = "") -> None:
    """Rate the answer to a message. Who may, has shown its code. Raises Refused before the answer and for a second time."""
    with act(acts.RATE, actor, message) as deed:
        if message.replied_at is None or message.unit_id is None:
            raise Refused("答复以后才能评价。")
        if message.rated_at is not None:
            raise Refused("已经评价过了。")
        deed.change(message, satisfaction=satisfaction, opinion=opinion.strip(), rated_at=timezone.now())

"""Screening what came in (受理筛选): to an organ, to the channel it belongs to, or out, and then only with a second person."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.actions.stepping import complete, open_step
from mingtang.domains.interaction.messages.kinds import special_channels
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.rules import DISPATCH, REFER, REJECT, VALIDITIES
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What becomes of a message: `outcome` with the organ to answer it, the reason why not, or the channel it belongs to."""

    outcome: str
    unit: Organ | None = None
    reason: str = ""
    duplicate_of: str = ""
    channel: str = ""


def screen(actor: Actor, message: Message, screening: Screening) -> None:
    """Do the screening step. Raises Refused with the field at fault, NotPermitted."""
    with act(acts.SCREEN, actor, message) as deed:
        step = open_step(message, "screen")
        deed.change(
            message,
            screener_id=actor.account_id,
            validity=VALIDITIES.get(screening.outcome, ""),
            **_found(message, screening),
        )
        deed.note = screening.reason
        complete(actor, message, step, screening.outcome, screening.reason)


def _found(message: Message, screening: Screening) -> dict[str, Any]:
    if screening.outcome == DISPATCH:
        if screening.unit is None:
            raise Refused("请选择承办单位。", "unit")
        return {
            "unit": screening.unit,
            "dispatched_at": timezone.now(),
            "reason": screening.reason,
            "duplicate_of": None,
        }
    if screening.outcome == REFER:
        if screening.channel not in special_channels():
            raise Refused("请选择专门渠道。", "channel")
        label, words = special_channels()[screening.channel]
        return {"unit": None, "reason": label, "reply": words, "duplicate_of": None}
    if screening.outcome != REJECT:
        raise Refused("请选择受理结果。", "outcome")
    if not screening.reason.strip():
        raise Refused("请写明认定无效的理由，来信人会看到。", "reason")
    first = _first_of(message, screening.duplicate_of)
    return {"unit": None, "reason": screening.reason.strip(), "reply": screening.reason.strip(), "duplicate_of": first}


def _first_of(message: Message, number: str) -> Message | None:
    """The message that this one repeats, which must have come before it and repeat no other."""
    if not number.strip():
        return None
    first: Message | None = Message.objects.filter(organ=message.organ_id, number=number.strip()).first()
    if first is None or first.pk == message.pk or first.received_at > message.received_at:
        raise Refused("没有找到这个编号的较早留言。", "duplicate_of")
    return first.duplicate_of or first

"""Doing the open steps of a message."""

from mingtang.domains.interaction.messages.models import Message
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Complete


def open_step(message: Message, node: str) -> int:
    """The number of the open step at `node`. Raises Refused when the message is elsewhere."""
    row = Token.objects.filter(case=message.case_id, node=node, life="A", kind="T").order_by("no").first()
    if row is None:
        raise Refused("留言已经不在这一步，请刷新后再看。")
    number: int = row.no
    return number


def complete(actor: Actor, message: Message, step: int, outcome: str, opinion: str = "") -> None:
    """Complete step `step` of a message. Raises what `cases.handle` raises."""
    handle(actor, message.case_id, Complete(step, outcome), opinion=opinion.strip())


def do(actor: Actor, message: Message, node: str, outcome: str, opinion: str = "") -> None:
    """Complete the open step at `node`, as programs and stories do; people do it on the page of the case."""
    complete(actor, message, open_step(message, node), outcome, opinion)

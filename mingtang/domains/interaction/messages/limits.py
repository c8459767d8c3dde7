"""Dates of messages: the limits in force, and by how much an organ may still be given."""

from datetime import date, datetime

from django.utils import timezone

from mingtang.domains.interaction.messages.models import Message
from mingtang.kernel.cases.lamps import Lamp, Lamps
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import NoRule, Rule, due

REPLY = "interaction.reply"
"""The code of the clock of a message's case."""


def reply_rule(kind: str, on: date) -> Rule:
    """The limit for answers to a kind of message. Raises NoRule where the node has none."""
    return statute(REPLY, on, kind)


def most_extension(message: Message) -> int:
    """By how many working days the limit may be extended; 0 where it may not."""
    try:
        extension = reply_rule(message.kind, message.received_on).extension
    except NoRule:
        return 0
    return extension.most if extension else 0


def last_day_to_return(message: Message) -> date:
    """The last day on which an organ may send a message back as not its own; today where the node has no limit."""
    start = timezone.localdate(message.dispatched_at or timezone.now())
    try:
        rule = statute("interaction.return", start)
    except NoRule:
        return timezone.localdate()
    end = due(start, rule, (), office_hours(message.organ_id)).at
    return end.date() if isinstance(end, datetime) else end or start


def lamp_of(message: Message, lamps: Lamps) -> Lamp | None:
    """The light of a message: of its clock while it is open, of how it kept it afterwards."""
    if message.replied_at:
        return Lamp("done", "超期答复" if message.in_time is False else "按期答复")
    return lamps.lamp(message.case.due_at, message.case.amber_at)

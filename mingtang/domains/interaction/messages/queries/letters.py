"""Letters that everybody may read, the desk that takes them, and the one that somebody asks about with its code."""

from hmac import compare_digest

from django.db.models import QuerySet

from mingtang.domains.interaction.messages.models import Message, MessageDesk, MessageQuerySet
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor

SIMILAR = 3


def public_letters() -> MessageQuerySet:
    """Published messages with the organs that answered."""
    rows: MessageQuerySet = Message.objects.public().listed()
    return rows


def similar_to(message: Message) -> list[Message]:
    """A few more published answers of the same organ to the same kind of message; one statement."""
    rows = public_letters().filter(kind=message.kind, unit=message.unit_id).exclude(pk=message.pk)
    return list(rows.order_by("-received_at")[:SIMILAR])


def desk_of_site() -> MessageDesk | None:
    """The desk that takes the letters of this site: the first that was opened."""
    found: MessageDesk | None = MessageDesk.objects.select_related("organ").order_by("pk").first()
    return found


def answering_organs(desk: MessageDesk) -> QuerySet[Organ]:
    """Organs of government in the region of a desk and below: who may be asked, and whom a message may be sent to."""
    organ = desk.organ
    rows: QuerySet[Organ] = Organ.objects.filter(
        state=Organ.State.ACTIVE, branch=organ.branch, region__code__startswith=organ.region_id
    )
    return rows.order_by("region", "rank", "path")


def units_for(actor: Actor, message: Message) -> QuerySet[Organ]:
    """Organs to which a message may be sent."""
    return answering_organs(MessageDesk.objects.select_related("organ").get(organ=message.organ_id))


def letter_with_code(number: str, code: str) -> Message | None:
    """The message of a number, when the code is its own; wrong number and wrong code are the same."""
    found: Message | None = Message.objects.listed().filter(number=number.strip()).first()
    known = found.code if found else ""
    return found if known and compare_digest(known.encode(), code.strip().upper().encode()) else None


def messages_of(actor: Actor) -> MessageQuerySet:
    """The ledger: messages that the actor may see."""
    rows: MessageQuerySet = Message.objects.visible_to(actor)
    return rows.listed()

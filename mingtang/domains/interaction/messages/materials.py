"""Under which name files of a message are kept by content, and who may read them there."""

from collections.abc import Collection

from mingtang.domains.interaction.messages.models import Message
from mingtang.kernel.content.api import Target
from mingtang.kernel.evidence.api import Actor

LABEL = "interaction.message"


def target_of(message: Message, place: int) -> Target:
    """The message as content knows it."""
    return Target(LABEL, str(message.pk), place)


def readable_messages(actor: Actor, ids: Collection[str]) -> Collection[str]:
    """Of these messages, those whose files the actor may read; one statement. Authors have their own files anyway."""
    rows = Message.objects.visible_to(actor).filter(pk__in=[key for key in ids if key.isdigit()])
    return {str(pk) for pk in rows.values_list("pk", flat=True)}

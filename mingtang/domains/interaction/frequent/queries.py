"""Reads of frequent questions."""

from typing import Any

from mingtang.domains.interaction.frequent.models import FrequentQuestion
from mingtang.domains.interaction.messages.api import Message
from mingtang.kernel.evidence.api import Actor


def public_questions() -> Any:
    """Those that everybody may read."""
    return FrequentQuestion.objects.public()


def topics() -> list[str]:
    """The headings in use; one statement."""
    return list(public_questions().order_by("topic").values_list("topic", flat=True).distinct())


def questions_of(actor: Actor) -> Any:
    """Those that the actor keeps, shown or not."""
    return FrequentQuestion.objects.visible_to(actor).select_related("unit", "message")


def published_letter(actor: Actor, pk: int) -> Message | None:
    """A published letter of the actor's desk, with the frequent question that it is."""
    rows = Message.objects.visible_to(actor).public().select_related("frequent_question", "organ", "unit")
    found: Message | None = rows.filter(pk=pk).first()
    return found

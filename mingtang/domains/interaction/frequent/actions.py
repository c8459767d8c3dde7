"""Keeping frequent questions."""

from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.interaction.frequent import acts
from mingtang.domains.interaction.frequent.models import FrequentQuestion
from mingtang.domains.interaction.messages.api import Message
from mingtang.domains.interaction.moderation.api import require_no_personal_data
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class FrequentDraft:
    """A question and its answer as everybody is to read them, and under which heading."""

    topic: str
    question: str
    answer: str
    is_shown: bool = True


def keep_frequent(actor: Actor, message: Message, said: FrequentDraft) -> FrequentQuestion:
    """Make a published letter a frequent question, or write the one that it is anew.

    Raises Refused for a letter that is not public, and for personal data.
    """
    with act(acts.KEEP, actor, within=message) as deed:
        if message.published_at is None:
            raise Refused("公开答复以后才能列入常见问题。")
        require_no_personal_data(said.question, "question", allowed=())
        require_no_personal_data(said.answer, "answer")
        values = {**vars(said), "kept_by_id": actor.account_id, "kept_at": timezone.now()}
        known: FrequentQuestion | None = FrequentQuestion.objects.filter(message=message).first()
        if known is not None:
            deed.change(known, **values)
            return known
        kept = FrequentQuestion(message=message, organ_id=message.organ_id, unit=message.answering, **values)
        deed.create(kept)
        return kept

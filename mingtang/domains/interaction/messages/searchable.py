"""What of interaction can be found: the public versions of messages, by everybody. What was written is never found."""

from typing import Any

from django.db.models import QuerySet

from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.permissions import READ_MESSAGES
from mingtang.domains.interaction.messages.queries.letters import public_letters
from mingtang.kernel.search.api import SearchSource

KIND = "message"


def _letters() -> QuerySet[Any]:
    return public_letters()


MESSAGES = SearchSource(
    kind=KIND,
    label="网民留言",
    rows=_letters,
    title=lambda message: message.public_title,
    text=lambda message: f"{message.public_content} {message.public_reply} {message.answering.name}",
    permission=READ_MESSAGES,
    organ=lambda message: message.organ_id,
    url=Message.get_absolute_url,
    public_url=Message.get_absolute_url,
    theme=lambda message: kinds()[message.kind].label,
    dated=lambda message: message.published_at,
    order=50,
)

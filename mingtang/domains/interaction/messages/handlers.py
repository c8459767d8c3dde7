"""What interaction does when facts arrive: a published message can be found."""

from typing import Any

from mingtang.domains.interaction.messages.searchable import KIND
from mingtang.kernel.search.api import refresh


def message_published(event: Any) -> None:
    """Describe the public version of a message."""
    refresh(KIND, [event.message_id])

"""What supervision does when facts arrive: its items are found by search as they stand now."""

from typing import Any

from mingtang.domains.supervision.searchable import KIND
from mingtang.kernel.search.api import refresh


def item_changed(event: Any) -> None:
    """Describe an item anew."""
    refresh(KIND, [event.item_id])

"""What the catalogue does when facts arrive: its items are found by search as they stand now."""

from typing import Any

from mingtang.domains.disclosure.catalogue.searchable import KIND
from mingtang.kernel.search.api import refresh


def item_changed(event: Any) -> None:
    """Describe an item anew; one that is no longer public leaves."""
    refresh(KIND, [event.item_id])

"""What the catalogue does when facts arrive: items are found by search as they stand now."""

from typing import Any

from mingtang.domains.services.catalogue.queries.hall import KIND
from mingtang.kernel.search.api import refresh


def item_changed(event: Any) -> None:
    """Describe an item anew; a cancelled one leaves."""
    refresh(KIND, [event.item_id])

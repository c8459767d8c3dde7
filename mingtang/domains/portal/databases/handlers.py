"""What facts of the databases do to the index."""

from typing import Any

from mingtang.domains.portal.databases.models import Record
from mingtang.domains.portal.databases.searchable import KIND
from mingtang.kernel.search.api import refresh


def records_changed(event: Any) -> None:
    """Describe records anew; those that are no longer public leave."""
    rows = Record.objects.filter(database=event.database, number__in=event.numbers)
    refresh(KIND, rows.values_list("pk", flat=True))

"""A row as it is sent: its values with the columns that every set has (services.md 14)."""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.services.reporting.rules import moment_text

SOURCE = "mingtang"


def as_sent(row: ReportedRow) -> dict[str, Any]:
    """The set, what to do, when, in which batch, and all values in clear."""
    return {
        "id": row.pk,
        "set": row.set,
        "row_guid": str(row.guid),
        "cd_operation": row.operation,
        "cd_time": moment_text(timezone.localtime(row.at)),
        "cd_batch": row.batch,
        "data_source": SOURCE,
        "values": row.values,
    }

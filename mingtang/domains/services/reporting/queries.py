"""What pages, the API and the command ask of reported rows."""

from django.db.models import QuerySet

from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.kernel.evidence.api import Actor


def rows_visible_to(actor: Actor) -> QuerySet[ReportedRow]:
    """Rows of the organs whose reports the actor may read, the latest first."""
    rows: QuerySet[ReportedRow] = ReportedRow.objects.visible_to(actor)
    return rows.select_related("organ", "application__item").order_by("-pk")


def rows_to_send(after: int = 0, name: str = "") -> QuerySet[ReportedRow]:
    """Rows without faults behind the row `after`, in the order in which they must be sent."""
    rows: QuerySet[ReportedRow] = ReportedRow.objects.filter(pk__gt=after, fault="")
    return (rows.filter(set=name) if name else rows).order_by("pk")

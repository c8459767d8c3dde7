"""What waits on the desk: findings that were assigned to the reader."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.inspection.models import Finding
from mingtang.domains.inspection.rules import State
from mingtang.ui.desk import DeskPanel, Place

SHOWN = 5


def waiting(actor: Any) -> Mapping[str, Any]:
    """Findings to be put right by the reader, the most pressing first; one statement."""
    rows = Finding.objects.filter(assignee=actor.account_id, state=State.ASSIGNED).select_related("site")
    return {"findings": list(rows.order_by("due_on", "pk")[:SHOWN])}


PANEL = DeskPanel("inspection/desk.html", waiting, Place.MAIN, order=70)

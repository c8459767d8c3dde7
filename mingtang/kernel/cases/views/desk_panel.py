"""What the cases show on the desk: what waits with the reader, the most urgent first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.lamps import Lamps, last_day
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.queries.work import waiting_count
from mingtang.kernel.cases.views.columns import item_url
from mingtang.ui.desk import DeskPanel

SHOWN = 6


def _tasks(actor: Any) -> Mapping[str, Any]:
    """The items that end first, and how many may be taken; six statements."""
    lamps = Lamps.of_organ(actor.organ_id)
    rows = tasks.mine(actor).order_by(F("due_at").asc(nulls_last=True), "born", "no")[:SHOWN]
    return {
        "tasks": [_row(row, lamps) for row in rows],
        "count": waiting_count(actor),
        "pool": tasks.pool(actor).count(),
    }


def _row(row: Any, lamps: Lamps) -> dict[str, Any]:
    lamp = lamps.lamp(row.due_at)
    light = {"state": lamp.state, "state_label": lamp.label} if lamp else {}
    due = f"{last_day(row.due_at):%m-%d}" if row.due_at else ""
    meta = f"{case_type(row.case.type).label} · {row}"
    return {"title": row.case.title, "url": item_url(row.case_id, row.no), "meta": meta, "due": due, **light}


TASKS = DeskPanel("cases/desk.html", _tasks, order=10)

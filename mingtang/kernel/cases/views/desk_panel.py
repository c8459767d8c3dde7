"""What the cases show on the desk: what waits with the reader, the most urgent first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.lamps import UNLIMITED, Lamps, last_day
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.queries.work import as_listed, waiting_count
from mingtang.kernel.cases.views.columns import item_url, lamp_of_item
from mingtang.ui.desk import DeskPanel

SHOWN = 6


def _tasks(actor: Any) -> Mapping[str, Any]:
    """The items that end first, and how many may be taken; six statements."""
    lamps = Lamps.of_organ(actor.organ_id)
    rows: QuerySet[Any] = as_listed(tasks.mine(actor))
    rows = rows.order_by("limit", "born", "no")[:SHOWN]
    return {
        "tasks": [_row(row, lamps) for row in rows],
        "count": waiting_count(actor),
        "pool": tasks.pool(actor).count(),
    }


def _row(row: Any, lamps: Lamps) -> dict[str, Any]:
    lamp = lamp_of_item(row, lamps) or UNLIMITED
    light = {"state": lamp.state, "state_label": lamp.label}
    due = f"{last_day(row.ends_at):%m-%d}" if row.ends_at else ""
    meta = f"{case_type(row.case.type).label} · {row}"
    return {"title": row.case.title, "url": item_url(row.case_id, row.no), "meta": meta, "due": due, **light}


TASKS = DeskPanel("cases/desk.html", _tasks, order=10)

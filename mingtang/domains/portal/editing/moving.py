"""How a manuscript follows its case: after every command, in the same transaction, its stage is that of the open step."""

from typing import Any

from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.rules import PASSED, RETURNED, SUBMITTED, Stage, stage_of
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write stage and whether it came back; two statements."""
    if move.opening:
        return
    rows = Manuscript.objects.filter(case=move.case.pk)
    scheduled = rows.filter(release__state__in=[Release.State.WAITING, Release.State.FAILED]).exists()
    stage = stage_of(move.open_nodes, outcome=move.outcome, is_scheduled=scheduled)
    values: dict[str, Any] = {"stage": stage}
    if move.command == "Complete" and move.outcome in {SUBMITTED, PASSED, RETURNED}:
        values["was_returned"] = stage == Stage.DRAFT
    if stage == Stage.DRAFT:
        values["release"] = None
    rows.update(**values)

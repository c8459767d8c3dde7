"""How an application follows its case: after every command, in the same transaction, its stage is that of the open step."""

from typing import Any

from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.rules import AGREE, Stage, stage_of
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write stage, reviewer and end; one statement."""
    if not move.opening:
        stage = stage_of(move.open_nodes, status=move.case.status, last_outcome=move.outcome)
        values: dict[str, Any] = {"stage": stage}
        if move.ended:
            values["ended_at"] = move.now
        if move.node == Stage.REVIEW and move.command == "Complete":
            agreed = move.outcome == AGREE
            values["reviewed_by"] = move.actor.account_id if agreed else None
            values["reviewed_at"] = move.now if agreed else None
        CertificateApplication.objects.filter(case=move.case.pk).update(**values)

"""Doing the open steps of a manuscript."""

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Complete


def open_step(manuscript: Manuscript, *nodes: str) -> Token:
    """The open step at one of `nodes`. Raises Refused when the manuscript is elsewhere."""
    row = Token.objects.filter(case=manuscript.case_id, node__in=nodes, life="A", kind="T").order_by("no").first()
    if row is None:
        raise Refused("稿件已经不在这一步，请刷新后再看。")
    return row


def complete(actor: Actor, manuscript: Manuscript, step: int, outcome: str, opinion: str = "") -> None:
    """Complete step `step` of a manuscript. Raises what `cases.handle` raises."""
    handle(actor, manuscript.case_id, Complete(step, outcome), opinion=opinion.strip())

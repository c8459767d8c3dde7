"""How a message follows its case: after every command, in the same transaction, its stage is that of the open step."""

from typing import Any

from django.db.models import F

from mingtang.domains.interaction.messages.limits import REPLY
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.rules import AGREE, DISAGREE, RETURN, stage_of
from mingtang.kernel.cases.api import Clock, Move
from mingtang.kernel.cases.lamps import Lamps


def follow(move: Move) -> None:
    """Write stage, and what a decision at a step means for the message; two statements, some more for an answer."""
    if move.opening:
        return
    rows = Message.objects.filter(case=move.case.pk)
    message = rows.only("validity", "received_at").get()
    values: dict[str, Any] = {}
    if move.command == "Complete":
        values = _meaning(move, message)
    validity = values.get("validity", message.validity)
    rows.update(stage=stage_of(move.open_nodes, status=move.case.status, validity=validity), **values)


def _meaning(move: Move, message: Message) -> dict[str, Any]:
    if move.node == "sign" and move.outcome == RETURN:
        return {"unit": None, "dispatched_at": None, "validity": "", "returned": F("returned") + 1}
    if move.node == "confirm" and move.outcome == DISAGREE:
        return {"validity": "", "reply": "", "reason": "", "duplicate_of": None}
    if move.node in {"confirm", "review"} and move.outcome == AGREE:
        return _answered(move, message)
    return {}


def _answered(move: Move, message: Message) -> dict[str, Any]:
    due = Clock.objects.filter(case=move.case, no=0, code=REPLY).values_list("due_at", flat=True).first()
    days = Lamps.of_organ(move.case.organ_id).days(message.received_at, move.now)
    return {"replied_at": move.now, "in_time": due is None or move.now <= due, "days": days}

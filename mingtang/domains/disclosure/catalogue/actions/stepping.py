"""Completing the open step of an item, and what must be so before."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.rules import AT, Step
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Complete


def require_at(item: InformationItem, step: Step) -> None:
    """Raise Refused unless the item waits at this step."""
    if item.state != AT[step] or item.case_id is None:
        raise Refused(f"信息{item.get_state_display()}，现在不能这样办理。")


def require_another(actor: Actor, item: InformationItem) -> None:
    """Raise Refused for whoever drafted the item."""
    if item.drafted_by_id is not None and item.drafted_by_id == actor.account_id:
        raise Refused("拟稿人不能审查、签发自己拟的稿。")


def complete(
    actor: Actor, item: InformationItem, outcome: str, opinion: str = "", said: Mapping[str, Any] | None = None
) -> None:
    """End the open step with an outcome and new variables. Raises cases.Refused, NotPermitted."""
    row = Token.objects.get(case=item.case_id, life="A", kind="T")
    handle(actor, item.case_id, Complete(row.no, outcome, said or {}), opinion=opinion)
    item.refresh_from_db()

"""Completing the open step of a request, and what must be so before."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.rules import Node
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Complete


def open_node(request: DisclosureRequest) -> str:
    """The step at which a request waits; empty when it is over."""
    rows = Token.objects.filter(case=request.case_id, life="A", kind="T").values_list("node", flat=True)
    return str(rows.first() or "")


def require_at(request: DisclosureRequest, *nodes: Node) -> None:
    """Raise Refused unless the request waits at one of these steps."""
    if open_node(request) not in nodes:
        raise Refused(f"申请{request.get_state_display()}，现在不能这样办理。")


def require_past(day: date, field: str) -> None:
    """Raise Refused for a day that is still to come."""
    if day > timezone.localdate():
        raise Refused("日期不能晚于今天。", field)


def complete(actor: Actor, request: DisclosureRequest, outcome: str, opinion: str = "") -> None:
    """End the open step with an outcome. Raises cases.Refused, NotPermitted."""
    row = Token.objects.get(case=request.case_id, life="A", kind="T")
    handle(actor, request.case_id, Complete(row.no, outcome), opinion=opinion)
    request.refresh_from_db()

"""The official's desk: what is new, what I am, what I may open, what I did last."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mingtang.kernel.directory import queries
from mingtang.kernel.directory.access import ActorRequest, official_only
from mingtang.kernel.directory.terminals import terminal_name
from mingtang.kernel.evidence.api import declared_acts, own_records


@official_only
def workbench(request: ActorRequest) -> HttpResponseBase:
    """The first page of the workbench."""
    actor = request.actor
    context = {
        "today": timezone.localdate(),
        "posts": queries.appointments_of(actor.account.person, timezone.localdate()),
        "sign_ins": [(row, terminal_name(row.agent)) for row in queries.sign_ins_of(actor.account)[:4]],
        "doings": _doings(actor),
    }
    return render(request, "directory/desk.html", context)


def _doings(actor: Any) -> list[dict[str, Any]]:
    """My last acts besides signing in and out, in words."""
    labels = {kind.code: kind.label for kind in declared_acts()}
    records = own_records(actor, without=("directory.sign_in", "directory.sign_out"))
    return [{"record": record, "label": labels.get(record.act, record.act)} for record in records]

"""The official's desk: the first page of the workbench, and what the directory shows on it."""

from collections.abc import Mapping
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mingtang.kernel.directory import queries
from mingtang.kernel.directory.access import ActorRequest, official_only
from mingtang.kernel.directory.terminals import terminal_name
from mingtang.kernel.evidence.api import declared_acts, own_records
from mingtang.ui.desk import DeskPanel, Place, register


@official_only
def workbench(request: ActorRequest) -> HttpResponseBase:
    """The first page of the workbench."""
    return render(request, "directory/desk.html", {"today": timezone.localdate()})


def register_panels() -> None:
    """What I did last, what I am, where I signed in."""
    register(DeskPanel("directory/desk/doings.html", _doings, order=80))
    register(DeskPanel("directory/desk/posts.html", _posts, Place.ASIDE, order=20))
    register(DeskPanel("directory/desk/sign_ins.html", _sign_ins, Place.ASIDE, order=80))


def _doings(actor: Any) -> Mapping[str, Any]:
    """My last acts besides signing in and out, in words."""
    labels = {kind.code: kind.label for kind in declared_acts()}
    records = own_records(actor, without=("directory.sign_in", "directory.sign_out"))
    return {"doings": [{"record": record, "label": labels.get(record.act, record.act)} for record in records]}


def _posts(actor: Any) -> Mapping[str, Any]:
    return {"posts": queries.appointments_of(actor.account.person, timezone.localdate())}


def _sign_ins(actor: Any) -> Mapping[str, Any]:
    return {"sign_ins": [(row, terminal_name(row.agent)) for row in queries.sign_ins_of(actor.account)[:4]]}

"""The designer of processes. With scripts one draws; without, one exchanges files. Both save by the same action."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.processes import actions
from mingtang.kernel.processes.compiled import available_decisions
from mingtang.kernel.processes.forms import FileForm
from mingtang.kernel.processes.kinds import Kind
from mingtang.kernel.processes.models import Process, State
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES
from mingtang.kernel.processes.queries import processes_visible_to
from mingtang.kernel.processes.views.frame import ActorRequest, definition_in_reach, newest_of, told, way
from mingtang.kernel.processes.vocabulary import offered_names
from mingtang.lib.flow.drawing import Unreadable, with_diagram
from mingtang.lib.flow.verbs import CHINESE, Verb

VERBS = (
    Verb.CLAIM, Verb.RELEASE, Verb.RETURN, Verb.WITHDRAW, Verb.REASSIGN, Verb.DELEGATE, Verb.ADD_SIGN, Verb.DROP_SIGN,
    Verb.CIRCULATE, Verb.URGE, Verb.SUPERVISE, Verb.SUSPEND,
)  # fmt: skip
"""The handling verbs that a step may allow or withhold; the others concern the whole case."""


@asks(DESIGN_PROCESSES)
def process_design(request: ActorRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Draw the draft; a file that is sent becomes the draft."""
    process = definition_in_reach(request, kind, pk, DESIGN_PROCESSES)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, kind, process, form.cleaned_data)
        except Refused as fault:
            form.add_error("file", str(fault))
    return _designer(request, kind, process, form)


def _saved(request: ActorRequest, kind: Kind, process: Process, data: dict[str, Any]) -> HttpResponseBase:
    try:
        xml = with_diagram(data["xml"].encode()).decode()
    except Unreadable as error:
        raise Refused(error.fault.message, "xml") from error
    draft = actions.save_draft(request.actor, process, xml, seen=data["seen"], note=data["note"])
    return told(request, "草稿已保存。", kind.url("version", process.pk, draft.number))


def _designer(request: ActorRequest, kind: Kind, process: Process, form: FileForm) -> HttpResponse:
    version = newest_of(process)
    context = {
        "process": process,
        "version": version,
        "form": form,
        "parents": way(kind, process),
        "xml": form.data.get("xml") or with_diagram(version.xml.encode()).decode(),
        "offered": _offered(request, process),
        "urls": {name: kind.url(name, process.pk) for name in ("page", "publication")}
        | {name: kind.url(name, process.pk, version.number) for name in ("file", "rehearsal")},
    }
    return render(request, "processes/design.html", context, status=422 if form.errors else 200)


def _offered(request: ActorRequest, process: Process) -> dict[str, Any]:
    """What the property panel offers to choose from; two statements."""
    names = offered_names()
    tables = [(key, f"决策表 {key}") for key in sorted(available_decisions(process.organ_id))]
    callable_ones = processes_visible_to(request.actor).filter(versions__state=State.PUBLISHED).order_by("title")[:200]
    return {
        "rules": [*tables, *names["rules"]],
        "services": names["services"],
        "processes": [(called.key, called.title) for called in callable_ones],
        "verbs": [(str(verb), CHINESE[verb]) for verb in VERBS],
    }

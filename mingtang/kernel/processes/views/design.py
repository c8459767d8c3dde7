"""The designer of processes. With scripts one draws; without, one exchanges files. Both save by the same action."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.clocks.api import limit_titles
from mingtang.kernel.definitions.api import State, definitions_visible_to, newest_of, save_draft, users_of
from mingtang.kernel.definitions.views import in_reach, told, way
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused, known_roles
from mingtang.kernel.processes.compiled import available_decisions
from mingtang.kernel.processes.forms import FileForm
from mingtang.kernel.processes.kinds import PROCESSES, Processes
from mingtang.kernel.processes.models import Process
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES
from mingtang.kernel.processes.vocabulary import offered_names
from mingtang.lib.flow.drawing import Unreadable, with_diagram
from mingtang.lib.flow.verbs import CHINESE, Verb

VERBS = (
    Verb.CLAIM, Verb.RELEASE, Verb.RETURN, Verb.WITHDRAW, Verb.REASSIGN, Verb.DELEGATE, Verb.ADD_SIGN, Verb.DROP_SIGN,
    Verb.CIRCULATE, Verb.URGE, Verb.SUPERVISE, Verb.SUSPEND,
)  # fmt: skip
"""The handling verbs that a step may allow or withhold; the others concern the whole case."""


@asks(DESIGN_PROCESSES)
def process_design(request: ActorRequest, kind: Processes, pk: int) -> HttpResponseBase:
    """Draw the draft; a file that is sent becomes the draft."""
    process = in_reach(request, kind, pk, DESIGN_PROCESSES)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, kind, process, form.cleaned_data)
        except Refused as fault:
            form.add_error("file", str(fault))
    return _designer(request, kind, process, form)


def _saved(request: ActorRequest, kind: Processes, process: Process, data: dict[str, Any]) -> HttpResponseBase:
    try:
        xml = with_diagram(data["xml"].encode()).decode()
    except Unreadable as error:
        raise Refused(error.fault.message, "xml") from error
    draft = save_draft(request.actor, kind, process, xml, seen=data["seen"], note=data["note"])
    return told(request, "草稿已保存。", kind.url("version", process.pk, draft.number))


def _designer(request: ActorRequest, kind: Processes, process: Process, form: FileForm) -> HttpResponse:
    version = newest_of(process)
    context = {
        "process": process,
        "version": version,
        "form": form,
        "users": users_of(process, request.actor),
        "parents": way(kind, process),
        "xml": form.data.get("xml") or with_diagram(version.xml.encode()).decode(),
        "offered": _offered(request, process),
        "urls": {name: kind.url(name, process.pk) for name in ("page", "publication")}
        | {name: kind.url(name, process.pk, version.number) for name in ("file", "rehearsal")},
    }
    return render(request, "processes/design.html", context, status=422 if form.errors else 200)


def _offered(request: ActorRequest, process: Process) -> dict[str, Any]:
    """What the property panel offers to choose from; three statements."""
    names = offered_names()
    tables = [(key, f"决策表 {key}") for key in sorted(available_decisions(process.organ_id))]
    visible = definitions_visible_to(request.actor, PROCESSES).filter(versions__state=State.PUBLISHED)
    return {
        "rules": [*tables, *names["rules"]],
        "services": names["services"],
        "processes": [(called.key, called.title) for called in visible.order_by("title")[:200]],
        "verbs": [(str(verb), CHINESE[verb]) for verb in VERBS],
        "limits": sorted(limit_titles().items()),
        "roles": [(f"role:{code}", name) for code, name in known_roles()],
    }

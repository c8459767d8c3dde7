"""推演: a version is played step by step; the choices travel with the page and are replayed, so that nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render

from mingtang.kernel.definitions.views import in_reach, told, version_numbered, way
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.processes.compiled import Unsound, net_of, vocabulary_of
from mingtang.kernel.processes.kinds import Processes
from mingtang.kernel.processes.models import ProcessVersion
from mingtang.kernel.processes.permissions import READ_PROCESSES
from mingtang.kernel.processes.rules import (
    BadChoice,
    Choice,
    Rehearsal,
    names_asked,
    packed,
    parse_vars,
    rehearse,
    unpacked,
)
from mingtang.kernel.processes.views.versions import drawn
from mingtang.lib.flow.drawing import Mark


@asks(READ_PROCESSES)
def version_rehearsal(request: ActorRequest, kind: Processes, pk: int, number: int) -> HttpResponse:
    """The state after the choices so far, and what can happen next."""
    definition = in_reach(request, kind, pk)
    version = version_numbered(definition, number)
    try:
        net, vocabulary = net_of(version.pk), vocabulary_of(version.pk)
    except Unsound:
        return told(request, "这一版有错，改正后才能推演。", kind.url("version", pk, number), good=False)  # type: ignore[return-value]
    choices, fault = _wishes(request)
    played = rehearse(net, vocabulary, choices)
    played.fault = fault or played.fault
    context = {
        "definition": definition,
        "version": version,
        "parents": way(kind, definition, version),
        "played": played,
        "choices": packed(played.choices),
        "names": names_asked(net),
        "typed": request.POST if played.fault else {},
        "url": kind.url("rehearsal", pk, number),
        **_picture(version, played),
    }
    return render(request, "processes/rehearsal.html", context, status=422 if played.fault else 200)


def _picture(version: ProcessVersion, played: Rehearsal) -> dict[str, object]:
    marks = dict.fromkeys(played.done, Mark.DONE) | dict.fromkeys(played.live, Mark.LIVE)
    return drawn(version.xml, marks, "rehearsal")


def _wishes(request: ActorRequest) -> tuple[list[Choice], str]:
    """The choices so far with the new one, or without the last when it is taken back; and what is wrong with the new one."""
    choices: list[Choice] = []
    wish = request.POST.get("do", "")
    try:
        choices = unpacked(request.POST.get("choices", ""))
        if wish == "back":
            choices = choices[:-1]
        elif wish.isascii() and wish.isdigit():
            outcome = request.POST.get("outcome", "").strip()[:60]
            choices = [*choices, Choice(int(wish), outcome, parse_vars(request.POST.get("vars", "")[:4000]))]
    except BadChoice as fault:
        return choices, str(fault)
    return choices, ""

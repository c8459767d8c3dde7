"""One version as a picture, what the check says of it, publishing, and two versions side by side."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString

from mingtang.kernel.definitions.api import newest_of, publish_draft, versions_of
from mingtang.kernel.definitions.views import STATE_KINDS, in_reach, rights, told, version_numbered, way
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.judging import Judgement
from mingtang.kernel.processes.kinds import PROCESSES, DrawnKind, Processes
from mingtang.kernel.processes.models import DrawnDefinition, DrawnVersion
from mingtang.kernel.processes.permissions import PUBLISH_PROCESSES, READ_PROCESSES
from mingtang.kernel.processes.tables import shown_table
from mingtang.lib.flow.drawing import Mark, differences, lines_of, marks_of_both, picture_of, svg_of


@asks(READ_PROCESSES)
def version_page(request: ActorRequest, kind: DrawnKind[Any, Any], pk: int, number: int) -> HttpResponseBase:
    """A version: drawn, with what the check finds marked in it."""
    definition = in_reach(request, kind, pk)
    version = version_numbered(definition, number)
    context = {
        "definition": definition,
        "version": version,
        "state_kind": STATE_KINDS[version.state],
        "here": f"第 {version.number} 版",
        "parents": way(kind, definition),
        "can": rights(request, kind, definition),
        "kind": kind,
        "urls": {name: kind.url(name, pk, number) for name in ("file", "retirement")}
        | {name: kind.url(name, pk) for name in ("design", "publication")},
        "rehearsal_url": kind.url("rehearsal", pk, number) if kind is PROCESSES else "",
    }
    return render(request, "processes/version.html", context | judged(kind, definition, version))


def judged(kind: DrawnKind[Any, Any], definition: DrawnDefinition, version: DrawnVersion) -> dict[str, Any]:
    """The judgement of a version and how it is shown."""
    judgement = kind.judgement(definition, version.xml)
    known = {"judgement": judgement, "remarks": judgement.remarks}
    if kind is PROCESSES:
        return known | drawn(version.xml, faulty(judgement), "version")
    return known | {"table": shown_table(version.xml)}


def faulty(judgement: Judgement) -> dict[str, Mark]:
    """A mark for each element a remark speaks of."""
    return {remark.element: Mark.FAULTY for remark in judgement.remarks if remark.element}


def drawn(xml: str, marks: dict[str, Mark], name: str) -> dict[str, Any]:
    """The picture and its words, for templates."""
    picture = picture_of(xml.encode())
    return {"svg": SafeString(svg_of(picture, marks, name=name)), "lines": lines_of(picture, marks)}


@asks(PUBLISH_PROCESSES)
def publication(request: ActorRequest, kind: DrawnKind[Any, Any], pk: int) -> HttpResponseBase:
    """What the check says of the draft and what changes with it; sent, it is published."""
    definition = in_reach(request, kind, pk, PUBLISH_PROCESSES)
    version = newest_of(definition)
    if not version.is_draft:
        return told(request, "没有草稿可以发布。", kind.url("page", pk), good=False)
    refusal = ""
    if request.method == "POST":
        try:
            publish_draft(request.actor, kind, definition, seen=request.POST.get("seen", ""))
            return told(request, f"第 {version.number} 版已发布，新的案件从现在起按它办理。", kind.url("page", pk))
        except Refused as fault:
            refusal = str(fault)
            version.refresh_from_db()
    context = {"definition": definition, "version": version, "parents": way(kind, definition), "refusal": refusal}
    context |= {"kind": kind, "design_url": kind.url("design", pk), "back": kind.url("page", pk)}
    context |= judged(kind, definition, version)
    return render(request, "processes/publication.html", context, status=422 if refusal else 200)


@asks(READ_PROCESSES)
def version_differences(request: ActorRequest, kind: Processes, pk: int) -> HttpResponse:
    """Two versions with what was added, removed and changed; without a wish the last two."""
    definition = in_reach(request, kind, pk)
    versions = list(versions_of(definition))
    numbers = [version.number for version in versions]
    new = _wish(request, "new", numbers, numbers[0])
    old = _wish(request, "old", numbers, next((number for number in numbers if number < new), new))
    before, after = version_numbered(definition, old), version_numbered(definition, new)
    found = differences(before.xml.encode(), after.xml.encode())
    marks_before, marks_after = marks_of_both(found)
    context = {
        "definition": definition,
        "parents": way(kind, definition),
        "versions": versions,
        "old": before,
        "new": after,
        "differences": found,
        "before": drawn(before.xml, marks_before, "before"),
        "after": drawn(after.xml, marks_after, "after"),
    }
    return render(request, "processes/differences.html", context)


def _wish(request: ActorRequest, name: str, numbers: list[int], otherwise: int) -> int:
    wish = request.GET.get(name, "")
    return int(wish) if wish.isascii() and wish.isdigit() and int(wish) in numbers else otherwise

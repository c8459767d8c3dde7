"""Lists of definitions, one definition with its versions, and what changes it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.definitions.api import (
    State,
    create_definition,
    revise_definition,
    versions_of,
)
from mingtang.kernel.definitions.views import (
    STATE_KINDS,
    blame,
    in_reach,
    listing_of,
    rights,
    show_list,
    told,
    version_numbered,
    way,
)
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.contents import beginning_of_decision, beginning_of_process
from mingtang.kernel.processes.forms import CreateForm, DrawnDefinitionFilter, NamesForm
from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES, DrawnKind
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, READ_PROCESSES
from mingtang.lib.flow.drawing import Unreadable
from mingtang.ui.listing import Column

AnyKind = DrawnKind[Any, Any]
KINDS: tuple[AnyKind, ...] = (PROCESSES, DECISIONS)
CATEGORY = Column("category", "类别", sort="category", middle=True)
LISTINGS = {kind: listing_of(kind, CATEGORY, filter_form=DrawnDefinitionFilter) for kind in KINDS}


@asks(READ_PROCESSES)
def definition_list(request: ActorRequest, kind: AnyKind) -> HttpResponseBase:
    """Definitions in reach, and those of the node; two statements."""
    tabs = [{"label": each.noun, "url": each.url("list"), "current": each is kind} for each in KINDS]
    return show_list(request, kind, LISTINGS[kind], "processes/list.html", tabs=tabs)


@asks(DESIGN_PROCESSES)
def definition_create(request: ActorRequest, kind: AnyKind) -> HttpResponseBase:
    """Create a definition; `?start=` proposes what it begins with."""
    if request.method != "POST":
        start = {"start": request.GET.get("start", ""), "organ": request.actor.organ_id}
        return _form_page(request, kind, CreateForm(initial=start, actor=request.actor, kind=kind))
    form = CreateForm(request.POST, request.FILES, actor=request.actor, kind=kind)
    if form.is_valid():
        try:
            definition = _create(request, kind, form.cleaned_data)
            return told(request, f"已建立“{definition}”。", kind.url("design", definition.pk))
        except Unreadable as fault:
            form.add_error("file", fault.fault.message)
        except Refused as fault:
            blame(form, fault, xml="file")
    return _form_page(request, kind, form, status=422)


def _create(request: ActorRequest, kind: AnyKind, data: dict[str, Any]) -> Any:
    names = {name: data[name] for name in ("key", "title", "organ", "category")}
    if kind is PROCESSES:
        xml = beginning_of_process(data["key"], data["title"], start=data["start"], file=data["file"])
    else:
        xml = beginning_of_decision(data["key"], data["title"], file=data["file"])
    return create_definition(request.actor, kind, content=xml, **names)


def _form_page(request: ActorRequest, kind: AnyKind, form: Any, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": f"建立{kind.noun}", "parents": way(kind), "back": kind.url("list")}
    return render(request, "processes/form.html", context | {"submit": "建立"}, status=status)


@asks(READ_PROCESSES)
def definition_page(request: ActorRequest, kind: AnyKind, pk: int) -> HttpResponseBase:
    """One definition: its versions and what may be done with it."""
    definition = in_reach(request, kind, pk)
    versions = list(versions_of(definition))
    context = {
        "definition": definition,
        "versions": versions,
        "kinds": STATE_KINDS,
        "published": next((version for version in versions if version.state == State.PUBLISHED), None),
        "draft": next((version for version in versions if version.is_draft), None),
        "can": rights(request, kind, definition),
        "parents": way(kind),
        "urls": {name: kind.url(name, pk) for name in ("design", "publication", "discard", "revise")},
        "differences_url": kind.url("differences", pk) if kind is PROCESSES and len(versions) > 1 else "",
    }
    return render(request, "processes/page.html", context)


@asks(DESIGN_PROCESSES)
def definition_revise(request: ActorRequest, kind: AnyKind, pk: int) -> HttpResponseBase:
    """Another name or category."""
    definition = in_reach(request, kind, pk, kind.design)
    form = NamesForm(request.POST or None, initial={"title": definition.title, "category": definition.category})
    if request.method == "POST" and form.is_valid():
        revise_definition(request.actor, kind, definition, **form.cleaned_data)
        return told(request, "名称和类别已修改。", kind.url("page", pk))
    context = {"form": form, "title": "修改名称", "parents": way(kind, definition), "back": kind.url("page", pk)}
    return render(request, "processes/form.html", context, status=422 if form.errors else 200)


@asks(READ_PROCESSES)
def version_file(request: ActorRequest, kind: AnyKind, pk: int, number: int) -> HttpResponse:
    """A version as a file."""
    definition = in_reach(request, kind, pk)
    version = version_numbered(definition, number)
    response = HttpResponse(version.xml.encode(), content_type="application/xml; charset=utf-8")
    name = f"{definition.key}-{number}.{kind.suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

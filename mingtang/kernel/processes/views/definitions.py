"""Lists of definitions, one definition with its versions, and what changes it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.processes import actions
from mingtang.kernel.processes.contents import beginning_of_decision, beginning_of_process
from mingtang.kernel.processes.forms import CreateForm, DefinitionFilter, NamesForm
from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES, Kind, kind_of
from mingtang.kernel.processes.models import State
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES, READ_PROCESSES
from mingtang.kernel.processes.queries import versions_of
from mingtang.kernel.processes.views.frame import (
    ActorRequest,
    definition_in_reach,
    rights,
    state_kind,
    told,
    version_of,
    way,
)
from mingtang.lib.flow.drawing import Unreadable
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _standing(row: Any) -> str:
    parts = [f"已发布第 {row.published} 版" if row.published else "", f"草稿第 {row.draft} 版" if row.draft else ""]
    return "，".join(part for part in parts if part) or "已停用"


def _listing(noun: str) -> Listing:
    return Listing(
        columns=(
            Column("title", "名称", sort="title", link=lambda row: row.get_absolute_url(), sub=lambda row: row.key),
            Column("category", "类别", sort="category", middle=True),
            Column("organ", "所属机构", sort="organ__name", value=lambda row: str(row.organ or "全平台"), minor=True),
            Column(
                "standing",
                "版本",
                value=_standing,
                show=lambda row: tag(_standing(row), "good" if row.published else "off"),
            ),
            Column("published_at", "发布时间", kind="datetime", sort="published_at", minor=True),
        ),
        default_sort="title",
        filter_form=DefinitionFilter,
        caption=noun,
        unit="个",
        empty=f"还没有{noun}",
    )


LISTINGS = {kind.name: _listing(kind.noun) for kind in (PROCESSES, DECISIONS)}


@asks(READ_PROCESSES)
def definition_list(request: ActorRequest, kind: Kind) -> HttpResponseBase:
    """Definitions in reach, and those of the node; two statements."""
    page = LISTINGS[kind.name].page(request, kind.visible_to(request.actor))
    context = {"page": page, "kind": kind, "may_create": request.actor.may(DESIGN_PROCESSES)}
    context |= {"create_url": kind.url("create"), "tabs": _tabs(kind)}
    return render(request, "processes/list.html", context)


def _tabs(current: Kind) -> list[dict[str, Any]]:
    return [
        {"label": kind.noun, "url": kind.url("list"), "current": kind is current} for kind in (PROCESSES, DECISIONS)
    ]


@asks(DESIGN_PROCESSES)
def definition_create(request: ActorRequest, kind: Kind) -> HttpResponseBase:
    """Create a definition; `?start=` proposes what it begins with."""
    arguments: dict[str, Any] = {"actor": request.actor, "starts": kind is PROCESSES}
    if request.method != "POST":
        start = {"start": request.GET.get("start", ""), "organ": request.actor.organ_id}
        return _form_page(request, kind, CreateForm(initial=start, **arguments))
    form = CreateForm(request.POST, request.FILES, **arguments)
    if form.is_valid():
        try:
            definition = _create(request, kind, form.cleaned_data)
            return told(request, f"已建立“{definition}”。", kind.url("design", definition.pk))
        except (Refused, Unreadable) as fault:
            _blame(form, fault)
    return _form_page(request, kind, form, status=422)


def _create(request: ActorRequest, kind: Kind, data: dict[str, Any]) -> Any:
    beginning = beginning_of_process if kind is PROCESSES else beginning_of_decision
    chosen = {"start": data["start"]} if kind is PROCESSES else {}
    xml = beginning(data["key"], data["title"], file=data["file"], **chosen)
    return actions.create_definition(
        request.actor, kind.model, key=data["key"], title=data["title"], organ=data["organ"],
        category=data["category"], xml=xml,
    )  # fmt: skip


def _blame(form: Any, fault: Refused | Unreadable) -> None:
    if isinstance(fault, Unreadable):
        form.add_error("file", fault.fault.message)
        return
    field = {"xml": "file"}.get(fault.field, fault.field)
    form.add_error(field if field in form.fields else None, str(fault))


def _form_page(request: ActorRequest, kind: Kind, form: Any, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": f"新建{kind.noun}", "parents": way(kind), "back": kind.url("list")}
    return render(request, "processes/form.html", context | {"submit": "建立"}, status=status)


@asks(READ_PROCESSES)
def definition_page(request: ActorRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """One definition: its versions and what may be done with it."""
    definition = definition_in_reach(request, kind, pk)
    versions = list(versions_of(definition))
    context = {
        "definition": definition,
        "kind": kind,
        "is_process": kind is PROCESSES,
        "versions": [
            (version, kind.url("version", pk, version.number), state_kind(version.state)) for version in versions
        ],
        "published": next((version for version in versions if version.state == State.PUBLISHED), None),
        "draft": next((version for version in versions if version.is_draft), None),
        "can": rights(request, definition),
        "parents": way(kind),
        "urls": {name: kind.url(name, pk) for name in ("design", "publication", "discard", "revise")},
        "differences_url": kind.url("differences", pk) if kind is PROCESSES and len(versions) > 1 else "",
    }
    return render(request, "processes/page.html", context)


@asks(DESIGN_PROCESSES)
def definition_revise(request: ActorRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Another name or category."""
    definition = definition_in_reach(request, kind, pk, DESIGN_PROCESSES)
    form = NamesForm(request.POST or None, initial={"title": definition.title, "category": definition.category})
    if request.method == "POST" and form.is_valid():
        actions.revise_definition(request.actor, definition, **form.cleaned_data)
        return told(request, "名称和类别已修改。", kind.url("page", pk))
    context = {"form": form, "title": "修改名称", "parents": way(kind, definition), "back": kind.url("page", pk)}
    return render(request, "processes/form.html", context, status=422 if form.errors else 200)


@require_POST
@asks(DESIGN_PROCESSES)
def draft_discard(request: ActorRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Delete the draft."""
    definition = definition_in_reach(request, kind, pk, DESIGN_PROCESSES)
    try:
        actions.discard_draft(request.actor, definition)
    except Refused as fault:
        return told(request, str(fault), kind.url("page", pk), good=False)
    return told(request, "草稿已放弃。", kind.url("page", pk))


@require_POST
@asks(PUBLISH_PROCESSES)
def version_retire(request: ActorRequest, kind: Kind, pk: int, number: int) -> HttpResponseBase:
    """Let no new case start on a version."""
    definition = definition_in_reach(request, kind, pk, PUBLISH_PROCESSES)
    version = version_of(definition, number)
    try:
        actions.retire_version(request.actor, version)
    except Refused as fault:
        return told(request, str(fault), kind.url("page", pk), good=False)
    return told(request, f"第 {number} 版已停用，已开始的案件不受影响。", kind.url("page", pk))


@asks(READ_PROCESSES)
def version_file(request: ActorRequest, kind: Kind, pk: int, number: int) -> HttpResponse:
    """A version as a file."""
    definition = definition_in_reach(request, kind, pk)
    version = version_of(definition, number)
    response = HttpResponse(version.xml.encode(), content_type="application/xml; charset=utf-8")
    name = f"{definition.key}-{number}.{kind_of(definition).suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

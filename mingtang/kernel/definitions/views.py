"""The frame of the pages of any kind: the list, finding a definition, the way to it, what may be done, and doing it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingtang.kernel.definitions.api import (
    Definition,
    Kind,
    State,
    Version,
    definitions_visible_to,
    discard_draft,
    publish_draft,
    published_of,
    retire_version,
    versions_of,
)
from mingtang.kernel.definitions.forms import DefinitionFilter
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Permission
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

AnyKind = Kind[Any, Any, Any]
View = Callable[..., HttpResponseBase]
STATE_KINDS = {State.DRAFT: "warn", State.PUBLISHED: "good", State.RETIRED: "off"}
"""Kinds of tags by state."""


def asks_of_kind(right: str) -> Callable[[View], View]:
    """Guard a view of any kind by a permission of its kind: `read`, `design` or `publish`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, kind: AnyKind, **place: Any) -> HttpResponseBase:
            return asks(getattr(kind, right))(view)(request, kind=kind, **place)

        return guarded

    return guard


def _standing(row: Any) -> str:
    parts = [f"已发布第 {row.published} 版" if row.published else "", f"草稿第 {row.draft} 版" if row.draft else ""]
    return "，".join(part for part in parts if part) or "已停用"


def listing_of(kind: AnyKind, *own: Column, filter_form: type[DefinitionFilter] = DefinitionFilter) -> Listing:
    """The list of a kind; `own` columns stand behind the title."""
    return Listing(
        columns=(
            Column("title", "名称", sort="title", link=lambda row: row.get_absolute_url(), sub=lambda row: row.key),
            *own,
            Column("organ", "所属机构", sort="organ__path", value=lambda row: str(row.organ or "全平台"), middle=True),
            Column(
                "standing",
                "版本",
                value=_standing,
                show=lambda row: tag(_standing(row), "good" if row.published else "off"),
            ),
            Column("published_at", "发布时间", kind="datetime", sort="published_at", minor=True),
        ),
        default_sort="title",
        filter_form=filter_form,
        caption=kind.noun,
        unit=kind.unit,
        empty=f"还没有{kind.noun}",
    )


def show_list(request: ActorRequest, kind: AnyKind, listing: Listing, template: str, **own: Any) -> HttpResponseBase:
    """Definitions in reach, and those of the node; two statements."""
    context = {"page": listing.page(request, definitions_visible_to(request.actor, kind)), "kind": kind}
    context |= {"may_create": request.actor.may(kind.design), "create_url": kind.url("create")}
    return render(request, template, context | own)


def in_reach(request: ActorRequest, kind: AnyKind, pk: int, to: Permission | None = None) -> Any:
    """The definition with its numbers; 404 outside the reader's reach, 403 where reading is not enough."""
    definition = get_object_or_404(definitions_visible_to(request.actor, kind), pk=pk)
    if to is not None and not request.actor.may(to, definition):
        raise PermissionDenied(f"您没有“{to.label}”的权限，或对象不在您的管辖范围内。")
    return definition


def version_numbered(definition: Definition, number: int) -> Any:
    """The version with this number, whole, or 404."""
    rows = definition.versions.select_related("definition", "author__person", "publisher__person")
    return get_object_or_404(rows, number=number)


def way(kind: AnyKind, definition: Definition | None = None, version: Version | None = None) -> list[tuple[str, str]]:
    """The way from the list, for breadcrumbs."""
    places = [(kind.noun, kind.url("list"))]
    if definition is not None:
        places.append((definition.title, kind.url("page", definition.pk)))
    if definition is not None and version is not None:
        places.append((f"第 {version.number} 版", kind.url("version", definition.pk, version.number)))
    return places


def rights(request: ActorRequest, kind: AnyKind, definition: Definition) -> dict[str, bool]:
    """What the reader may do with the definition."""
    return {
        "design": request.actor.may(kind.design, definition),
        "publish": request.actor.may(kind.publish, definition),
    }


def told(request: ActorRequest, message: str, url: str, *, good: bool = True) -> HttpResponseBase:
    """Lead the reader to `url` with a message."""
    messages.add_message(request, messages.SUCCESS if good else messages.WARNING, message)
    return redirect(url)


def blame(form: Any, fault: Refused, **renamed: str) -> None:
    """Put a refusal beside the field it speaks of, or over the form; `renamed` are fields that a page calls otherwise."""
    field = renamed.get(fault.field, fault.field)
    form.add_error(field if field in form.fields else None, str(fault))


def version_frame(request: ActorRequest, kind: AnyKind, definition: Definition, number: int | None) -> dict[str, Any]:
    """What the page of one version (None is the newest) shows for any kind: `definitions/version.html`."""
    versions = list(versions_of(definition))
    version = version_numbered(definition, versions[0].number if number is None else number)
    return {
        "kind": kind,
        "definition": definition,
        "version": version,
        "versions": versions,
        "newest": versions[0],
        "published": next((each for each in versions if each.state == State.PUBLISHED), None),
        "kinds": STATE_KINDS,
        "can": rights(request, kind, definition),
        "parents": way(kind),
        "urls": {name: kind.url(name, definition.pk) for name in ("design", "publication", "discard", "retirement")},
    }


def show_editor(
    request: ActorRequest, kind: AnyKind, form: Any, template: str = "definitions/editor.html",
    *, intro: str, newest: Version | None = None, **own: Any,
) -> HttpResponseBase:  # fmt: skip
    """The page on which a definition is made or, on the `newest` version, its draft is written."""
    context: dict[str, Any] = {"form": form, "intro": intro, "newest": newest}
    if newest is None:
        context |= {"title": f"建立{kind.noun}", "submit": "建立", "back": kind.url("list"), "parents": way(kind)}
    else:
        back = newest.definition.get_absolute_url()
        parents = way(kind, newest.definition)
        context |= {"title": f"修改{kind.noun}", "submit": "保存草稿", "back": back, "parents": parents}
    return render(request, template, context | own, status=422 if form.errors else 200)


def done(request: ActorRequest, definition: Definition, said: str, do: Callable[[], Any]) -> HttpResponseBase:
    """Do it and say so, or say why not; both on the page of the definition."""
    try:
        do()
    except Refused as fault:
        return told(request, str(fault), definition.get_absolute_url(), good=False)
    return told(request, said, definition.get_absolute_url())


@require_POST
@asks_of_kind("publish")
def draft_publish(request: ActorRequest, kind: AnyKind, pk: int) -> HttpResponseBase:
    """Publish the draft that was looked at."""
    definition, seen = in_reach(request, kind, pk, kind.publish), request.POST.get("seen", "")
    said = "已发布。从现在起都用这一版，以前的仍按原来的版本。"
    return done(request, definition, said, lambda: publish_draft(request.actor, kind, definition, seen=seen))


@require_POST
@asks_of_kind("design")
def draft_discard(request: ActorRequest, kind: AnyKind, pk: int) -> HttpResponseBase:
    """Delete the draft."""
    definition = in_reach(request, kind, pk, kind.design)
    return done(request, definition, "草稿已放弃。", lambda: discard_draft(request.actor, kind, definition))


@require_POST
@asks_of_kind("publish")
def version_retire(request: ActorRequest, kind: AnyKind, pk: int, number: int | None = None) -> HttpResponseBase:
    """Let nothing new go by a version; without a number, by the one that is published."""
    definition = in_reach(request, kind, pk, kind.publish)
    version = published_of(definition) if number is None else version_numbered(definition, number)
    if version is None:
        return told(request, "没有已发布的版本。", definition.get_absolute_url(), good=False)
    said = f"第 {version.number} 版已停用，已经开始的不受影响。"
    return done(request, definition, said, lambda: retire_version(request.actor, kind, version))

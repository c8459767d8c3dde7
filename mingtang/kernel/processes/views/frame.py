"""What stands around every page of a definition: finding it, the way to it, and what may be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from mingtang.kernel.directory.api import AccountActor
from mingtang.kernel.evidence.api import Permission
from mingtang.kernel.processes.kinds import Kind
from mingtang.kernel.processes.models import Definition, State, Version
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES


class ActorRequest(HttpRequest):
    """A request that one of the guards has let in."""

    actor: AccountActor


def definition_in_reach(request: ActorRequest, kind: Kind, pk: int, to: Permission | None = None) -> Any:
    """The definition with its numbers; 404 outside the reader's reach, 403 where reading is not enough."""
    definition = get_object_or_404(kind.visible_to(request.actor), pk=pk)
    if to is not None and not request.actor.may(to, definition):
        raise PermissionDenied(f"您没有“{to.label}”的权限，或对象不在您的管辖范围内。")
    return definition


def version_of(definition: Definition, number: int) -> Any:
    """The version with this number, or 404."""
    rows: Any = definition.versions  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("author__person", "publisher__person"), number=number)


def newest_of(definition: Definition) -> Any:
    """The draft, or the latest version when there is none."""
    version = definition.versions.order_by("-number").first()  # type: ignore[attr-defined]
    if version is None:
        raise Http404
    return version


def way(kind: Kind, definition: Definition | None = None, version: Version | None = None) -> list[tuple[str, str]]:
    """The way from the list, for breadcrumbs."""
    places = [(kind.noun, kind.url("list"))]
    if definition is not None:
        places.append((definition.title, kind.url("page", definition.pk)))
    if definition is not None and version is not None:
        places.append((f"第 {version.number} 版", kind.url("version", definition.pk, version.number)))
    return places


def rights(request: ActorRequest, definition: Definition) -> dict[str, bool]:
    """What the reader may do with the definition."""
    return {
        "design": request.actor.may(DESIGN_PROCESSES, definition),
        "publish": request.actor.may(PUBLISH_PROCESSES, definition),
    }


def told(request: ActorRequest, message: str, url: str, *, good: bool = True) -> HttpResponseBase:
    """Lead the reader to `url` with a message."""
    messages.add_message(request, messages.SUCCESS if good else messages.WARNING, message)
    return redirect(url)


def state_kind(state: str) -> str:
    """The kind of tag for a state."""
    return {State.DRAFT: "warn", State.PUBLISHED: "good"}.get(State(state), "off")

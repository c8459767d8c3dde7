"""Where somebody starts something: everything he may start, and the form of one matter."""

from itertools import groupby
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.kernel.cases.actions.starting import start_matter
from mingtang.kernel.cases.forms.starting import MatterForm
from mingtang.kernel.cases.matters import starting_places
from mingtang.kernel.cases.queries.starting import startable
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import ProcessVersion, draw
from mingtang.lib.flow import Refused


@never_cache
@officials_only
@require_safe
def matters(request: ActorRequest) -> HttpResponseBase:
    """Pages of domains, then drawn processes by category."""
    groups = [{"title": _("业务事项"), "items": _places(request.actor)}]
    for category, versions in groupby(startable(request.actor), key=lambda version: version.definition.category):
        groups.append({"title": category or _("其他事项"), "items": [_link(version) for version in versions]})
    return render(request, "cases/matters.html", {"groups": [group for group in groups if group["items"]]})


def _places(actor: Actor) -> list[dict[str, Any]]:
    return [
        {"title": place.label, "note": place.purpose, "url": reverse(place.url_name)}
        for place in starting_places()
        if not place.permission or actor.may(place.permission)
    ]


def _link(version: ProcessVersion) -> dict[str, Any]:
    process = version.definition
    owner = process.organ.label if process.organ else _("全平台通用")
    return {"title": process.title, "note": owner, "url": reverse("matter_new", args=[process.pk])}


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Start a matter on a drawn process; afterwards one is at its page."""
    version = next((each for each in startable(request.actor) if each.definition_id == pk), None)
    if version is None:
        raise Http404
    form = MatterForm(request.POST or None, initial={"key": uuid4().hex})
    if form.is_valid():
        try:
            case = start_matter(request.actor, version.definition.key, **form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("已发起“%s”。") % case.title)
            return redirect("case", pk=case.pk)
    context = {"form": form, "process": version.definition, "drawn": draw(version.pk)}
    return render(request, "cases/matter_new.html", context, status=422 if form.errors else 200)

"""Who reviews on each site: the list of sites, and the steps of one, to see and to set."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.reviewing import reset_way, set_way
from mingtang.domains.portal.editing.forms import WayForm
from mingtang.domains.portal.editing.models import ReviewStep
from mingtang.domains.portal.editing.permissions import MANAGE_COLUMNS, READ_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import columns_of, sites_of
from mingtang.domains.portal.editing.queries.ways import holders_offered, organs_asked, ways_of
from mingtang.domains.portal.editing.views.showing import FAULTS, blame, tabs
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.kernel.evidence.api import Actor, NotPermitted, asks, record_refusal


def site_read(actor: Actor, pk: int) -> PortalSite:
    """A site whose manuscripts the actor reads. Raises Http404."""
    found = next((site for site in sites_of(actor, READ_MANUSCRIPTS) if site.pk == pk), None)
    if found is None:
        raise Http404
    return found


@asks(READ_MANUSCRIPTS)
def ways_page(request: Any) -> HttpResponseBase:
    """The sites whose manuscripts the reader sees; whoever has one alone goes there at once."""
    sites = sites_of(request.actor, READ_MANUSCRIPTS)
    if len(sites) == 1:
        return redirect("review_way", pk=sites[0].pk)
    return render(request, "editing/ways.html", {"sites": sites, "tabs": tabs("review_ways")})


@asks(READ_MANUSCRIPTS)
def way_page(request: Any, pk: int) -> HttpResponseBase:
    """The way of review of a site and of its columns; a POST of whoever manages it sets a step, or resets one (`reset`)."""
    portal = site_read(request.actor, pk)
    may_set = request.actor.may(MANAGE_COLUMNS, portal)
    if request.method == "POST" and not may_set:
        record_refusal(acts.SET_WAY, request.actor, portal)
        raise NotPermitted("设定审核流程需要相应的权限。")
    form = _form(request, portal) if may_set else None
    if form is not None and request.method == "POST" and (done := _changed(request, portal, form)):
        return done
    site_steps, column_steps = ways_of(portal)
    context = {
        "portal": portal,
        "tabs": tabs("review_ways"),
        "steps": site_steps,
        "column_steps": column_steps,
        "form": form,
        "may_set": may_set,
    }
    return render(request, "editing/way.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: Any, portal: PortalSite) -> WayForm:
    columns = list(columns_of(request.actor, portal, READ_MANUSCRIPTS).filter(live=True))
    data = request.POST if request.method == "POST" and "reset" not in request.POST else None
    return WayForm(data, columns=columns, level=portal.site.root_page.depth + 1, holders=holders_offered(portal))


def _changed(request: Any, portal: PortalSite, form: WayForm) -> HttpResponseBase | None:
    if "reset" in request.POST:
        key = request.POST["reset"]
        row = get_object_or_404(ReviewStep, site=portal, pk=int(key) if key.isdecimal() and len(key) < 10 else 0)
        reset_way(request.actor, portal, row)
        messages.success(request, "已恢复，从下一份稿件起生效。")
        return redirect("review_way", pk=portal.pk)
    if not form.is_valid():
        return None
    said = form.cleaned_data
    organ_id, _, holder = said["who"].partition(":")
    organ = get_object_or_404(organs_asked(portal), pk=organ_id)
    try:
        set_way(request.actor, portal, said["number"], organ, holder, column=form.column)
    except FAULTS as fault:
        blame(form, fault)
        return None
    messages.success(request, "已设定，从下一份稿件起生效。")
    return redirect("review_way", pk=portal.pk)

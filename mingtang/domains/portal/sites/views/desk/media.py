"""Pictures and films of a site in the workbench."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.portal.sites.actions.media import add_medium, change_medium, remove_medium
from mingtang.domains.portal.sites.forms.media import MediumForm, MediumRemovalForm, MediumTitleForm
from mingtang.domains.portal.sites.models import PortalSite, SiteMedium
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES
from mingtang.domains.portal.sites.uses import uses_of
from mingtang.domains.portal.sites.views.desk.places import places
from mingtang.domains.portal.sites.views.desk.sites import kept_site, report
from mingtang.kernel.content.api import store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only


@officials_only
def media_page(request: Any, pk: int) -> HttpResponseBase:
    """What blocks may show; the POST of whoever arranges the site brings another one. Three statements."""
    portal = kept_site(request, pk)
    form = MediumForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = store_file(request.actor, form.cleaned_data["file"])
            add_medium(request.actor, portal, file, title=form.cleaned_data["title"])
            messages.success(request, "素材已上传，编排版面时可以选用。")
            return redirect("kept_media", pk=pk)
        except Refused as fault:
            report(form, fault)
    context = {
        "portal": portal,
        "tabs": places(portal, "kept_media"),
        "media": list(SiteMedium.objects.filter(portal=portal).select_related("portal", "file__content")),
        "form": form if request.actor.may(ARRANGE_SITES, portal) else None,
    }
    return render(request, "portal_desk/media.html", context, status=422 if form.errors else 200)


@officials_only
def medium_page(request: Any, pk: int, medium: int) -> HttpResponseBase:
    """One medium and what shows it; the POST of whoever arranges the site says what is to be seen, or takes it away (`remove`)."""
    portal = kept_site(request, pk)
    rows = SiteMedium.objects.filter(portal=portal).select_related("portal", "file__content")
    known: SiteMedium = get_object_or_404(rows, pk=medium)
    removes = "remove" in request.POST
    title = MediumTitleForm(None if removes else request.POST or None, initial={"title": known.title})
    removal = MediumRemovalForm(request.POST if removes else None)
    if request.method == "POST" and (done := _changed(request, portal, known, removal if removes else title)):
        return done
    context = {
        "portal": portal,
        "medium": known,
        "uses": uses_of(known),
        "title_form": title,
        "removal": removal,
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    faulty = title.errors or removal.errors
    return render(request, "portal_desk/medium.html", context, status=422 if faulty else 200)


def _changed(
    request: Any, portal: PortalSite, medium: SiteMedium, form: MediumTitleForm | MediumRemovalForm
) -> HttpResponseBase | None:
    """Where to go once it is done; None when it is not, with the reason on the form."""
    if not form.is_valid():
        return None
    try:
        if isinstance(form, MediumTitleForm):
            change_medium(request.actor, portal, medium, title=form.cleaned_data["title"])
            messages.success(request, "说明已修改。")
            return redirect("kept_medium", pk=portal.pk, medium=medium.pk)
        remove_medium(request.actor, portal, medium, reason=form.cleaned_data["reason"])
        messages.success(request, f"素材“{medium.title}”已删除。")
        return redirect("kept_media", pk=portal.pk)
    except Refused as fault:
        report(form, fault)
    return None

"""Pictures and films of a site in the workbench."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.portal.sites.actions.media import add_medium
from mingtang.domains.portal.sites.forms.media import MediumForm
from mingtang.domains.portal.sites.models import SiteMedium
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES
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

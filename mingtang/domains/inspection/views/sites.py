"""Sites under inspection."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.inspection.actions.sites import SiteDetails, register_site
from mingtang.domains.inspection.forms import SiteForm
from mingtang.domains.inspection.models import InspectedSite
from mingtang.domains.inspection.permissions import MONITOR_SITES
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing

SITES = Listing(
    columns=(
        Column("name", "网站", sort="name", sub=lambda site: site.address),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda site: site.organ.label),
        Column("type", "类型", sort="type", value=lambda site: site.get_type_display(), middle=True),
        Column("standing", "待整改问题", sort="standing", kind="number"),
        Column("surveyed_at", "最近监测", sort="surveyed_at", kind="datetime", middle=True),
        Column("in_service_since", "开通日期", sort="in_service_since", kind="date", minor=True),
    ),
    default_sort="name", caption="监测网站", unit="个", empty="还没有登记网站。",
)  # fmt: skip


@officials_only
def sites_page(request: Any) -> HttpResponseBase:
    """Sites that the reader may see; two statements however many there are."""
    rows = InspectedSite.objects.visible_to(request.actor).filter(retired_on=None).with_counts()
    context = {"page": SITES.page(request, rows), "may_register": request.actor.may(MONITOR_SITES)}
    return render(request, "inspection/sites.html", context)


@asks(MONITOR_SITES)
def new_site(request: Any) -> HttpResponseBase:
    """Take a site under inspection."""
    organs = (
        Organ.objects.within(request.actor, MONITOR_SITES).filter(state=Organ.State.ACTIVE).order_by("rank", "path")
    )
    form = SiteForm(request.POST or None, organs=organs)
    if request.method == "POST" and form.is_valid():
        try:
            site = register_site(request.actor, SiteDetails(**form.cleaned_data))
            messages.success(request, f"“{site.name}”已登记，下一轮监测开始检查。")
            return redirect("inspected_sites")
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    return render(request, "inspection/new_site.html", {"form": form}, status=422 if form.errors else 200)

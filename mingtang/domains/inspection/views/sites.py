"""Sites under inspection: the list, one site, and the register."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.sites import SiteDetails, change_site, register_site, retire_site
from mingtang.domains.inspection.forms import SiteChangeForm, SiteFilter, SiteForm
from mingtang.domains.inspection.models import InspectedSite
from mingtang.domains.inspection.permissions import MONITOR_SITES
from mingtang.domains.inspection.queries import look_at
from mingtang.domains.inspection.views.tabs import tabs
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _surveyed(site: InspectedSite) -> Any:
    if site.retired_on:
        return tag("已停止监测", "off")
    if site.surveyed_at is None:
        return tag("还没有监测")
    return tag(f"{site.standing} 个问题", "warn") if site.standing else tag("没有问题", "good")  # type: ignore[attr-defined]


SITES = Listing(
    columns=(
        Column("name", "网站", sort="name", sub=lambda site: site.address,
               link=lambda site: reverse("inspected_site", args=[site.pk])),
        Column("standing", "待整改问题", sort="standing", value=lambda site: site.standing, show=_surveyed),
        Column("warned", "预警", sort="warned", kind="number"),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda site: site.organ.label, minor=True),
        Column("type", "类型", sort="type", value=lambda site: site.get_type_display(), middle=True),
        Column("surveyed_at", "最近监测", sort="surveyed_at", kind="datetime", middle=True),
        Column("in_service_since", "开通日期", sort="in_service_since", kind="date", export_only=True),
    ),
    default_sort="name", filter_form=SiteFilter, caption="监测网站", unit="个", exportable=True,
    empty="还没有登记网站。登记以后每天从外部监测。",
)  # fmt: skip


@officials_only
def sites_page(request: Any) -> HttpResponseBase:
    """Sites that the reader may see; two statements however many there are."""
    rows = InspectedSite.objects.visible_to(request.actor).with_counts()
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = "导出监测网站"
        return SITES.export(request, rows, "监测网站")
    context = {
        "page": SITES.page(request, rows),
        "may_register": request.actor.may(MONITOR_SITES),
        "tabs": tabs("inspected_sites"),
    }
    return render(request, "inspection/sites.html", context)


def site_of(request: Any, pk: int) -> InspectedSite:
    """The site, if the reader may see it; 404 otherwise."""
    rows = InspectedSite.objects.visible_to(request.actor).select_related("organ", "editor__person")
    found: InspectedSite = get_object_or_404(rows, pk=pk)
    return found


@officials_only
def site_page(request: Any, pk: int) -> HttpResponseBase:
    """One site: what stands against it, what is near, how its home page opened, how it was judged; eight statements."""
    site = site_of(request, pk)
    may_monitor = request.actor.may(MONITOR_SITES, site) and site.retired_on is None
    return render(
        request,
        "inspection/site.html",
        {"site": site, "seen": look_at(site, request.actor), "may_monitor": may_monitor},
    )


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
            messages.success(request, f"“{site.name}”已登记，今夜开始监测。请指定责任编辑。")
            return redirect("change_inspected_site", pk=site.pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    return render(request, "inspection/new_site.html", {"form": form}, status=422 if form.errors else 200)


@asks(MONITOR_SITES)
def changed_site(request: Any, pk: int) -> HttpResponseBase:
    """Correct what the register says of a site."""
    site = site_of(request, pk)
    known = {name: getattr(site, name) for name in SiteChangeForm.base_fields}
    form = SiteChangeForm(request.POST or None, site=site, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            change_site(request.actor, site, SiteDetails(organ=site.organ, **form.cleaned_data))
            messages.success(request, "已保存。")
            return redirect("inspected_site", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {"form": form, "site": site}
    return render(request, "inspection/changed_site.html", context, status=422 if form.errors else 200)


@require_POST
@asks(MONITOR_SITES)
def retirement(request: Any, pk: int) -> HttpResponseBase:
    """Look at a site no more."""
    try:
        retire_site(request.actor, site_of(request, pk))
        messages.success(request, "已停止监测。")
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("inspected_site", pk=pk)

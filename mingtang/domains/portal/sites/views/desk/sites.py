"""The register of sites: the list, one site, taking one in and correcting it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.actions.opening import change_site, register_site
from mingtang.domains.portal.sites.forms.register import NewSiteForm, RegisterFilter, RegisterForm
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.overview import counted, kept_sites, redirects
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES, MANAGE_SITES
from mingtang.domains.portal.sites.views.desk.places import places
from mingtang.domains.portal.sites.views.languages import spoken
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag

STATE_KINDS = {"preparing": "", "open": "good", "suspended": "warn", "closed": "off"}


def state_tag(portal: PortalSite) -> Any:
    """The state of a site as a tag."""
    return tag(portal.get_state_display(), STATE_KINDS[portal.state])


def _stale(portal: Any) -> Any:
    return light("red", f"{portal.stale} 个") if portal.stale else "—"


SITES = Listing(
    columns=(
        Column("name", "网站", sort="name", sub=lambda portal: portal.domain,
               link=lambda portal: reverse("kept_site", args=[portal.pk])),
        Column("state", "状态", sort="state", value=lambda portal: portal.get_state_display(), show=state_tag),
        Column("kind", "类型", sort="kind", value=lambda portal: portal.get_kind_display(), minor=True),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda portal: portal.organ.label, middle=True),
        Column("columns", "栏目", sort="columns", kind="number", middle=True),
        Column("articles", "文章", sort="articles", kind="number", middle=True),
        Column("stale", "超期栏目", sort="stale", show=_stale),
        Column("blank", "空白栏目", sort="blank", kind="number", minor=True),
        Column("code", "标识码", sort="code", export_only=True),
        Column("domain", "域名", sort="site__hostname", export_only=True),
        Column("icp_number", "ICP 备案号", export_only=True),
        Column("police_number", "公安机关备案号", export_only=True),
        Column("opened_on", "开通日期", sort="opened_on", kind="date", minor=True),
    ),
    default_sort="organ", filter_form=RegisterFilter, caption="网站", unit="个", exportable=True,
    empty="还没有登记网站。",
)  # fmt: skip


@officials_only
def sites_page(request: Any) -> HttpResponseBase:
    """The sites that the reader keeps; three statements however many there are."""
    rows = counted(kept_sites(request.actor))
    if request.GET.get("export"):
        with act(acts.EXPORT_SITES, request.actor) as deed:
            deed.note = "导出网站登记"
        return SITES.export(request, rows, "网站登记")
    context = {"page": SITES.page(request, rows), "may_register": request.actor.may(MANAGE_SITES)}
    return render(request, "portal_desk/sites.html", context)


def kept_site(request: Any, pk: int) -> PortalSite:
    """The site, if the reader keeps it; 404 otherwise."""
    found: PortalSite = get_object_or_404(kept_sites(request.actor), pk=pk)
    return found


@officials_only
def site_page(request: Any, pk: int) -> HttpResponseBase:
    """One site: its register, what stands on it, what can be done with it; eight statements."""
    portal: Any = get_object_or_404(counted(kept_sites(request.actor)), pk=pk)
    context = {
        "portal": portal,
        "state": state_tag(portal),
        "tabs": places(portal, "kept_site"),
        "figures": _figures(portal),
        "register": _register(portal),
        "marks": _marks(portal),
        "versions": [(each, *spoken(each.language)) for each in portal.versions.order_by("language")],
        "absorbed": list(portal.absorbed.order_by("key")),
        "redirects": redirects(portal, portal.successor) if portal.successor else [],
        "steps": _steps(portal) if request.actor.may(MANAGE_SITES, portal) else [],
        "may_manage": request.actor.may(MANAGE_SITES, portal),
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    return render(request, "portal_desk/site.html", context)


def _figures(portal: Any) -> list[dict[str, Any]]:
    return [
        {"label": "公开的栏目", "value": portal.columns, "unit": "个"},
        {"label": "公开的文章", "value": portal.articles, "unit": "篇"},
        {"label": "超期栏目", "value": portal.stale, "unit": "个"},
        {"label": "空白栏目", "value": portal.blank, "unit": "个", "note": "不对外显示"},
    ]


def _register(portal: PortalSite) -> list[tuple[str, Any]]:
    days = {"开通日期": portal.opened_on, "下线日期": portal.suspended_on, "恢复日期": portal.suspended_until}
    days |= {"关停日期": portal.closed_on}
    facts = [
        ("网站类型", portal.get_kind_display()),
        ("主办单位", portal.organ.name),
        ("承办单位", portal.operator.name if portal.operator else "同主办单位"),
        ("英文名称", portal.latin_name),
        ("语言", portal.get_language_display()),
        ("原文网站", portal.original.name if portal.original else None),
        ("联系电话", portal.phone),
        *((label, f"{day:%Y-%m-%d}") for label, day in days.items() if day),
        ("公告", portal.notice),
    ]
    return [(label, value) for label, value in facts if value]


def _marks(portal: PortalSite) -> list[tuple[str, Any]]:
    return [
        ("域名", portal.domain),
        ("代号", portal.key),
        ("网站标识码", portal.code),
        ("ICP 备案号", portal.icp_number),
        ("公安机关备案号", portal.police_number),
    ]


def _steps(portal: PortalSite) -> list[tuple[str, str]]:
    """What can become of a site now: the words of a button and its address."""
    state = PortalSite.State
    known = {
        state.PREPARING: [("opening", "开通")],
        state.OPEN: [("suspension", "临时下线"), ("closing", "关停或者并入其他网站")],
        state.SUSPENDED: [("resumption", "恢复运行"), ("closing", "关停或者并入其他网站")],
        state.CLOSED: [],
    }
    steps = [step for step in known[state(portal.state)] if step[0] != "closing" or not portal.site.is_default_site]
    return [(words, reverse("kept_site_step", args=[portal.pk, name])) for name, words in steps]


@asks(MANAGE_SITES)
def new_site(request: Any) -> HttpResponseBase:
    """Register a site that is to be prepared."""
    organs = Organ.objects.within(request.actor, MANAGE_SITES).filter(state=Organ.State.ACTIVE)
    originals = PortalSite.objects.within(request.actor, MANAGE_SITES).filter(original=None)
    form = NewSiteForm(request.POST or None, organs=organs.order_by("rank", "path"), originals=originals)
    if request.method == "POST" and form.is_valid():
        try:
            portal = register_site(request.actor, form.details)
            messages.success(request, f"“{portal.name}”已登记。请增设栏目、编排首页，然后开通。")
            return redirect("kept_site", pk=portal.pk)
        except Refused as fault:
            report(form, fault)
    return render(request, "portal_desk/new_site.html", {"form": form}, status=422 if form.errors else 200)


@asks(MANAGE_SITES)
def changed_site(request: Any, pk: int) -> HttpResponseBase:
    """Correct what the register says of a site."""
    portal = kept_site(request, pk)
    known = {
        **{name: getattr(portal, name) for name in RegisterForm.base_fields if name != "host"},
        "host": portal.domain,
    }
    form = RegisterForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            change_site(request.actor, portal, form.details_of(portal))
            messages.success(request, "已保存。")
            return redirect("kept_site", pk=pk)
        except Refused as fault:
            report(form, fault)
    context = {"form": form, "portal": portal}
    return render(request, "portal_desk/changed_site.html", context, status=422 if form.errors else 200)


def report(form: Form, fault: Refused) -> None:
    """Say a refusal beside the field it speaks of, else above the form."""
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))

"""What stands where a site does not answer, and pages of a site that are no content: its map, and the way out of the cluster."""

from urllib.parse import urlencode, urlsplit

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.queries import Columns, at_path, open_sites, topics_of
from mingtang.domains.portal.sites.views.furniture import around, open_site_or_404

_SIGNER = Signer(salt="portal.leaving")


def not_open(request: HttpRequest, portal: PortalSite, inner: str = "") -> HttpResponseBase:
    """Every address of a site that is suspended (503, with its notice) or closed (410, or 301 to where its content went)."""
    if portal.state == PortalSite.State.CLOSED and portal.successor is not None:
        return HttpResponsePermanentRedirect(_moved(portal.successor, inner))
    suspended = portal.state == PortalSite.State.SUSPENDED
    days = {_("下线日期"): portal.suspended_on, _("恢复日期"): portal.suspended_until}
    days = days if suspended else {_("关停日期"): portal.closed_on}
    facts = [(_("主办单位"), portal.organ.name), *((label, date_format(day)) for label, day in days.items() if day)]
    context = {"closed": portal, "theme": portal.theme, "facts": facts}
    return render(request, "portal/not_open.html", context, status=503 if suspended else 410)


def _moved(successor: PortalSite, inner: str) -> str:
    """The same place in the successor when there is such a page, else its home page."""
    found = at_path(successor, inner) if inner else None
    return successor.address_of(found.url_path) if found else successor.get_absolute_url()


@require_safe
def site_map(request: HttpRequest, key: str) -> HttpResponseBase:
    """All columns of a site and its topics, on one page; three statements."""
    portal = open_site_or_404(key)
    columns = Columns(portal)
    sections = [
        (column.title, portal.address_of(column.url_path), _below(columns, column.path)) for column in columns.top
    ]
    topics = [(topic.title, portal.address_of(topic.url_path)) for topic in topics_of(portal)]
    context = {**around(request, columns), "sections": sections, "topics": topics, "feeds": ("rss", "atom", "json")}
    return render(request, "portal/map.html", context)


def _below(columns: Columns, path: str) -> list[tuple[str, str]]:
    inside = [each for each in columns.all if each.path.startswith(path) and each.path != path]
    return [(each.title, columns.portal.address_of(each.url_path)) for each in inside]


@require_safe
def cluster(request: HttpRequest) -> HttpResponseBase:
    """All open sites of the cluster, by kind; one statement."""
    kinds: dict[str, list[PortalSite]] = {}
    for portal in open_sites().order_by("code"):
        kinds.setdefault(portal.get_kind_display(), []).append(portal)
    return render(request, "portal/cluster.html", {"kinds": kinds})


def leaving_address(url: str) -> str:
    """Where a link that leads out of the cluster goes: the page that says so. Addresses of our own stay as they are."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return url
    return f"{reverse('leaving')}?{urlencode({'to': _SIGNER.sign(url)})}"


@require_safe
def leaving(request: HttpRequest) -> HttpResponseBase:
    """The page before one leaves the cluster. Only addresses that stand in our own pages are shown: they are signed."""
    try:
        url = _SIGNER.unsign(request.GET.get("to", ""))
    except BadSignature as fault:
        raise Http404 from fault
    return render(request, "portal/leaving.html", {"url": url, "host": urlsplit(url).netloc})

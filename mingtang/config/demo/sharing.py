"""Articles of the city's site on the sites below it: those that must be shown, are recommended, may be copied."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.domains.portal.sharing.actions.renewing import renew
from mingtang.domains.portal.sharing.api import (
    Mirror,
    Offer,
    State,
    Way,
    accept_mirror,
    decline_mirror,
    map_column,
    offer_article,
    subscribe,
)
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of

HUB = "city"


@transaction.atomic
def load_sharing(city: City) -> None:
    """Share some articles, unless that was done before."""
    if Offer.objects.exists() or not PortalSite.objects.filter(key=HUB).exists():
        return
    (plan,) = read("portal/sharing")
    for mapping in plan["mappings"]:
        map_column(
            _actor(city, mapping["by"]), _site(mapping["site"]), _column(mapping["from"]), _column(mapping["to"])
        )
    for entry in plan["subscriptions"]:
        there, here = _column(entry["from"]), _column(entry["to"])
        subscribe(_actor(city, entry["by"]), _site(entry["site"]), there, here, automatic=entry["automatic"])
    for entry in plan["offers"]:
        _share(city, entry)


def _share(city: City, entry: dict[str, Any]) -> None:
    """Offer an article, and let the sites do what the entry says; mirrors stand at once, without waiting for the worker."""
    sharer = _actor(city, entry["by"])
    sites = [_site(key) for key in entry.get("sites", ())]
    offer = offer_article(sharer, _article(entry), Way(entry["way"]), sites=sites, message=entry.get("message", ""))
    for site, (who, what) in entry.get("answers", {}).items():
        mirror = Mirror.objects.listed().get(original=offer.original, site__key=site)
        if what == "accept":
            accept_mirror(_actor(city, who), mirror)
        else:
            decline_mirror(_actor(city, who), mirror, what)
    for key in Mirror.objects.filter(original=offer.original, state=State.DUE).values_list("pk", flat=True):
        renew(key)


def _actor(city: City, key: str) -> AccountActor:
    account = city.officials[key]
    return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())


def _site(key: str) -> PortalSite:
    found: PortalSite = PortalSite.objects.select_related("site__root_page", "organ").get(key=key)
    return found


def _column(path: str) -> ColumnPage:
    """`city/news/notices`."""
    found: ColumnPage = ColumnPage.objects.get(url_path=f"/{path}/")
    return found


def _article(entry: dict[str, Any]) -> ArticlePage:
    """The newest of a column, or so many before it."""
    rows = ArticlePage.objects.child_of(_column(entry["column"])).published().order_by("-publish_date", "-pk")
    found: ArticlePage = rows[entry.get("older", 0)]
    return found

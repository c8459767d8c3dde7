"""Three sites in tests: the city's, and below it one of a bureau and one of a county."""

from typing import Any

from django.utils import timezone

from mingtang.domains.portal.sharing import api
from mingtang.domains.portal.sharing.permissions import READ_SHARING, SHARE_ARTICLES, TAKE_ARTICLES
from mingtang.domains.portal.sites import api as sites
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM, deliver_due
from tests.world import World

UPPER, LOWER = "supervision-head", "county-market-director"
_RIGHTS = {
    "city_sharer": ("city-government-office/supervision/head", (READ_SHARING, SHARE_ARTICLES), "city-government"),
    "county_taker": ("county-market-bureau/director", (READ_SHARING, TAKE_ARTICLES), "county-government"),
}
BELOW = {
    "housing": {"organ": "housing-bureau", "kind": "department", "name": "市住建局网站", "code": "9901000017"},
    "county": {"organ": "county-government", "kind": "portal", "name": "石桥县人民政府", "code": "9901210001"},
}


def text(title: str, words: str = "正文", **more: Any) -> sites.ArticleText:
    body = [{"type": "paragraph", "value": words}, {"type": "points", "value": ["一", "二"]}]
    return sites.ArticleText(title=title, source="市政府办公室", editor="许青禾", body=body, **more)


class Cluster:
    """The sites by their keys, and what is done with their articles."""

    def __init__(self, world: World) -> None:
        self.world = world
        known = {site.key: site for site in sites.PortalSite.objects.select_related("site__root_page", "organ")}
        self.city = known.get("city") or city_site(world)
        opened = {
            key: known.get(key)
            or city_site(world, key, 1, hub=False, **{**given, "organ": world.organ(given["organ"])})
            for key, given in BELOW.items()
        }
        self.housing, self.county = opened["housing"], opened["county"]

    def appoint(self) -> None:
        """Somebody of the city shares, somebody of the county takes."""
        for code, (post, rights, organ) in _RIGHTS.items():
            role = define_role(SYSTEM, code=code, name=code, permissions=[each.code for each in rights])
            scope = Scope(kind="organ", organ=self.world.organ(organ))
            grant_role(SYSTEM, self.world.post(post), role, scope, start=timezone.localdate())

    def column(self, site: sites.PortalSite, slug: str = "notices") -> sites.ColumnPage:
        return sites.ColumnPage.objects.descendant_of(site.site.root_page).get(slug=slug)

    def without_news(self) -> None:
        """The county's site has no column of news."""
        county = sites.ColumnPage.objects.descendant_of(self.county.site.root_page)
        county.filter(column_type="news").update(column_type="data")

    def publish(self, title: str = "放假通知", column: str = "notices", **more: Any) -> sites.ArticlePage:
        """An article of the city."""
        wanted = sites.Publication(self.column(self.city, column), self.city.organ, text(title, **more))
        return sites.publish_articles(SYSTEM, self.city, [wanted])[0]

    def correct(self, article: sites.ArticlePage, words: str) -> None:
        sites.correct_article(SYSTEM, self.city, article, text(article.title, words), note="更正了日期")

    def withdraw(self, article: sites.ArticlePage) -> None:
        sites.withdraw_article(SYSTEM, self.city, article, reason="内容有误")

    def offer(self, article: sites.ArticlePage, way: api.Way = api.Way.MANDATORY, *only: sites.PortalSite) -> api.Offer:
        return api.offer_article(SYSTEM, article, way, sites=only)

    def mirror(self, article: sites.ArticlePage, site: sites.PortalSite | None = None) -> api.Mirror:
        """The mirror on the county's site, unless another one is named."""
        rows = api.Mirror.objects.listed()
        found: api.Mirror = rows.get(original=article, site=site or self.county)
        return found


def let_facts_arrive() -> None:
    """As the worker does."""
    while deliver_due():
        pass


def sample_offer(world: World) -> api.Offer:
    """Of the city, for the county to decide."""
    cluster = Cluster(world)
    return cluster.offer(cluster.publish(), api.Way.RECOMMENDED, cluster.county)


def sample_mirror(world: World) -> api.Mirror:
    """On the county's site, not yet decided."""
    return api.Mirror.objects.get(original=sample_offer(world).original)


def sample_subscription(world: World) -> api.Subscription:
    """Of the county, to the notices of the city."""
    cluster = Cluster(world)
    there, here = cluster.column(cluster.city), cluster.column(cluster.county)
    return api.subscribe(SYSTEM, cluster.county, there, here, automatic=True)

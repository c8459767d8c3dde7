"""Public addresses of a site: of one page by its place in the tree, and all of them, whether or not a page leads there."""

from collections.abc import Iterator

from django.urls import reverse

from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.queries import Columns, articles_of, topics_of


def inner_of(url_path: str) -> str:
    """What stands behind the site in the address of a page: `news/notices` of `/city/news/notices/`."""
    return url_path.split("/", 2)[2].strip("/")


def address_in(key: str, url_path: str) -> str:
    """The public address of the page at `url_path` of the tree on the site `key`, for whoever has no `PortalSite` at hand."""
    return reverse("site_page", args=[key, inner_of(url_path)])


def public_paths(portal: PortalSite) -> Iterator[str]:
    """Paths of its map, sitemap and feeds, its columns, topics and published articles; three statements."""
    yield reverse("site_page_map", args=[portal.key])
    yield reverse("site_map", args=[portal.key])
    yield from (reverse("site_feed", args=[portal.key, kind]) for kind in ("rss", "atom", "json"))
    yield from (portal.address_of(column.url_path) for column in Columns(portal).all)
    yield from (portal.address_of(topic.url_path) for topic in topics_of(portal))
    for path in articles_of(portal).order_by("pk").values_list("url_path", flat=True).iterator():
        yield portal.address_of(path)

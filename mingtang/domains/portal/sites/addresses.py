"""Every public address of a site, whether or not a page leads there."""

from collections.abc import Iterator

from django.urls import reverse

from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.queries import Columns, articles_of, topics_of


def public_paths(portal: PortalSite) -> Iterator[str]:
    """Paths of its map, sitemap and feeds, its columns, topics and published articles; three statements."""
    yield reverse("site_page_map", args=[portal.key])
    yield reverse("site_map", args=[portal.key])
    yield from (reverse("site_feed", args=[portal.key, kind]) for kind in ("rss", "atom", "json"))
    yield from (portal.address_of(column.url_path) for column in Columns(portal).all)
    yield from (portal.address_of(topic.url_path) for topic in topics_of(portal))
    for path in articles_of(portal).order_by("pk").values_list("url_path", flat=True).iterator():
        yield portal.address_of(path)

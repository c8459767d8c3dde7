"""How often the sites of the demonstration city were opened in the last weeks: more on weekdays, more what is newer."""

from datetime import timedelta

from django.utils import timezone

from mingtang.config.demo.city import City
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.visits.api import any_counted, record

SITES = ("city", "housing", "market", "en")
DAYS, MOST_PAGES = 45, 40
WEEKEND = 5
"""From this day of the week on, Monday being 0, offices are closed."""


def load_visits(city: City) -> None:
    """Count what readers opened, unless something was counted before."""
    if any_counted():
        return
    sites = PortalSite.objects.filter(key__in=SITES).select_related("site__root_page")
    readers = [path for site in sites for path in _addresses(site)]
    today = timezone.localdate()
    for ago in range(DAYS):
        day = today - timedelta(days=ago)
        pace = 2 if day.weekday() >= WEEKEND else 5
        record(day, {("", path): pace * weight + (ago * weight) % 7 for path, weight in readers})


def _addresses(site: PortalSite) -> list[tuple[str, int]]:
    """Pages of a site with how much they are read: the home page, its columns, its newest articles."""
    root = site.site.root_page
    columns = ColumnPage.objects.descendant_of(root).filter(last_content_at__isnull=False).order_by("path")
    articles = ArticlePage.objects.descendant_of(root).published().order_by("-publish_date")
    pages = [(root, 60), *((page, 9) for page in columns[:MOST_PAGES])]
    pages += [(page, 1 + (MOST_PAGES - place) // 2) for place, page in enumerate(articles[:MOST_PAGES])]
    return [(site.address_of(page.url_path), weight) for page, weight in pages]

"""Writing what was counted: in batches, added to what is there, whichever process comes first. Nobody acts, so nothing is recorded."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from mingtang.domains.portal.sites.api import PortalSite
from mingtang.domains.portal.visits.counting import Opened, Tally
from mingtang.domains.portal.visits.models import DailyVisits, MonthlyVisits, Visits
from mingtang.domains.portal.visits.rules import first_detailed

AT_A_TIME = 500
Row = tuple[int, int, date, int]
"""Site, page, day, count."""


def record(day: date, opened: Mapping[Opened, int]) -> None:
    """Add a batch to the figures of a day. Addresses that are no pages (feeds, files) are left out; some five statements."""
    sites = list(PortalSite.objects.select_related("site__root_page"))
    found = _pages(sites, opened)
    with transaction.atomic():
        _add(DailyVisits, [(site, page, day, count) for (site, page), count in found.items()])


def _pages(sites: Iterable[PortalSite], opened: Mapping[Opened, int]) -> dict[tuple[int, int], int]:
    """How often by site and page."""
    by_key, by_host = {site.key: site for site in sites}, {site.domain: site for site in sites}
    hub = next((site for site in sites if site.site.is_default_site), None)
    wanted: dict[str, tuple[int, int]] = {}
    for (host, path), count in opened.items():
        site, inner = (by_host.get(host.rpartition(":")[0] or host, hub), "") if path == "/" else _inside(by_key, path)
        if site is not None:
            url_path = f"{site.root_path}{inner}"
            wanted[url_path] = (site.pk, wanted.get(url_path, (0, 0))[1] + count)
    paths = list(wanted)
    known: dict[tuple[int, int], int] = {}
    for start in range(0, len(paths), AT_A_TIME):
        pages = Page.objects.filter(url_path__in=paths[start : start + AT_A_TIME]).values_list("url_path", "pk")
        known |= {(wanted[url_path][0], pk): wanted[url_path][1] for url_path, pk in pages}
    return known


def _inside(sites: Mapping[str, PortalSite], path: str) -> tuple[PortalSite | None, str]:
    """The site of `/sites/<key>/<inner>/`, and `<inner>/`."""
    _, _, key, inner = path.split("/", 3)
    return sites.get(key), inner


def _add(model: type[Visits], rows: Iterable[Row]) -> None:
    """Add counts to rows, which begin with them: one statement each, that no other process can come between."""
    table = connection.ops.quote_name(model._meta.db_table)
    say = (
        f"INSERT INTO {table} (site_id, page_id, day, count) VALUES (%s, %s, %s, %s) "  # noqa: S608 - our own name
        f"ON CONFLICT (page_id, day) DO UPDATE SET count = {table}.count + excluded.count"
    )
    with connection.cursor() as cursor:
        cursor.executemany(say, sorted(rows))  # in one order, so that two batches never wait for each other


def fold(today: date) -> int:
    """Let days that are over for a quarter of a year go into their months; how many rows were folded."""
    old = DailyVisits.objects.filter(day__lt=first_detailed(today))
    with transaction.atomic():
        rows = list(old.select_for_update().values_list("pk", "site", "page", "day", "count")[: 20 * AT_A_TIME])
        months: dict[tuple[int, int, date], int] = {}
        for _, site, page, day, count in rows:
            key = (site, page, day.replace(day=1))
            months[key] = months.get(key, 0) + count
        _add(MonthlyVisits, [(*key, count) for key, count in months.items()])
        for start in range(0, len(rows), AT_A_TIME):
            DailyVisits.objects.filter(pk__in=[row[0] for row in rows[start : start + AT_A_TIME]]).delete()
    return len(rows)


def _in_its_own_thread(day: date, opened: Mapping[Opened, int]) -> None:
    """As the tally wants it written: on a connection of the thread, which goes with it."""
    try:
        record(day, opened)
    finally:
        connection.close()


VISITS = Tally(_in_its_own_thread, timezone.localdate)
"""What this web process counts."""

"""What inspection learns from the pages of our own sites: columns that are empty or stale, documents that nobody explains.

Freshness of columns is judged by the dates of what is published and visible, never by the day of an edit: indicators V3, V4
and 解读比例 of 国办秘函〔2019〕19号.
"""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Left, Length
from django.utils import timezone

from mingtang.domains.inspection.api import InsideFault, InsideSite
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.queries import Columns, articles_of, open_sites
from mingtang.domains.portal.sites.rules import FED_BY_DIRECTORY
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due, months_later
from mingtang.lib.inspection.indicators import Freshness, scheme_on
from mingtang.lib.inspection.kinds import Kind

INTERPRETATION = "office.inspection_interpretation"
SAMPLED_DOCUMENTS = 5
"""So many of the newest own documents are held against their interpretations (domain file 9.1: a sample of three to five)."""


def portal_at(address: str) -> PortalSite | None:
    """The open site of our own that answers at an address of inspection, by its key or by its host; one statement."""
    parts = urlsplit(address)
    place, _, key = parts.path.strip("/").rpartition("/")
    wanted = {"key": key} if place == "sites" else {"site__hostname": parts.hostname or ""}
    return open_sites().filter(original=None, **wanted).first()


def columns(site: InsideSite) -> Iterator[InsideFault]:
    """A home page without news, and columns that are shown though they are empty or stale; four statements."""
    portal = portal_at(site.address)
    if portal is None:
        return
    today, shown = timezone.localdate(), Columns(portal).all
    newest, freshness = newest_by_column(portal, shown), scheme_on(today).freshness
    last = max(newest.values(), default=None)
    if last is None or (today - last).days > freshness.home_days:
        yield InsideFault(Kind.STALE_HOME, portal.get_absolute_url(), _said(last))
    for column in shown:
        if column.column_type in FED_BY_DIRECTORY:
            continue
        kind = Kind.EMPTY_COLUMN if column.pk not in newest else _stale(column, newest[column.pk], today, freshness)
        if kind is not None:
            yield InsideFault(kind, portal.address_of(column.url_path), _said(newest.get(column.pk)))


def newest_by_column(portal: PortalSite, shown: list[ColumnPage]) -> dict[int, date]:
    """The day of the newest article that everybody can read, of each column and those below it that has one; one statement."""
    step = ArticlePage.steplen
    rows = articles_of(portal).order_by().annotate(place=Left("path", Length("path") - step))
    found: dict[str, datetime] = dict(rows.values_list("place").annotate(Max("publish_date")))
    inside = {each.pk: [at for place, at in found.items() if place.startswith(each.path)] for each in shown}
    return {key: timezone.localdate(max(dates)) for key, dates in inside.items() if dates}


def _stale(column: ColumnPage, newest: date, today: date, freshness: Freshness) -> Kind | None:
    """What a column is called when it is older than its own cycle, or than columns of its type may be."""
    kind, days = freshness.of_column(f"{column.title} {column.get_column_type_display()}") or (Kind.STALE_COLUMN, None)
    limit = min(filter(None, (days, column.update_cycle_days)), default=None)
    is_old = limit is not None and (today - newest).days > limit
    return kind if is_old and column.must_update else None


def _said(newest: date | None) -> str:
    return f"最近的内容在 {newest}" if newest else "没有内容"


def documents(site: InsideSite) -> Iterator[InsideFault]:
    """Own documents of the last year, the newest few, that nothing explains though the time for it is over; two statements."""
    portal = portal_at(site.address)
    if portal is None:
        return
    today = timezone.localdate()
    explained = ArticlePage.objects.published().filter(interprets=OuterRef("pk"))
    own = articles_of(portal).exclude(document_number="").filter(original_url="", organ__in=site.organ_ids)
    for each in own.annotate(explained=Exists(explained)).order_by("-publish_date")[:SAMPLED_DOCUMENTS]:
        day = timezone.localdate(each.publish_date)
        if not each.explained and months_later(day, 12) >= today > _explained_by(day, each.organ_id):
            yield InsideFault(
                Kind.NO_INTERPRETATION, portal.address_of(each.url_path), f"《{each.title}》{day} 公布，没有解读"
            )


def _explained_by(day: date, organ_id: int) -> date:
    end = due(day, statute(INTERPRETATION, day), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end or day

"""A year of the calendar, of the nation or of a region."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.clocks.calendars import NATION, Shelf, shelf_and_region
from mingtang.kernel.clocks.comparison import working_days
from mingtang.kernel.clocks.models import FIRST_DAY, LAST_DAY
from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.clocks.queries import notices_visible_to, regions_by_code
from mingtang.kernel.clocks.yearbook import months_of
from mingtang.kernel.evidence.api import officials_only
from mingtang.lib.calendar import seeded_years


@officials_only
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The present year."""
    return calendar_year(request, timezone.localdate().year)


@officials_only
def calendar_year(request: HttpRequest, year: int) -> HttpResponseBase:
    """Twelve months with what is unusual in them, the notices behind it, and whether the year is firm."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Http404
    actor: Any = request.actor  # type: ignore[attr-defined]
    shelf, own = shelf_and_region(actor.organ_id)
    places = _places(shelf, request.GET.get("region"), own)
    region = next(code for code, _, current in places if current)
    hours = shelf.hours(region)
    context = {
        "year": year,
        "months": months_of(year, hours, shelf.told(region), timezone.localdate()),
        "firm": hours.calendar.is_confirmed(FIRST_DAY.replace(year=year)),
        "seeded": year in seeded_years(),
        "notices": notices_visible_to(actor).filter(year=year, withdrawn_at=None).order_by("issued_on", "pk"),
        "days": working_days(hours, year),
        "windows": hours.windows,
        "places": [_link(year, *place) for place in places],
        "before": year - 1 if year > FIRST_DAY.year else None,
        "after": year + 1 if year < LAST_DAY.year else None,
        "region": region,
        "may_manage": actor.may(MANAGE_CLOCKS),
    }
    return render(request, "clocks/year.html", context)


def _places(shelf: Shelf, wish: str | None, own: str) -> list[tuple[str, str, bool]]:
    """The nation and the regions with a calendar or hours of their own: code, name, whether it is shown.

    Without a wish the calendar of the reader's own organ is shown.
    """
    regions = regions_by_code({*shelf.days, *shelf.windows} - {NATION})
    known = {NATION: "全国", **{region.pk: region.name for region in regions}}
    around = [code for code in known if own.startswith(code)]
    shown = wish if wish in known else max(around, key=len)
    return [(code, name, code == shown) for code, name in known.items()]


def _link(year: int, code: str, name: str, current: bool) -> dict[str, Any]:
    return {"label": name, "url": f"{reverse('calendar_year', args=[year])}?region={code}", "current": current}

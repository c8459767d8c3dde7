"""What screens and actions ask of calendars and limits. They are public law: every official may read them."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from mingtang.kernel.clocks.models import CalendarNotice, OpeningHours
from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.directory.api import Organ, Region
from mingtang.kernel.evidence.api import Actor, NotPermitted

COUNTY = 3


def require_official(actor: Actor) -> None:
    """Raise NotPermitted for citizens and legal persons, whose cases tell them their dates."""
    if actor.kind not in {"official", "system"}:
        raise NotPermitted("工作日历和时限规则供工作人员查阅。")


def notices_visible_to(actor: Actor) -> QuerySet[CalendarNotice]:
    """Notices with the number of their days as `length`, withdrawn ones too; none for others than officials."""
    rows = CalendarNotice.objects.select_related("region").annotate(length=Count("days"))
    return rows if actor.kind in {"official", "system"} else rows.none()


def notice_of_year(year: int) -> CalendarNotice | None:
    """The annual notice of the nation that has been entered for a year."""
    annual = CalendarNotice.objects.filter(region=None, kind=CalendarNotice.Kind.ANNUAL, withdrawn_at=None)
    return annual.filter(year=year).first()


def opening_hours_visible_to(actor: Actor) -> QuerySet[OpeningHours]:
    """Hours of the nation and of regions that have their own; none for others than officials."""
    rows = OpeningHours.objects.select_related("region")
    return rows if actor.kind in {"official", "system"} else rows.none()


def government_of(region: Region) -> Organ | None:
    """The people's government of a region."""
    organs = Organ.objects.active().filter(region=region, branch="government")
    found: Organ | None = organs.order_by("path", "pk").first()
    return found


def may_manage_nation(actor: Actor) -> bool:
    """Whether the actor may change the calendar of the nation, and limits, on this node."""
    return actor.may(MANAGE_CLOCKS, CalendarNotice())


def regions_managed_by(actor: Actor) -> list[Region]:
    """Regions down to the county whose calendar the actor may change; two statements."""
    governments = (
        Organ.objects.within(actor, MANAGE_CLOCKS).active().filter(branch="government", region__level__lte=COUNTY)
    )
    codes = governments.order_by().values_list("region_id", flat=True).distinct()
    return list(Region.objects.filter(pk__in=set(codes)).order_by("code"))


def regions_by_code(codes: Iterable[str]) -> list[Region]:
    """Regions by their codes, in that order; one statement."""
    return list(Region.objects.filter(pk__in=set(codes)).order_by("code"))

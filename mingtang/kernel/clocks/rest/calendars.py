"""工作日历: the days of a region, the notices they come from, entering and withdrawing one. For officials."""

from datetime import date, datetime, timedelta
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.clocks.actions import NoticeDetails, enter_notice, withdraw_notice
from mingtang.kernel.clocks.calendars import NATION, shelf_and_region
from mingtang.kernel.clocks.comparison import how
from mingtang.kernel.clocks.models import FIRST_DAY, LAST_DAY, CalendarDay, CalendarNotice
from mingtang.kernel.clocks.queries import notices_visible_to, regions_by_code, require_official
from mingtang.kernel.clocks.rules import DayLine
from mingtang.kernel.directory.api import Refused, Region
from mingtang.lib.calendar import occasions
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred_or_none

router = Router(tags=["工作日历"])

NoticeKind = Annotated[CalendarNotice.Kind, choices(CalendarNotice.Kind)]
DayKind = Annotated[CalendarDay.Kind, choices(CalendarDay.Kind)]
Year = Annotated[int, Field(ge=FIRST_DAY.year, le=LAST_DAY.year)]
LONGEST, USUAL = 400, 31


class CalendarOut(Schema):
    region: str = Field(description="地区代码；全国为空")
    name: str = Field(description="名称")
    hours: list[str] = Field(description="办公时段，如 09:00-12:00")
    confirmed_until: int = Field(description="最后一个放假安排已确定的年份；其后的日期待定")


class DayOut(Schema):
    day: date = Field(description="日期")
    works: bool = Field(description="是否上班")
    half: bool = Field(description="是否只上午上班")
    confirmed: bool = Field(description="该年安排是否已确定")
    occasion: str = Field(description="节日")
    source: str = Field(description="使这一天不同于平日的通知")


class DayQuery(Schema):
    region: Annotated[str, Line(12)] = Field("", description="地区代码；空为全国")
    since: date | None = Field(None, description="起；缺省为今天")
    until: date | None = Field(None, description=f"止，至多 {LONGEST} 天；缺省为 {USUAL} 天")

    @property
    def span(self) -> list[date]:
        """The days asked for. Raises Refused."""
        since = self.since or timezone.localdate()
        until = self.until or min(since, LAST_DAY) + timedelta(days=USUAL - 1)
        if not FIRST_DAY <= since <= until <= LAST_DAY or (until - since).days >= LONGEST:
            raise Refused(f"起止须有先后，在 {FIRST_DAY} 至 {LAST_DAY} 之间，至多 {LONGEST} 天。", "until")
        return [since + timedelta(days=n) for n in range((until - since).days + 1)]


class CalendarRegionRef(Schema):
    code: str = Field(description="代码")
    name: str = Field(description="名称")


class NoticeDayOut(Schema):
    day: date = Field(description="日期")
    kind: DayKind = Field(description="安排")
    occasion: str = Field(description="节日")


class NoticeOut(Schema):
    id: int
    kind: NoticeKind = Field(description="种类")
    region: CalendarRegionRef | None = Field(description="适用地区；空为全国")
    year: int = Field(description="年份")
    number: str = Field(description="文号")
    title: str = Field(description="标题")
    issued_on: date = Field(description="发布日期")
    entered_at: datetime = Field(description="录入时间")
    withdrawn_at: datetime | None = Field(description="撤下时间；有效时为空")
    length: int = Field(description="写明的天数")


class WholeNoticeOut(NoticeOut):
    days: list[NoticeDayOut] = Field(description="写明的日子")

    @staticmethod
    def resolve_days(notice: CalendarNotice) -> list[CalendarDay]:
        return list(notice.days.all())


class NoticeFilter(FilterSchema):
    year: Year | None = Field(None, description="年份")
    kind: NoticeKind | None = Field(None, description="种类")
    region: Annotated[str, Line(12)] | None = Field(None, description="地区代码")


class NoticeDayIn(Request):
    day: date = Field(description="日期")
    kind: DayKind = Field(description="安排")
    occasion: Annotated[str, Line(40)] = Field("", description="节日")


class NoticeIn(Request):
    kind: NoticeKind = Field(description="种类；全国的年度安排使当年确定")
    region: Annotated[str, Line(12)] | None = Field(None, description="地区代码；空为全国")
    year: Year = Field(description="年份")
    number: Annotated[str, Line(80, shortest=1)] = Field(description="文号")
    title: Annotated[str, Line(200, shortest=1)] = Field(description="标题")
    issued_on: date = Field(description="发布日期")
    days: Annotated[list[NoticeDayIn], Field(max_length=200)] = Field(description="写明的日子")


class WithdrawalIn(Request):
    reason: Annotated[str, Line(200, shortest=1)] = Field(description="原因")


@router.get("/calendars", response=list[CalendarOut], summary="工作日历列表：全国和有自己日历的地区")
def list_calendars(request: SignedIn) -> list[CalendarOut]:
    require_official(request.actor)
    shelf, _ = shelf_and_region()
    regions = regions_by_code({*shelf.days, *shelf.windows} - {NATION})
    return [
        CalendarOut(
            region=code,
            name=name,
            hours=[f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in shelf.hours(code).windows],
            confirmed_until=max(shelf.hours(code).calendar.confirmed_years),
        )
        for code, name in [(NATION, "全国"), *((region.pk, region.name) for region in regions)]
    ]


@router.get("/calendar-days", response=list[DayOut], summary="逐日查询：哪天上班，依据什么")
def list_calendar_days(request: SignedIn, asked: Query[DayQuery]) -> list[DayOut]:
    require_official(request.actor)
    shelf, _ = shelf_and_region()
    hours, told = shelf.hours(asked.region), shelf.told(asked.region)
    return [
        DayOut(
            day=day,
            works=how(hours, day) != "休息",
            half=day in hours.halves,
            confirmed=hours.calendar.is_confirmed(day),
            occasion=told[day].occasion if day in told else occasions(day.year).get(day, ""),
            source=hours.calendar.notices[day].source if day in hours.calendar.notices else "",
        )
        for day in asked.span
    ]


@router.get("/calendar-notices", response=list[NoticeOut], summary="放假调休通知列表")
@listed(orders=["issued_on", "id"])
def list_calendar_notices(request: SignedIn, filters: Query[NoticeFilter]) -> QuerySet[CalendarNotice]:
    return filters.filter(notices_visible_to(request.actor))


@router.post("/calendar-notices", response={201: WholeNoticeOut}, summary="录入放假调休通知")
def enter_calendar_notice(request: SignedIn, details: NoticeIn) -> Status[CalendarNotice]:
    lines = [DayLine(each.day, each.kind, each.occasion) for each in details.days]
    region = referred_or_none(Region.objects.all(), details.region, "region")
    whole = NoticeDetails(
        year=details.year, number=details.number, title=details.title, issued_on=details.issued_on,
        kind=details.kind, region=region, lines=lines,
    )  # fmt: skip
    notice = enter_notice(request.actor, whole)
    return Status(201, found(notices_visible_to(request.actor), notice.pk))


@router.get("/calendar-notices/{int:notice_id}", response=WholeNoticeOut, summary="查看放假调休通知")
def show_calendar_notice(request: SignedIn, notice_id: Key) -> CalendarNotice:
    return found(notices_visible_to(request.actor), notice_id)


@router.post("/calendar-notices/{int:notice_id}/withdrawal", response=WholeNoticeOut, summary="撤下放假调休通知")
def withdraw_calendar_notice(request: SignedIn, notice_id: Key, details: WithdrawalIn) -> CalendarNotice:
    notice = found(notices_visible_to(request.actor), notice_id)
    withdraw_notice(request.actor, notice, reason=details.reason)
    return notice

"""Calendars of the database: fresh in every process, cheap while nothing changes, changed by notices only."""

from datetime import date, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.clocks import actions, calendars
from mingtang.kernel.clocks.api import edition, office_hours, offices, one_calendar, statute
from mingtang.kernel.clocks.models import CalendarNotice, LocalLimit
from mingtang.kernel.clocks.rules import HALF, OFF, WORK, DayLine
from mingtang.kernel.directory.api import Refused, Region
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.lib.calendar import statutory_days
from mingtang.lib.clocks import due

pytestmark = pytest.mark.django_db

NEW_YEAR = DayLine(date(2027, 1, 4), OFF, "元旦")


def notice(**more: object) -> actions.NoticeDetails:
    """That of 2027, with the 4th of January off and the 9th worked."""
    days = [DayLine(day, OFF, name) for day, name in statutory_days(2027).items()]
    usual = {
        "year": 2027,
        "number": "国办发明电〔2026〕12号",
        "title": "国务院办公厅关于2027年部分节假日安排的通知",
        "issued_on": date(2026, 11, 25),
        "lines": [*days, NEW_YEAR, DayLine(date(2027, 1, 9), WORK, "元旦")],
    }
    return actions.NoticeDetails(**usual | more)  # type: ignore[arg-type]


def regional(region: Region, *lines: DayLine, number: str = "新政办〔2027〕1号") -> actions.NoticeDetails:
    return notice(region=region, kind=CalendarNotice.Kind.SUPPLEMENT, number=number, lines=list(lines))


def test_asking_again_costs_one_small_statement(django_assert_num_queries) -> None:
    office_hours()
    with django_assert_num_queries(1):
        office_hours()


def test_a_rule_of_law_costs_no_statement_and_a_figure_of_practice_one(django_assert_num_queries) -> None:
    office_hours()
    with django_assert_num_queries(0):
        assert statute("disclosure.reply", date(2026, 3, 2), "online").amount == 20
    with django_assert_num_queries(1):
        assert statute("hotline.handle", date(2026, 3, 2), "question").amount == 3


def test_2027_is_provisional_until_its_notice_is_entered_and_then_dates_move() -> None:
    start, rule = date(2026, 12, 7), statute("services.decision", date(2026, 12, 7))
    before = due(start, rule, [], office_hours())
    assert (before.at, before.provisional) == (date(2027, 1, 5), True)
    actions.enter_notice(SYSTEM, notice())
    after = due(start, rule, [], office_hours())
    assert (after.at, after.provisional) == (date(2027, 1, 6), False)
    assert not office_hours().calendar.is_working_day(date(2027, 1, 4))
    assert office_hours().calendar.is_working_day(date(2027, 1, 9))


def test_the_change_is_recorded_and_announced_with_its_days() -> None:
    entered = actions.enter_notice(SYSTEM, notice())
    record = Record.objects.get(act="clocks.enter_notice")
    assert len(record.changes) == 1 + len(entered.days.all())
    fact = Fact.objects.get(name="clocks.CalendarChanged")
    assert fact.subject == "calendar:nation"
    assert (fact.data["region"], fact.data["since"], fact.data["until"]) == ("", "2027-01-01", "2027-12-31")
    assert fact.data["edition"] == edition()


def test_a_change_by_another_process_is_seen_at_once(django_assert_num_queries) -> None:
    old = office_hours()
    row = CalendarNotice.objects.create(
        kind="annual", year=2027, number="x", title="x", issued_on=date(2026, 11, 25), entered_at=timezone.now()
    )
    row.days.create(day=date(2027, 1, 4), kind=OFF)
    assert office_hours() is old, "nobody has said that something changed"
    calendars.renew_edition()  # what the other process does in the transaction of its change
    with django_assert_num_queries(5):
        assert not office_hours().calendar.is_working_day(date(2027, 1, 4))


def test_what_was_seen_inside_a_transaction_that_failed_is_forgotten() -> None:
    with transaction.atomic():
        actions.enter_notice(SYSTEM, notice())
        assert office_hours().calendar.is_confirmed(date(2027, 1, 4))
        transaction.set_rollback(True)
    assert not office_hours().calendar.is_confirmed(date(2027, 1, 4))
    actions.enter_notice(SYSTEM, notice(lines=[*notice().lines, DayLine(date(2027, 1, 5), OFF)]))
    assert not office_hours().calendar.is_working_day(date(2027, 1, 5))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": [NEW_YEAR]}, "text"),
        ({"year": 2026, "lines": [DayLine(day, OFF) for day in statutory_days(2026)]}, "kind"),
    ],
    ids=["lacks the statutory days", "the year is firm"],
)
def test_a_notice_that_cannot_be_right_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as fault:
        actions.enter_notice(SYSTEM, notice(**change))
    assert fault.value.field == field
    assert not CalendarNotice.objects.exists()


def test_a_notice_is_entered_once_and_a_year_settled_once() -> None:
    actions.enter_notice(SYSTEM, notice())
    with pytest.raises(Refused, match="文号"):
        actions.enter_notice(SYSTEM, notice())
    with pytest.raises(Refused, match="临时调整"):
        actions.enter_notice(SYSTEM, notice(number="另一份"))


def test_a_notice_taken_back_counts_no_more_and_stays_on_record() -> None:
    entered = actions.enter_notice(SYSTEM, notice())
    actions.withdraw_notice(SYSTEM, entered, reason="录错了年份")
    assert not office_hours().calendar.is_confirmed(date(2027, 1, 4))
    assert CalendarNotice.objects.get().withdrawn_why == "录错了年份"
    assert Fact.objects.filter(name="clocks.CalendarChanged").count() == 2
    actions.enter_notice(SYSTEM, notice())


def test_a_later_notice_wins_over_an_earlier_one() -> None:
    actions.enter_notice(SYSTEM, notice())
    extra = DayLine(date(2027, 1, 4), WORK)
    actions.enter_notice(SYSTEM, notice(kind="supplement", number="补", issued_on=date(2026, 12, 20), lines=[extra]))
    assert office_hours().calendar.is_working_day(date(2027, 1, 4))


def test_regions_follow_the_nation_except_where_they_say_otherwise(world) -> None:
    county = world.organ("county-market-bureau")
    actions.enter_notice(
        SYSTEM, regional(county.region, DayLine(date(2027, 3, 10), OFF, "肉孜节"), DayLine(date(2027, 3, 9), HALF))
    )
    actions.set_opening_hours(SYSTEM, county.region, "10:00-14:00 15:30-19:30", source="本县规定")
    city, here = office_hours(world.organ("housing-bureau").pk), office_hours(county.pk)
    assert city.calendar.is_working_day(date(2027, 3, 10))
    assert not here.calendar.is_working_day(date(2027, 3, 10))
    assert city is office_hours(), "a region without its own shares the calendar of the nation"
    assert here.add(datetime(2027, 3, 9, 13, 30), 60) == datetime(2027, 3, 11, 10, 30), "half a day, then the feast"


def test_who_manages_a_county_changes_its_calendar_and_no_other(world) -> None:
    officer, county = world.actor("county_system_officer"), world.organ("county-market-bureau").region
    lines = DayLine(date(2027, 3, 10), OFF, "肉孜节")
    assert actions.enter_notice(officer, regional(county, lines)).region == county
    with pytest.raises(NotPermitted):
        actions.enter_notice(officer, notice())
    with pytest.raises(NotPermitted):
        actions.enter_notice(officer, regional(world.organ("housing-bureau").region, lines, number="另"))
    with pytest.raises(NotPermitted):
        actions.enter_notice(world.actor("official"), regional(county, lines, number="又"))
    assert Record.objects.filter(act="clocks.enter_notice", outcome="refused").count() == 3


def test_a_figure_of_practice_is_set_from_a_day_on_and_law_cannot_be() -> None:
    actions.set_limit(
        SYSTEM, "hotline.handle", "question", amount=2, effective=date(2026, 12, 1), source="和政办发〔2026〕9号"
    )
    assert statute("hotline.handle", date(2026, 11, 30), "question").amount == 3
    local = statute("hotline.handle", date(2026, 12, 1), "question")
    assert (local.amount, local.source, local.unconfirmed) == (2, "和政办发〔2026〕9号", False)
    assert statute("hotline.handle", date(2026, 12, 1), "complaint").amount == 7
    with pytest.raises(Refused, match="不能自行设定"):
        actions.set_limit(SYSTEM, "services.decision", "", amount=30, effective=date(2026, 12, 1), source="x")
    assert LocalLimit.objects.count() == 1


def test_several_organs_and_a_block_of_work_ask_for_the_calendars_once(django_assert_num_queries, world) -> None:
    city, district = world.organ("housing-bureau").pk, world.organ("district-market-bureau").pk
    apart = {organ: office_hours(organ) for organ in (city, district)}
    with django_assert_num_queries(1):
        assert offices([city, district]) == apart
    assert offices([]) == {}
    with django_assert_num_queries(1), one_calendar(city):
        assert (office_hours(city), office_hours()) == (apart[city], office_hours())
    with django_assert_num_queries(1):
        office_hours(city)

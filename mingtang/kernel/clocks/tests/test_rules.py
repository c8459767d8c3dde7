"""Notices in their own words, and what cannot be right in them."""

from datetime import date, time

import pytest

from mingtang.kernel.clocks.rules import (
    HALF,
    OFF,
    WORK,
    DayLine,
    Unreadable,
    contradictions,
    read_arrangement,
    read_hours,
    write_hours,
)
from mingtang.lib.calendar import seeded_calendar, statutory_days

NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""


def test_the_notice_of_2026_as_it_was_published_gives_the_calendar_of_2026() -> None:
    lines = read_arrangement(NOTICE_2026, 2026)
    known = seeded_calendar()
    assert {line.kind for line in lines} == {OFF, WORK}
    assert all(known.is_working_day(line.day) == (line.kind == WORK) for line in lines)
    assert len(lines) == 33 + 6
    assert lines[0] == DayLine(date(2026, 1, 1), OFF, "元旦")
    assert contradictions(lines, 2026, statutory_days(2026), annual=True, nation=True) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2027-02-05 至 2027-02-06 放假", [DayLine(date(2027, 2, 5), OFF), DayLine(date(2027, 2, 6), OFF)]),
        ("元旦：2026年12月31日至1月1日放假", None),
        ("元旦：2026年12月31日至2027年1月1日放假", [DayLine(date(2026, 12, 31), OFF, "元旦"), DayLine(date(2027, 1, 1), OFF, "元旦")]),
        ("1月1日放假，1月3日上班", [DayLine(date(2027, 1, 1), OFF), DayLine(date(2027, 1, 3), WORK)]),
        ("3月8日上午上班", [DayLine(date(2027, 3, 8), HALF)]),
        ("各地区要妥善安排好值班。", []),
        ("2月30日放假", None),
        ("1月5日至3日放假", None),
        ("1月1日至3月3日放假", None),
        ("1月1日是好日子", None),
    ],
)  # fmt: skip
def test_days_are_understood_or_refused(text: str, lines: list[DayLine] | None) -> None:
    if lines is None:
        with pytest.raises(Unreadable):
            read_arrangement(text, 2027)
    else:
        assert read_arrangement(text, 2027) == lines


def full(year: int = 2027) -> list[DayLine]:
    return [DayLine(day, OFF, name) for day, name in statutory_days(year).items()]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([*full(), DayLine(date(2027, 1, 1), WORK)], "既放假又上班"),
        (full()[1:], "缺少法定节假日"),
        ([*full(), DayLine(date(2027, 1, 4), WORK)], "星期一，本来就上班"),
        ([*full(), DayLine(date(2028, 1, 1), OFF)], "不在2027年内"),
        ([*full(), DayLine(date(2026, 12, 1), OFF)], "不在2027年内"),
        ([DayLine(date(2027, 5, 1), WORK)], "是法定节假日（劳动节）"),
        ([], "没有写明"),
    ],
)
def test_what_contradicts_itself_or_the_law_is_found(lines: list[DayLine], fault: str) -> None:
    assert fault in "".join(contradictions(lines, 2027, statutory_days(2027), annual=True, nation=True))


def test_a_region_need_not_repeat_the_holidays_of_the_nation() -> None:
    feast = [DayLine(date(2027, 3, 10), OFF, "肉孜节")]
    assert contradictions(feast, 2027, statutory_days(2027), annual=True, nation=False) == []


def test_opening_hours_are_read_in_order_and_apart() -> None:
    urumqi = read_hours("10:00-14:00，15:30—19:30")
    assert urumqi == ((time(10), time(14)), (time(15, 30), time(19, 30)))
    assert write_hours(urumqi) == "10:00-14:00 15:30-19:30"


@pytest.mark.parametrize("text", ["", "9-12", "12:00-09:00", "09:00-12:00 11:00-15:00", "25:00-26:00", "09:00-12:61"])
def test_hours_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_hours(text)

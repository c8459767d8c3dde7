"""What a notice on days off says, and whether that can be right. No database, no clock."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

OFF, WORK, HALF = "off", "work", "half"
WORDS = {OFF: "放假", WORK: "上班", HALF: "上午上班"}
LONGEST_SPAN = 31
FORESIGHT = (
    10  # days of December that an annual notice may settle for the year before: 2022年12月31日至2023年1月2日放假
)

_DATE = r"(?:(\d{4})\s*[年/-]\s*)?(\d{1,2})\s*[月/-]\s*(\d{1,2})\s*日?"
_ASIDE = r"\s*(?:[（(][^（）()]{0,40}[）)])?"
_TOKEN = re.compile(
    rf"{_DATE}{_ASIDE}(?:\s*(?:至|到|—|~|～)\s*(?:(?:(\d{{4}})\s*[年/-]\s*)?(\d{{1,2}})\s*[月/-]\s*)?(\d{{1,2}})\s*日?)?"
    r"|(上午上班|上班|放假)"
)
_OCCASION = re.compile(r"^\s*(?:[一二三四五六七八九十\d]{1,3}\s*[、.．])?\s*([^\s\d：:，。]{1,20})\s*[：:]")
_KINDS = {"上午上班": HALF, "上班": WORK, "放假": OFF}


class Unreadable(ValueError):
    """The text of a notice cannot be understood; the message says where."""


@dataclass(frozen=True)
class DayLine:
    """One day as a notice has it; `kind` is off, work or half (the morning only)."""

    day: date
    kind: str
    occasion: str = ""

    def __str__(self) -> str:
        return f"{self.day.month}月{self.day.day}日{WORDS[self.kind]}"


def read_arrangement(text: str, year: int) -> list[DayLine]:
    """The days of a notice in its own words, such as `元旦：1月1日至3日放假，共3天。1月4日（周一）上班。`

    Each line may begin with the occasion. Raises Unreadable for dates that do not exist, spans that are too long, and
    dates that are not followed by 放假 or 上班.
    """
    lines = {each for line in text.splitlines() for each in _read_line(line, year)}
    return sorted(lines, key=lambda each: (each.day, each.kind, each.occasion))


def _read_line(line: str, year: int) -> Iterator[DayLine]:
    occasion = match.group(1) if (match := _OCCASION.match(line)) else ""
    waiting: list[date] = []
    for token in _TOKEN.finditer(line):
        if not (word := token.group(7)):
            waiting += _span(token, year)
            continue
        yield from (DayLine(day, _KINDS[word], occasion) for day in waiting)
        waiting = []
    if waiting:
        raise Unreadable(f"“{line.strip()[:40]}”没有说明{waiting[0].month}月{waiting[0].day}日是放假还是上班。")


def _span(token: re.Match[str], year: int) -> list[date]:
    y, m, d, last_y, last_m, last_d, _ = token.groups()
    try:
        first = date(int(y or year), int(m), int(d))
        last = date(int(last_y or first.year), int(last_m or first.month), int(last_d)) if last_d else first
    except ValueError as error:
        raise Unreadable(f"没有“{token.group().strip()}”这样的日期。") from error
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise Unreadable(f"“{token.group().strip()}”的起止不对，或超过 {LONGEST_SPAN} 天。")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def contradictions(
    lines: Iterable[DayLine], year: int, statutory: Mapping[date, str], *, annual: bool, nation: bool
) -> list[str]:
    """Why a notice cannot be right; empty when nothing speaks against it.

    `statutory` are the days that the regulation itself makes holidays. An annual notice of the nation must contain
    all of them, and make nobody work on a day that is worked anyway.
    """
    days: dict[date, str] = {}
    faults = [
        f"{_name(line.day)}既{WORDS[days[line.day]]}又{WORDS[line.kind]}。"
        for line in lines
        if days.setdefault(line.day, line.kind) != line.kind
    ]
    if not days:
        faults.append("没有写明任何一天放假或上班。")
    faults += [
        f"{_name(day)}不在{year}年内。"
        for day in days
        if not date(year, 1, 1) - timedelta(days=FORESIGHT) <= day <= date(year, 12, 31)
    ]
    faults += [
        f"{_name(day)}是法定节假日（{statutory[day]}），不能安排上班。"
        for day, kind in days.items()
        if day in statutory and kind != OFF
    ]
    if annual and nation:
        faults += [f"缺少法定节假日：{_name(day)}（{name}）。" for day, name in statutory.items() if day not in days]
        faults += [
            f"{_name(day)}是{_weekday(day)}，本来就上班。"
            for day, kind in days.items()
            if kind == WORK and day.weekday() < 5 and day not in statutory
        ]
    return faults


def read_hours(text: str) -> tuple[tuple[time, time], ...]:
    """Opening windows from `09:00-12:00 13:30-17:30`: one to four, in order and apart. Raises Unreadable."""
    windows = []
    for part in text.replace("，", " ").replace(",", " ").replace("—", "-").replace("：", ":").split():
        match = re.fullmatch(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})", part)
        if not match:
            raise Unreadable(f"“{part[:20]}”不是“09:00-12:00”这样的时段。")
        a, b, c, d = (int(number) for number in match.groups())
        if not (a < 24 and c < 24 and b < 60 and d < 60):
            raise Unreadable(f"“{part}”不是一天里的时间。")
        windows.append((time(a, b), time(c, d)))
    edges = [edge for window in windows for edge in window]
    if not 1 <= len(windows) <= 4 or any(one >= other for one, other in pairwise(edges)):
        raise Unreadable("写一到四个时段，先后有序，互不重叠。")
    return tuple(windows)


def write_hours(windows: Iterable[tuple[time, time]]) -> str:
    """The stored form of opening windows."""
    return " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in windows)


def _name(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _weekday(day: date) -> str:
    return "星期" + "一二三四五六日"[day.weekday()]

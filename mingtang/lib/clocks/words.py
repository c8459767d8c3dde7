"""The sentence beside a date: why it is this day and no other, for the citizen and for the court."""

from collections.abc import Mapping
from datetime import date, datetime

from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks.clock import Due, Pause, Standing
from mingtang.lib.clocks.measure import daily_measure
from mingtang.lib.clocks.rule import Unit

UNIT_WORDS = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.NATURAL_DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.WORKING_MINUTES: "分钟工作时间",
    Unit.MINUTES: "分钟",
}


def explain(due: Due, hours: OfficeHours, *, names: Mapping[str, str] | None = None) -> str:
    """Why the limit ends when it does, in Chinese; `names` gives the words for kinds of pauses and restarts.

    For example: 自3月2日次日起20个工作日（行政许可法第四十二条），扣除3月10日至3月25日专家评审11个工作日，4月15日届满。
    """
    words = names or {}
    if due.rule.before:
        return f"{_when(due.start)}的{_length(due.rule.amount, due)}前（{due.rule.source}），{_back(due)}。"
    parts = [f"自{_when(due.start)}{_from(due)}{_amount(due)}（{due.rule.source}）"]
    if due.restarted:
        parts.append(f"因{words.get(due.restarted, due.restarted)}重新计算")
    parts += [_pause(pause, due, hours, words) for pause in due.pauses]
    if due.extended and due.rule.extension:
        parts.append(
            f"经{due.rule.extension.granted_by}批准延长{_length(due.extended, due)}（{due.rule.extension.source}）"
        )
    parts.append(_ending(due))
    return "，".join(parts) + "。"


def _from(due: Due) -> str:
    if not due.rule.unit.is_daily:
        return "起"
    return "次日起"


def _amount(due: Due) -> str:
    return f"{'不少于' if due.rule.minimum else ''}{_length(due.rule.amount, due)}"


def _back(due: Due) -> str:
    return f"最迟{_when(due.start if due.at is None else due.at)}" + _firmness(due)


def _length(amount: int, due: Due) -> str:
    unit = due.rule.unit
    if not unit.is_daily and amount % 60 == 0:
        return f"{amount // 60}小时" + ("（工作时间）" if unit == Unit.WORKING_MINUTES else "")
    return f"{amount}{UNIT_WORDS[unit]}"


def _pause(pause: Pause, due: Due, hours: OfficeHours, words: Mapping[str, str]) -> str:
    kind = words.get(pause.kind, pause.kind)
    if pause.end is None:
        return f"{_when(pause.start)}起因{kind}暂停"
    if not due.rule.unit.is_daily:
        return f"扣除{_when(pause.start)}至{_when(pause.end)}{kind}"
    free = daily_measure(due.rule, hours.calendar).count(_day(pause.start), _day(pause.end))
    return f"扣除{_when(pause.start)}至{_when(pause.end)}{kind}{free}{UNIT_WORDS[_counting_unit(due)]}"


def _counting_unit(due: Due) -> Unit:
    return Unit.NATURAL_DAYS if due.rule.unit == Unit.MONTHS else due.rule.unit


def _ending(due: Due) -> str:
    if due.at is None or due.standing == Standing.PAUSED:
        return "恢复后继续计算"
    return f"{_when(due.at)}届满{_firmness(due)}"


def _firmness(due: Due) -> str:
    return "（该年放假安排尚未公布，日期待定）" if due.provisional else ""


def _when(moment: date | datetime) -> str:
    day = _day(moment)
    words = f"{day.year}年{day.month}月{day.day}日"
    return f"{words}{moment:%H:%M}" if isinstance(moment, datetime) else words


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

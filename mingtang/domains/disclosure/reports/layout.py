"""How the tables are laid out: their rows and columns in the order of the law, from the kinds of replies and applicants."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mingtang.domains.disclosure.reports.rules import CARRIED_IN, CARRIED_OUT, COUNTS, DECIDED, DOCUMENTS, NEW, TOTAL
from mingtang.domains.disclosure.requests.api import APPLICANTS, COURSES, RESULTS, reply_kinds

COLUMNS = (*(str(each) for each in APPLICANTS), TOTAL)
COLUMN_NAMES = ("自然人", *list(APPLICANTS.values())[1:], "总计")
RESULT_COLUMNS = (*(str(each) for each in RESULTS), TOTAL)
RESULT_NAMES = (*RESULTS.values(), "总计")
_HAN = "一二三四五六七八九十"
_UNITS = {"fees": "本年收费金额（单位：万元）"}


@dataclass(frozen=True)
class Line:
    """A line of a table: its label, how deep it stands, its cells (none in headings); whether it was entered by hand."""

    label: str
    depth: int
    cells: tuple[Any, ...] = ()
    by_hand: bool = False


def kinds() -> list[str]:
    """Codes of the kinds of reply, in the order of table 3."""
    return list(reply_kinds())


def table_2(figures: Any, by_hand: list[str]) -> list[Line]:
    """Documents, then decisions and charges."""
    lines = [
        Line(label, 0, tuple(figures["documents"][kind][count] for count in COUNTS))
        for kind, label in DOCUMENTS.items()
    ]
    return lines + [
        Line(f"{label}：{_UNITS.get(key, '本年处理决定数量')}", 0, (figures["decided"].get(key),), key in by_hand)
        for key, label in DECIDED.items()
    ]


def table_3(figures: Any) -> list[Line]:
    """Requests: what came, what became of it, what is left."""
    table = figures["requests"]
    return [
        _line("一、本年新收政府信息公开申请数量", 0, table[NEW]),
        _line("二、上年结转政府信息公开申请数量", 0, table[CARRIED_IN]),
        Line("三、本年度办理结果", 0),
        *_results(table),
        _line("（七）总计", 1, table[TOTAL]),
        _line("四、结转下年度继续办理", 0, table[CARRIED_OUT]),
    ]


def _results(table: Any) -> Iterator[Line]:
    groups: dict[str, list[Any]] = {}
    for kind in reply_kinds().values():
        groups.setdefault(kind.group, []).append(kind)
    for place, (group, members) in enumerate(groups.items()):
        name = f"（{_HAN[place]}）{group}"
        if len(members) == 1:
            yield _line(name, 1, table[members[0].code])
            continue
        yield Line(name, 1)
        for number, kind in enumerate(members, start=1):
            yield _line(f"{number}．{kind.label}", 2, table[kind.code])


def _line(label: str, depth: int, cells: Any) -> Line:
    return Line(label, depth, tuple(cells[column] for column in COLUMNS))


def table_4(figures: Any) -> list[Line]:
    """Reconsiderations and lawsuits by their results."""
    table = figures["proceedings"]
    return [
        Line(label, 0, tuple(table[str(course)][column] for column in RESULT_COLUMNS))
        for course, label in COURSES.items()
    ]

"""Pure rules of the annual report: its tables, what they must satisfy, how those of several organs are summed up.

Figures are plain JSON: `documents` by kind (made, repealed, valid), `decided` (licences, penalties, coercion: counts; fees: 万元 as text), `requests` by row and column, `proceedings` by course and result, `information_fees` in yuan.

Source: 政府信息公开条例第五十条; 政府信息公开工作年度报告格式 (国办公开办函〔2021〕30号); domain notes disclosure.md, section 4.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

Figures = Mapping[str, Any]
Table = Mapping[str, Mapping[str, int]]

TOTAL = "total"
NEW, CARRIED_IN, CARRIED_OUT = "new", "carried_in", "carried_out"
DOCUMENTS = {"rule": "规章", "normative": "行政规范性文件"}
COUNTS = {"made": "本年制发件数", "repealed": "本年废止件数", "valid": "现行有效件数"}
DECIDED = {"licences": "行政许可", "penalties": "行政处罚", "coercion": "行政强制", "fees": "行政事业性收费"}
SECTIONS = {
    "1": "一、总体情况",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "6": "六、其他需要报告的事项",
}


class State(StrEnum):
    """How a report stands; its figures are frozen from the beginning."""

    DRAFT = "draft"
    SIGNED = "signed"
    PUBLISHED = "published"


STATES = {State.DRAFT: "编制中", State.SIGNED: "已签发", State.PUBLISHED: "已公布"}


def completed(counts: Table, kinds: Sequence[str], columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """Table 3 with its sums: `counts` has new, carried in, every kind of reply and carried out by kind of applicant."""
    rows = [NEW, CARRIED_IN, *kinds, CARRIED_OUT]
    table = {row: {column: counts.get(row, {}).get(column, 0) for column in columns} for row in rows}
    table[TOTAL] = {column: sum(table[kind][column] for kind in kinds) for column in columns}
    for row in table.values():
        row[TOTAL] = sum(row.values())
    return table


def summed(reports: Iterable[Figures]) -> dict[str, Any]:
    """The figures of several organs together."""
    told = list(reports)
    tables = {name: _added([each[name] for each in told]) for name in ("documents", "requests", "proceedings")}
    fees = sum(each["information_fees"] for each in told)
    return {**tables, "decided": _decided([each["decided"] for each in told]), "information_fees": fees}


def _decided(told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = {key: sum(each[key] for each in told) for key in DECIDED if key != "fees"}
    return {**counts, "fees": str(sum((Decimal(each["fees"]) for each in told), Decimal(0)))}


def _added(tables: Iterable[Table]) -> dict[str, dict[str, int]]:
    together: dict[str, dict[str, int]] = {}
    for table in tables:
        for row, cells in table.items():
            into = together.setdefault(row, {})
            for column, value in cells.items():
                into[column] = into.get(column, 0) + value
    return together


def faults(
    figures: Figures,
    sections: Mapping[str, str],
    kinds: Sequence[str],
    *,
    previous: Figures | None = None,
    parts: Collection[Figures] | None = None,
) -> list[str]:
    """What stands against signing a report. `previous` is that of last year, `parts` are those an aggregate sums up."""
    found = [*_of_requests(figures["requests"], kinds), *_of_amounts(figures["decided"])]
    if previous is not None:
        found += _against_last_year(figures, previous)
    if parts is not None and summed(parts) != figures:
        found.append("汇总数与各机关报告之和不一致，请重新汇总。")
    found += [f"“{title}”没有内容。" for key, title in SECTIONS.items() if not sections.get(key, "").strip()]
    return found + list(_of_texts(figures, "\n".join(sections.values())))


def _of_requests(table: Table, kinds: Sequence[str]) -> Iterator[str]:
    for column in table[NEW]:
        come = table[NEW][column] + table[CARRIED_IN][column]
        gone = table[TOTAL][column] + table[CARRIED_OUT][column]
        if come != gone:
            yield f"表三“{column}”列：新收与结转之和 {come}，办理结果与结转下年度之和 {gone}，不相等。"
        if table[TOTAL][column] != sum(table[kind][column] for kind in kinds):
            yield f"表三“{column}”列：办理结果总计不等于各项之和。"
    for row, cells in table.items():
        if cells[TOTAL] != sum(value for column, value in cells.items() if column != TOTAL):
            yield f"表三“{row}”行：总计不等于各列之和。"


def _of_amounts(decided: Mapping[str, Any]) -> Iterator[str]:
    for key, label in DECIDED.items():
        value = decided.get(key)
        if value is None:
            yield f"表二“{label}”没有填报。"
        elif key == "fees" and not is_amount(str(value)):
            yield f"表二“{label}”以万元为单位，最多六位小数。"


def is_amount(text: str) -> bool:
    """Whether a text is an amount in 万元: not negative, to the hundredth of a yuan."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return False
    return amount.is_finite() and amount >= 0 and amount == round(amount, 6)


def _against_last_year(figures: Figures, previous: Figures) -> Iterator[str]:
    for column, carried in previous["requests"][CARRIED_OUT].items():
        if figures["requests"][CARRIED_IN][column] != carried:
            yield f"表三“{column}”列：上年结转与上一年度报告的结转下年度 {carried} 不一致。"
    for kind, label in DOCUMENTS.items():
        now, before = figures["documents"][kind], previous["documents"][kind]["valid"]
        if now["valid"] != before + now["made"] - now["repealed"]:
            yield f"表二“{label}”：现行有效 {now['valid']} 不等于上年 {before} 加制发 {now['made']} 减废止 {now['repealed']}。"
    for course, cells in figures["proceedings"].items():
        pending = previous["proceedings"][course]["pending"]
        if cells[TOTAL] < pending:
            yield f"表四：上一年度尚未审结的 {pending} 件没有全部列入。"


_FIGURES_IN_TEXT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"新收政府信息公开申请\s*(\d+)\s*件", ("requests", NEW, TOTAL)),
    (r"上年结转\s*(\d+)\s*件", ("requests", CARRIED_IN, TOTAL)),
    (r"办结\s*(\d+)\s*件", ("requests", TOTAL, TOTAL)),
    (r"结转下年度继续办理\s*(\d+)\s*件", ("requests", CARRIED_OUT, TOTAL)),
    (r"制发行政规范性文件\s*(\d+)\s*件", ("documents", "normative", "made")),
    (r"现行有效行政规范性文件\s*(\d+)\s*件", ("documents", "normative", "valid")),
    (r"发生行政复议\s*(\d+)\s*件", ("proceedings", "review", TOTAL)),
    (r"收取信息处理费\s*(\d+)\s*元", ("information_fees",)),
)
"""Phrases of reports whose number stands in a table as well, and where."""


def _of_texts(figures: Figures, text: str) -> Iterator[str]:
    for pattern, path in _FIGURES_IN_TEXT:
        value: Any = figures
        for key in path:
            value = value[key]
        for match in re.finditer(pattern, text):
            if int(match.group(1)) != value:
                yield f"文字“{match.group()}”与表中的 {value} 不一致。"


def drafts(figures: Figures, organ: str, year: int) -> dict[str, str]:
    """Beginnings of the six sections with the numbers of the tables in them; people write the rest."""
    requests, documents, review = figures["requests"], figures["documents"], figures["proceedings"]["review"]
    return {
        "1": f"{year}年，{organ}按照《中华人民共和国政府信息公开条例》的要求，做好主动公开、依申请公开、政府信息管理、平台建设和监督保障工作。",
        "2": f"本年制发行政规范性文件 {documents['normative']['made']} 件，年末现行有效行政规范性文件 {documents['normative']['valid']} 件。",
        "3": f"本年新收政府信息公开申请 {requests[NEW][TOTAL]} 件，上年结转 {requests[CARRIED_IN][TOTAL]} 件，"
        f"办结 {requests[TOTAL][TOTAL]} 件，结转下年度继续办理 {requests[CARRIED_OUT][TOTAL]} 件。",
        "4": f"本年因政府信息公开发生行政复议 {review[TOTAL]} 件，其中结果维持 {review['upheld']} 件、结果纠正 {review['corrected']} 件。",
        "5": "",
        "6": f"本年收取信息处理费 {figures['information_fees']} 元。",
    }

"""Rules of reports, without a database: sums that must hold, and what is found when they do not."""

from collections import Counter
from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.disclosure.reports.layout import COLUMNS, RESULT_COLUMNS, kinds, table_2, table_3, table_4
from mingtang.domains.disclosure.reports.rules import (
    CARRIED_IN,
    CARRIED_OUT,
    NEW,
    SECTIONS,
    TOTAL,
    completed,
    drafts,
    faults,
    is_amount,
    summed,
)

KINDS = kinds()
one_request = st.tuples(
    st.sampled_from([NEW, CARRIED_IN]), st.sampled_from([*KINDS, CARRIED_OUT]), st.sampled_from(COLUMNS[:-1])
)


def figures(requests: list) -> dict:
    counts: dict = {}
    for come, gone, column in requests:
        for row in (come, gone):
            counts.setdefault(row, Counter())[column] += 1
    return {
        "documents": {kind: {"made": 1, "repealed": 0, "valid": 3} for kind in ("rule", "normative")},
        "decided": {"licences": 5, "penalties": 0, "coercion": 0, "fees": "1.5"},
        "requests": completed(counts, KINDS, COLUMNS[:-1]),
        "proceedings": {course: dict.fromkeys(RESULT_COLUMNS, 0) for course in ("review", "suit", "suit_after_review")},
        "information_fees": 100,
    }


SAMPLE = [(NEW, "granted", "person"), (NEW, CARRIED_OUT, "company"), (CARRIED_IN, "denied.secret", "person")]
TEXTS = dict.fromkeys(SECTIONS, "内容")


@given(st.lists(one_request, max_size=40))
def test_whatever_comes_the_tables_hold_and_the_drafts_agree_with_them(requests: list) -> None:
    counted = figures(requests)
    texts = {**drafts(counted, "市住建局", 2025), "5": "有问题。"}
    assert faults(counted, texts, KINDS) == []
    assert counted["requests"][NEW][TOTAL] + counted["requests"][CARRIED_IN][TOTAL] == len(requests)


@given(st.lists(st.lists(one_request, max_size=12), min_size=1, max_size=4))
def test_a_government_reports_the_sum_of_its_organs(organs: list) -> None:
    parts = [figures(requests) for requests in organs]
    together = summed(parts)
    assert faults(together, TEXTS, KINDS, parts=parts) == []
    assert Decimal(together["decided"]["fees"]) == Decimal("1.5") * len(parts)
    assert together["requests"][NEW][TOTAL] == sum(part["requests"][NEW][TOTAL] for part in parts)
    together["decided"]["penalties"] += 1
    assert any("汇总" in fault for fault in faults(together, TEXTS, KINDS, parts=parts))


def test_every_broken_relation_is_found() -> None:
    good = figures(SAMPLE)

    def broken(*path: str, by: int = 1) -> list[str]:
        wrong = deepcopy(good)
        table = wrong
        for key in path[:-1]:
            table = table[key]
        table[path[-1]] += by
        return faults(wrong, TEXTS, KINDS)

    assert faults(good, TEXTS, KINDS) == []
    assert any("不相等" in fault for fault in broken("requests", NEW, "person"))
    assert any("各项之和" in fault for fault in broken("requests", TOTAL, "person"))
    assert any("各列之和" in fault for fault in broken("requests", CARRIED_OUT, TOTAL))


def test_last_year_is_carried_on() -> None:
    before, now = figures([(NEW, CARRIED_OUT, "person")]), figures([(CARRIED_IN, "granted", "person")])
    before["documents"]["rule"]["valid"] = before["documents"]["normative"]["valid"] = 2
    assert faults(now, TEXTS, KINDS, previous=before) == []
    before["proceedings"]["review"]["pending"] = 1
    before["documents"]["rule"]["valid"] = 9
    found = faults(figures([]), TEXTS, KINDS, previous=before)
    for said in ("上年结转与上一年度报告", "“规章”：现行有效", "尚未审结的 1 件"):
        assert any(said in fault for fault in found), said


def test_numbers_in_the_text_are_those_of_the_tables() -> None:
    counted = figures(SAMPLE)
    assert faults(counted, TEXTS | {"3": "新收政府信息公开申请 2 件"}, KINDS) == []
    assert "不一致" in faults(counted, TEXTS | {"3": "新收政府信息公开申请3件"}, KINDS)[0]
    assert "没有内容" in faults(counted, TEXTS | {"5": " "}, KINDS)[0]


@pytest.mark.parametrize(
    ("text", "holds"),
    [("0", True), ("12.345678", True), ("1.2345678", False), ("-1", False), ("NaN", False), ("一", False)],
)
def test_amounts_are_in_ten_thousands_of_yuan(text: str, holds: bool) -> None:
    assert is_amount(text) is holds


def test_the_tables_have_the_rows_of_the_law() -> None:
    counted = figures(SAMPLE)
    labels = [line.label for line in table_3(counted)]
    assert labels[0].startswith("一、")
    assert labels[-1].startswith("四、")
    assert [label for label in labels if label.startswith("（")] == [
        "（一）予以公开", "（二）部分公开", "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理", "（七）总计",
    ]  # fmt: skip
    assert len([line for line in table_3(counted) if line.cells]) == 4 + len(KINDS)
    assert all(len(line.cells) in {0, 7} for line in table_3(counted))
    assert [len(line.cells) for line in table_4(counted)] == [5, 5, 5]
    assert [line.by_hand for line in table_2(counted, ["fees"])] == [False] * 5 + [True]

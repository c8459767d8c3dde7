"""Tally, periods, indicators and scores: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.services.efficiency.indicators import grading, indicators
from mingtang.domains.services.efficiency.rules.indicators import value
from mingtang.domains.services.efficiency.rules.periods import choices, month_before, period_of, quarter_of
from mingtang.domains.services.efficiency.rules.tally import MEASURES, Cell, Tally, Went, difference, tally

DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
WENT = st.builds(
    Went, organ=st.integers(1, 3), item=st.integers(1, 3), person=st.none() | st.integers(1, 2), submitted_on=DAYS,
    accepted_on=st.none() | DAYS, refused_on=st.none() | DAYS, decided_on=st.none() | DAYS, abandoned_on=st.none() | DAYS,
    online=st.booleans(), immediate=st.booleans(), corrected=st.booleans(), denied=st.booleans(), on_time=st.booleans(),
    early=st.booleans(), working_days=st.none() | st.integers(0, 90), natural_days=st.none() | st.integers(0, 90),
)  # fmt: skip


@given(st.lists(WENT, min_size=1, max_size=8))
def test_whatever_way_an_outcome_has_come_its_counters_say_the_last_of_it(history: list[Went]) -> None:
    kept = Tally()
    before = None
    for after in history:
        kept.update(difference(before, after))
        before = after
    assert {key: n for key, n in kept.items() if n} == {key: n for key, n in tally(history[-1]).items() if n}


@given(st.lists(WENT, max_size=20))
def test_days_add_up_to_months_and_items_to_organs(all_of_them: list[Went]) -> None:
    kept = sum((tally(each) for each in all_of_them), Tally())
    for measure in MEASURES:
        sums = {kind: sum(n for (cell, name), n in kept.items() if cell.kind == kind and name == measure) for kind in ("organ_day", "organ_month", "item_month")}  # fmt: skip
        assert len(set(sums.values())) == 1


def test_each_event_counts_on_its_own_day() -> None:
    went = Went(1, 2, 3, date(2026, 1, 30), accepted_on=date(2026, 2, 2), decided_on=date(2026, 3, 3), corrected=True)
    told = tally(went)
    assert told[Cell("organ_month", 1, 0, date(2026, 1, 1)), "submitted"] == 1
    assert told[Cell("item_month", 1, 2, date(2026, 2, 1)), "corrected"] == 1
    assert told[Cell("person_month", 1, 3, date(2026, 3, 1)), "decided"] == 1
    assert told[Cell("organ_day", 1, 0, date(2026, 3, 3)), "on_time"] == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2026-02", date(2026, 2, 1), date(2026, 2, 28)), ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)), ("2024", date(2024, 1, 1), date(2024, 12, 31))],
)  # fmt: skip
def test_periods_are_read_from_addresses(text: str, first: date, last: date) -> None:
    period = period_of(text)
    assert period is not None
    assert (period.first, period.last) == (first, last)


def test_no_other_text_is_a_period() -> None:
    assert [text for text in ("", "2026-13", "2026-Q5", "1999", "2026-1", "x") if period_of(text)] == []
    assert quarter_of(date(2026, 11, 22)).text == "2026-Q4"
    assert month_before(date(2026, 1, 9)).text == "2025-12"
    assert len({period.text for period in choices(date(2026, 2, 1))}) == 9


def test_indicators_divide_what_their_formula_says() -> None:
    amounts = {"counted": {"decided": 200, "on_time": 199, "working_days": 680, "accepted": 90, "refused": 10}}
    told = {each.code: value(each, amounts).words for each in indicators()}
    assert told["on_time"] == "99.5%"
    assert told["mean_days"] == "3.4 日"
    assert told["refused"] == "10.0%"
    assert told["overdue"] == "1 件"
    assert told["full_online"] == "—"


def test_every_indicator_names_measures_that_exist() -> None:
    for each in indicators():
        if each.of == "counted":
            assert {*each.numerator, *each.denominator, *each.less} <= set(MEASURES)
    assert len({each.code for each in indicators()}) == len(indicators())


def test_a_quarter_is_scored_from_confirmed_lights() -> None:
    rules = grading()
    assert (rules.score({}), rules.grade(100)) == (100, "优秀")
    assert rules.grade(rules.score({"red": 2, "yellow": 3})) == "良好"
    assert rules.grade(rules.score({"serious": 4, "red": 3})) == "不合格"
    assert rules.score({"serious": 40}) == 0

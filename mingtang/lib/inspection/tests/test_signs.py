"""A week of attempts decides only when it was whole; early signs come before every veto."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.inspection.indicators import schemes
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.probing import Availability, Tried, availability
from mingtang.lib.inspection.scoring import Found, JudgedSite, score
from mingtang.lib.inspection.signs import ColumnAge, Sight, signs_of

SCHEME, TODAY = schemes()["2019"], date(2026, 11, 23)
NEVER = Availability(0, 0, enough=False)
counts = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (max(pair), min(pair)))


def week(*days: tuple[int, int]) -> Availability:
    """The days before today, yesterday first: attempts and failures."""
    rows = [Tried(TODAY - timedelta(days=back), *each) for back, each in enumerate(days, 1)]
    return availability(rows, TODAY, SCHEME.probing)


def codes(**known: object) -> set[str]:
    sight = Sight(**({"today": TODAY, "newest": TODAY, "availability": NEVER} | known))  # type: ignore[arg-type]
    return {sign.code for sign in signs_of(sight, SCHEME)}


@pytest.mark.parametrize(
    ("failures", "veto", "warning"), [(0, False, False), (5, False, False), (6, False, True), (9, False, True), (10, True, True)]
)  # fmt: skip
def test_five_percent_of_a_week_decide_and_three_warn(failures: int, veto: bool, warning: bool) -> None:
    found = week((32, failures), *[(28, 0)] * 6)
    assert found.tries == 200
    assert (found.is_veto(SCHEME.probing), found.is_warning(SCHEME.probing)) == (veto, warning)


def test_a_week_with_a_gap_or_a_lazy_day_decides_nothing() -> None:
    bad = (24, 12)
    assert week(*[bad] * 7).is_veto(SCHEME.probing)
    assert not week(*[bad] * 6).is_veto(SCHEME.probing)
    assert not week(*[bad] * 6, (19, 19)).is_veto(SCHEME.probing)
    assert week(*[bad] * 9) == week(*[bad] * 7), "what is older is over"
    assert not week((1, 1)).is_warning(SCHEME.probing)


@given(st.lists(counts, max_size=9))
def test_whatever_decides_was_warned_of(days: list[tuple[int, int]]) -> None:
    found = week(*days)
    assert found.is_warning(SCHEME.probing) or not found.is_veto(SCHEME.probing)
    assert 0 <= found.percent <= Decimal(100)


@pytest.mark.parametrize(("idle", "told"), [(9, False), (10, True), (14, True)])
def test_an_idle_home_page_is_told_on_the_tenth_day(idle: int, told: bool) -> None:
    assert ("home_idle" in codes(newest=TODAY - timedelta(days=idle))) == told


@pytest.mark.parametrize(("age", "told"), [(10, False), (11, True), (14, True), (15, False)])
def test_a_column_is_told_three_days_before_its_limit(age: int, told: bool) -> None:
    column = ColumnAge("https://a.example/news/", "要闻", TODAY - timedelta(days=age), 14)
    assert ("near_limit" in codes(columns=[column])) == told


def test_blank_and_stale_columns_and_waiting_messages_are_told() -> None:
    assert codes(findings=[Found(Kind.EMPTY_COLUMN), Found(Kind.UNDER_CONSTRUCTION)]) == {"blank_columns"}
    assert codes(findings=[Found(Kind.STALE_COLUMN)] * 6) == {"stale_columns"}
    assert codes(findings=[Found(Kind.WAITING)]) == {"waiting_messages"}
    assert not codes(findings=[Found(Kind.EMPTY_COLUMN)])


@given(st.lists(st.sampled_from([Kind.EMPTY_COLUMN, Kind.UNDER_CONSTRUCTION]), max_size=8))
def test_blank_columns_never_decide_unannounced(kinds: list[Kind]) -> None:
    found = [Found(kind) for kind in kinds]
    assert not score(found, SCHEME, JudgedSite()).vetoed_by or "blank_columns" in codes(findings=found)

"""Points and ranks."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.portal.contributions.rules.periods import Period, month_of, period_of, usual_periods
from mingtang.domains.portal.contributions.rules.ranking import Standing, ranked
from mingtang.domains.portal.contributions.rules.scoring import Line, Merit, Minimum, Rule, Score, ScoreTable, score
from mingtang.domains.portal.contributions.scoretable import score_table, told_by_people

YEAR = Period(2026, 1, 12)
TABLE = ScoreTable(
    rules=[
        Rule("submitted", "", "报送", Decimal(2), cap=Decimal(6), period="month"),
        Rule("adopted", "city", "市", Decimal(2)),
        Rule("adopted", "province", "省", Decimal(5)),
        Rule("typo", "", "错字", Decimal(-1), cap=Decimal(3), period="month"),
        Rule("commissioned", "", "约稿", Decimal(10), groups=frozenset({"county"})),
    ],
    minimums={"department": Minimum(2, Decimal(5))},
    highest_only=frozenset({"adopted"}),
)
merits = st.lists(
    st.builds(
        Merit,
        event=st.sampled_from(["submitted", "adopted", "typo", "commissioned", "unknown"]),
        level=st.sampled_from(["", "city", "province"]),
        on=st.dates(date(2025, 12, 1), date(2027, 1, 31)),
        content=st.none() | st.integers(1, 4),
    ),
    max_size=30,
)


def total(*merits: Merit, group: str = "department") -> Decimal:
    return score(merits, group, TABLE, YEAR).total


def merit(event: str, level: str = "", month: int = 3, content: int | None = None) -> Merit:
    return Merit(event, level, date(2026, month, 9), content)


def test_the_same_content_counts_at_its_highest_level_only() -> None:
    assert total(merit("adopted", "city", content=1), merit("adopted", "province", content=1)) == 5
    assert total(merit("adopted", "city", content=1), merit("adopted", "province", content=2)) == 7


def test_caps_hold_in_each_of_their_periods() -> None:
    assert total(*[merit("submitted")] * 9, group="unit") == 6
    assert total(*[merit("submitted")] * 9, *[merit("submitted", month=4)] * 9, group="unit") == 12
    assert total(*[merit("typo")] * 9) == -3


def test_whoever_meets_the_monthly_task_has_base_points() -> None:
    assert total(merit("submitted")) == 2
    assert total(merit("submitted"), merit("submitted")) == 4 + 5
    assert total(merit("submitted"), merit("submitted", month=4)) == 4


def test_rows_may_be_for_some_groups() -> None:
    assert total(merit("commissioned")) == 0
    assert total(merit("commissioned"), group="county") == 10


@given(merits, st.randoms())
def test_the_order_of_merits_does_not_matter(found: list[Merit], random) -> None:
    mixed = [*found]
    random.shuffle(mixed)
    assert score(found, "department", TABLE, YEAR) == score(mixed, "department", TABLE, YEAR)


@given(merits)
def test_a_year_is_the_sum_of_its_months_where_caps_are_monthly(found: list[Merit]) -> None:
    free = [each for each in found if each.event != "adopted"]  # the same content may be adopted in two months
    months = [score(free, "department", TABLE, Period(2026, month, 1)).total for month in range(1, 13)]
    assert score(free, "department", TABLE, YEAR).total == sum(months, Decimal(0))


@given(merits)
def test_no_rule_brings_more_than_its_cap_and_nothing_is_lost(found: list[Merit]) -> None:
    made = score(found, "department", TABLE, YEAR)
    for line in made.lines:
        rule = next((rule for rule in TABLE.rules if rule.title == line.title), None)
        if rule is not None:
            assert line.points + line.cut == line.count * rule.points
            assert rule.cap is None or abs(line.points) <= rule.cap * 12
    assert made.deducted >= 0


@given(merits, st.integers(1, 4))
def test_adopting_once_more_never_takes_points_away(found: list[Merit], content: int) -> None:
    more = [*found, merit("adopted", "province", content=content)]
    assert score(more, "department", TABLE, YEAR).total >= score(found, "department", TABLE, YEAR).total


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_periods_follow_one_another_and_read_what_they_write(day: date) -> None:
    for period in (month_of(day), *usual_periods(day)):
        assert period_of(period.text) == period
        assert period.before.last + timedelta(days=1) == period.first
        assert period.before.months == period.months
    assert month_of(day).holds(day)


def test_words_that_name_no_period() -> None:
    assert [period_of(text) for text in ("", "2026-13", "2026-Q5", "26", "1999")] == [None] * 5
    assert Period(2026, 10, 3).label == "2026年第四季度"


def standing(name: str, points: int, adopted: int = 0, group: str = "a") -> Standing:
    return Standing(1, name, group, adopted, adopted, Score((Line("", 1, Decimal(points)),)), Decimal(0))


def test_equals_share_a_rank_and_groups_are_apart() -> None:
    rows = ranked(
        [standing("甲", 3), standing("乙", 5), standing("丙", 3), standing("丁", 9, group="b"), standing("戊", 1)]
    )
    assert [(each.name, each.rank) for each in rows] == [("乙", 1), ("丙", 2), ("甲", 2), ("戊", 4), ("丁", 1)]


def test_the_table_that_comes_with_the_program_can_be_meant() -> None:
    table = score_table()
    assert table.rule_for(merit("adopted", "province"), "unit")
    assert set(table.minimums) == {"county", "department", "unit"}
    assert "adopted:province" in told_by_people()
    assert "submitted:" not in told_by_people()
    assert "adopted:city" not in told_by_people()

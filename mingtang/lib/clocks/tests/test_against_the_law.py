"""Ten thousand random limits with everything that may befall them end where the oracle ends."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import pytest

from mingtang.lib.calendar import OfficeHours, seeded_calendar
from mingtang.lib.clocks import Event, Extended, Extension, Pause, Restart, Rule, Standing, Unit, due, elapsed
from mingtang.lib.clocks.tests import oracle

HALVES = frozenset(date(2026, 3, day) for day in (4, 9, 17, 25))
HOURS = OfficeHours(seeded_calendar(), halves=HALVES)
DAILY, TIMED = 8_000, 2_000


def rule_of(random: Random, unit: Unit, most: int) -> Rule:
    return Rule(
        "test", "试", random.randint(1, most), unit, "试",
        pauses=frozenset({"pause"}), restarts=frozenset({"restart"}), extension=Extension(most, 1, "", ""),
        counted=unit.is_daily and random.random() < 0.3, rolls=unit.is_daily and random.random() < 0.3,
    )  # fmt: skip


def daily_stories(seed: int) -> Iterator[tuple[date, Rule, list[Event]]]:
    random = Random(seed)
    for _ in range(DAILY):
        unit = random.choice([Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.MONTHS])
        rule = rule_of(random, unit, 3 if unit == Unit.MONTHS else 40)
        start = date(2025, 1, 2) + timedelta(days=random.randrange(240))
        yield start, rule, befallen(random, start, rule, timedelta(days=1), 12)


def timed_stories(seed: int) -> Iterator[tuple[datetime, Rule, list[Event]]]:
    random = Random(seed)
    for _ in range(TIMED):
        rule = rule_of(random, random.choice([Unit.WORKING_MINUTES, Unit.MINUTES]), 900)
        start = datetime(2026, 2, 20) + timedelta(minutes=random.randrange(40 * 1440))
        yield start, rule, befallen(random, start, rule, timedelta(minutes=1), 700)


def befallen(random: Random, start, rule: Rule, step: timedelta, most: int) -> list[Event]:
    """Perhaps a restart, pauses one after another, the last perhaps still open, and an extension decided in time."""
    events: list[Event] = []
    if random.random() < 0.2:
        start += step * random.randint(0, most)
        events.append(Restart("restart", start))
    at = start - step if rule.counted and random.random() < 0.1 else start
    for place in range(random.choice([0, 0, 1, 1, 2, 3])):
        begins = at + step * random.randint(0, most)
        at = begins + step * random.randint(0, most)
        still_open = place == 2 and random.random() < 0.3
        events.append(Pause("pause", begins, None if still_open else at))
    if random.random() < 0.3:
        events.append(Extended(random.randint(1, rule.extension.most), start))  # type: ignore[union-attr]
    return events


@pytest.mark.slow
def test_limits_in_days_and_months_end_where_the_law_says() -> None:
    ended = 0
    for start, rule, events in daily_stories(seed=20261122):
        state, expected = due(start, rule, events, HOURS), oracle.end_in_days(start, rule, events)
        assert state.at == expected, (start, rule, events)
        assert (state.standing == Standing.PAUSED) == (expected is None)
        ended += expected is not None
    assert ended > DAILY * 0.9


@pytest.mark.slow
def test_limits_in_minutes_end_where_the_law_says() -> None:
    for start, rule, events in timed_stories(seed=20261122):
        expected = oracle.end_in_minutes(start, rule, events, HALVES)
        assert due(start, rule, events, HOURS).at == expected, (start, rule, events)


def test_limits_counted_back_from_an_event_leave_so_many_days_before_it() -> None:
    random = Random(3)
    for _ in range(2_000):
        event = date(2025, 6, 1) + timedelta(days=random.randrange(500))
        unit = random.choice([Unit.WORKING_DAYS, Unit.NATURAL_DAYS])
        rule = Rule("test", "试", random.randint(0, 40), unit, "试", before=True)
        assert due(event, rule, [], HOURS).at == oracle.latest_before(event, rule), (event, rule)


def test_a_limit_is_used_up_exactly_at_its_end() -> None:
    for start, rule, events in timed_stories(seed=5):
        end = due(start, rule, events, HOURS).at
        if end is not None:
            assert elapsed(start, rule, events, HOURS, now=end).remaining == 0, (start, rule, events)
            assert elapsed(start, rule, events, HOURS, now=end + timedelta(days=5)).remaining <= 0

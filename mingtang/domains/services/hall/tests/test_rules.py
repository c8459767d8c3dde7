"""Who is called next: nobody waits for ever, each class keeps its order, nobody is called too often."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.services.hall.rules import (
    Manners,
    TicketState,
    Waiting,
    day_of_block,
    half_hours,
    next_call,
    ticket_number,
    why_not_become,
)

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
MANNERS = Manners()
waitings = st.lists(
    st.builds(
        lambda minutes, slot, favoured, behind: (minutes, slot, favoured, behind),
        st.integers(0, 240),
        st.none() | st.integers(-60, 60),
        st.booleans(),
        st.sampled_from((0, 0, 0, 1, 3)),
    ),
    min_size=1,
    max_size=12,
)


def queue(rows: list[tuple[int, int | None, bool, int]]) -> list[Waiting]:
    return [
        Waiting(
            key,
            NOON - timedelta(minutes=minutes),
            None if slot is None else NOON + timedelta(minutes=slot),
            favoured,
            behind,
        )
        for key, (minutes, slot, favoured, behind) in enumerate(rows)
    ]


def played(waiting: list[Waiting], manners: Manners, arriving: list[Waiting]) -> list[int]:
    """The keys in the order in which they are called, one of `arriving` coming after every call."""
    called, jumped = [], 0
    while waiting:
        call = next_call(waiting, NOON, manners, jumped)
        assert call is not None
        jumped = jumped + 1 if call.jumped else 0
        called.append(call.key)
        waiting = [
            Waiting(each.key, each.since, each.slot, each.favoured, max(0, each.behind - 1))
            for each in waiting
            if each.key != call.key
        ]
        waiting += [arriving.pop(0)] if arriving else []
    return called


@given(waitings, st.integers(0, 4))
def test_everybody_who_waits_is_called_exactly_once(
    rows: list[tuple[int, int | None, bool, int]], in_a_row: int
) -> None:
    waiting = queue(rows)
    assert sorted(played(waiting, Manners(in_a_row=in_a_row), [])) == [each.key for each in waiting]


@given(st.integers(1, 8), st.integers(0, 4))
def test_nobody_waits_for_ever_however_many_favoured_ones_come(ahead: int, in_a_row: int) -> None:
    ordinary = [Waiting(key, NOON - timedelta(minutes=100 - key)) for key in range(ahead)]
    favoured = [Waiting(1000 + n, NOON + timedelta(minutes=n), favoured=True) for n in range(200)]
    called = played([*ordinary, favoured[0]], Manners(in_a_row=in_a_row), favoured[1:])
    for place, each in enumerate(ordinary, 1):
        assert called.index(each.key) < place * (in_a_row + 1)


@given(waitings)
def test_within_one_class_whoever_came_first_is_called_first(rows: list[tuple[int, int | None, bool, int]]) -> None:
    waiting = queue([(minutes, None, favoured, 0) for minutes, _slot, favoured, _behind in rows])
    order = {each.key: each for each in waiting}
    called = [order[key] for key in played(waiting, MANNERS, [])]
    for favoured in (True, False):
        times = [(each.since, each.key) for each in called if each.favoured is favoured]
        assert times == sorted(times)


def test_an_appointment_in_its_time_is_called_before_everybody_and_outside_it_waits_like_others() -> None:
    early = Waiting(1, NOON - timedelta(hours=1))
    for minutes, first in ((-15, 2), (15, 2), (16, 1), (-16, 1)):
        booked = Waiting(2, NOON - timedelta(minutes=1), slot=NOON + timedelta(minutes=minutes))
        call = next_call([early, booked], NOON, MANNERS)
        assert call is not None
        assert call.key == first


def test_who_missed_his_call_lets_others_pass_but_is_called_when_nobody_else_waits() -> None:
    missed, late = Waiting(1, NOON - timedelta(hours=1), behind=3), Waiting(2, NOON)
    assert next_call([missed, late], NOON, MANNERS).key == 2  # type: ignore[union-attr]
    assert next_call([missed], NOON, MANNERS).key == 1  # type: ignore[union-attr]
    assert next_call([], NOON, MANNERS) is None


def test_a_ticket_is_called_three_times_at_most() -> None:
    assert why_not_become(TicketState.CALLED, TicketState.CALLED, calls=2) == ""
    assert "请过号" in why_not_become(TicketState.CALLED, TicketState.CALLED, calls=3)


@pytest.mark.parametrize("then", list(TicketState))
@pytest.mark.parametrize("over", [TicketState.DONE, TicketState.TRANSFERRED])
def test_what_is_over_stays_over(over: TicketState, then: TicketState) -> None:
    assert why_not_become(over, then)


def test_half_hours_lie_inside_opening_hours() -> None:
    assert half_hours([(time(9), time(10)), (time(13, 30), time(14, 15))]) == [time(9), time(9, 30), time(13, 30)]


def test_every_third_missed_appointment_begins_a_block() -> None:
    days = [date(2026, 11, n) for n in (3, 9, 12, 20)]
    assert day_of_block(days[:2], 3) is None
    assert day_of_block(days, 3) == date(2026, 11, 12)
    assert ticket_number("A", 23) == "A023"

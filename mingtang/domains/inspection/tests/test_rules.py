"""The course of a finding."""

from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.inspection.rules import COUNTED, MOVES, State, drawn, first_state, not_seen, seen_again, shown_by
from mingtang.lib.inspection.kinds import OF_THE_NETWORK, Kind


@given(st.sampled_from(Kind))
def test_only_faults_of_the_network_wait_for_rechecks(kind: Kind) -> None:
    assert (first_state(kind) is State.SUSPECTED) == (kind in OF_THE_NETWORK)


def test_a_suspect_is_told_when_it_is_seen_the_third_time() -> None:
    assert [seen_again(State.SUSPECTED, looks) for looks in (2, 3)] == [State.SUSPECTED, State.OPEN]
    assert not_seen(State.SUSPECTED) is State.CLOSED


@given(st.sampled_from(State), st.integers(2, 99))
def test_what_is_exempt_stays_so_and_what_comes_back_is_open(state: State, looks: int) -> None:
    seen = seen_again(state, looks)
    assert (seen is State.EXEMPT) == (state is State.EXEMPT)
    assert seen_again(State.FIXED, looks, assigned=True) is State.ASSIGNED
    assert state is State.SUSPECTED or seen in {State.OPEN, State.ASSIGNED, State.EXEMPT}


@given(st.sampled_from(State))
def test_nothing_that_is_gone_counts(state: State) -> None:
    assert not_seen(state) not in COUNTED


def test_nobody_closes_what_was_not_verified() -> None:
    assert MOVES["close"][0] == {State.VERIFIED}
    assert State.VERIFIED not in {state for _, state in MOVES.values()}


@given(st.dictionaries(st.integers(1, 99), st.sampled_from(["", "2026-03-01", "2026-06-01"])), st.integers(1, 100))
def test_a_sample_is_large_enough_and_takes_who_waited_longest(last: dict[int, str], percent: int) -> None:
    sites = {key: (day, f"https://{key}.example/") for key, day in last.items()}
    sample = drawn(sites, percent, "2026")
    assert 100 * len(sample) >= percent * len(sites) > 100 * (len(sample) - 1) or not sites
    assert drawn(sites, percent, "2026") == sample
    left = set(sites) - set(sample)
    assert all(last[taken] <= last[other] for taken in sample for other in left)


def test_the_nearest_portal_shows_organs_without_a_site() -> None:
    regions = {1: "9901", 2: "9901", 3: "990121", 4: "990121", 5: "99"}
    shown = shown_by({10: 1, 20: 3, 30: 2}, {10: "9901", 20: "990121"}, regions)
    assert shown == {10: {1}, 20: {3, 4}, 30: {2}}

"""The course of a finding."""

from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.inspection.rules import COUNTED, MOVES, State, first_state, not_seen, seen_again
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
    assert state is State.SUSPECTED or seen in {State.OPEN, State.ASSIGNED, State.EXEMPT}


@given(st.sampled_from(State))
def test_nothing_that_is_gone_counts(state: State) -> None:
    assert not_seen(state) not in COUNTED


def test_nobody_closes_what_was_not_verified() -> None:
    assert MOVES["close"][0] == {State.VERIFIED}
    assert State.VERIFIED not in {state for _, state in MOVES.values()}

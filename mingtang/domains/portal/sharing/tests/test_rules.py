"""Steps and states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.portal.sharing.rules import OPEN, STATES, WANTED, WAYS, State, Step, Way, first_state, next_step


@given(st.booleans(), st.booleans(), st.booleans())
def test_one_step_is_enough_and_the_next_one_is_none(wanted: bool, shown: bool, same: bool) -> None:
    step = next_step(wanted=wanted, shown=shown, same=same)
    after = {Step.PUBLISH: (True, True), Step.CORRECT: (True, True), Step.WITHDRAW: (False, same)}
    now_shown, now_same = after.get(step, (shown, same))
    assert next_step(wanted=wanted, shown=now_shown, same=now_same) is Step.NOTHING
    assert now_shown == wanted


@pytest.mark.parametrize(
    ("way", "automatic", "state"),
    [
        (Way.MANDATORY, False, State.DUE),
        (Way.RECOMMENDED, True, State.PROPOSED),
        (Way.COPYABLE, False, State.PROPOSED),
        (Way.SUBSCRIBED, False, State.PROPOSED),
        (Way.SUBSCRIBED, True, State.DUE),
    ],
)
def test_only_what_must_or_was_asked_for_comes_at_once(way: Way, automatic: bool, state: State) -> None:
    assert first_state(way, automatic=automatic) is state


def test_everything_has_words_and_what_is_over_is_not_wanted() -> None:
    assert set(STATES) == set(State)
    assert set(WAYS) == set(Way)
    assert WANTED < OPEN
    assert not OPEN & {State.DECLINED, State.ENDED, State.LEAVING}

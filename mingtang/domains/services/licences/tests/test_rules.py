"""Pure rules of licences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.services.licences.rules import (
    CODE_LENGTH,
    LEADS_TO,
    STATES,
    STEPS,
    HolderKind,
    State,
    Step,
    grouped,
    holder_number,
    new_code,
    read_code,
    shown_holder,
    why_not,
)
from mingtang.lib.identifiers import InvalidIdentifier

ENDED = [State.REVOKED, State.CANCELLED, State.SUPERSEDED]


@pytest.mark.parametrize("state", ENDED)
@pytest.mark.parametrize("step", [*Step])
def test_what_has_ended_stays_ended(step: Step, state: State) -> None:
    assert why_not(step, state)


def test_a_suspended_licence_is_resumed_or_ended_and_nothing_else() -> None:
    possible = {step for step in Step if not why_not(step, State.SUSPENDED)}
    assert possible == {Step.RESUME, Step.REVOKE, Step.CANCEL, Step.EXPIRE}


@given(st.lists(st.sampled_from([*Step])))
def test_no_walk_through_steps_brings_back_what_was_ended(walk: list[Step]) -> None:
    state, ended = State.EFFECTIVE, False
    for step in walk:
        if not why_not(step, state):
            assert not ended
            state = LEADS_TO[step]
            ended = state in ENDED


def test_every_state_and_step_has_words() -> None:
    assert set(STATES) == set(State)
    assert set(STEPS) == set(Step) == set(LEADS_TO)


def test_numbers_of_holders_are_judged_by_their_kind() -> None:
    assert holder_number("credit_code", "91350100m000100y43") == "91350100M000100Y43"
    assert holder_number("identity", "11010519491231002x") == "11010519491231002X"
    assert holder_number("passport", "E1234 5678") == "E12345678"
    for kind, typed in (("identity", "110105194912310021"), ("credit_code", "E12345678"), ("other", "12")):
        with pytest.raises(InvalidIdentifier):
            holder_number(kind, typed)


def test_strangers_see_an_enterprise_by_name_and_a_person_by_the_first_character() -> None:
    assert shown_holder(HolderKind.CREDIT_CODE, "和通物流有限公司") == "和通物流有限公司"
    assert shown_holder(HolderKind.IDENTITY, "林叙") == "林*"
    assert shown_holder(HolderKind.PASSPORT, "阿卜杜拉·热合曼") == "阿***·***"


def test_codes_differ_and_are_read_however_they_are_typed() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    code = codes.pop()
    assert len(code) == CODE_LENGTH
    assert read_code(grouped(code).lower().replace("0", "o").replace("1", "l")) == code

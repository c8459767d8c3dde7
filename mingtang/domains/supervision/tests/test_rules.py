"""Lights and stages, without a database."""

from datetime import date

import pytest

from mingtang.domains.supervision.rules import STAGES, Stage, Standing, share, stage_of, standing_of
from mingtang.domains.supervision.steps import STEPS
from mingtang.lib.calendar import seeded_calendar

CALENDAR = seeded_calendar()
FRIDAY = date(2026, 3, 6)


def light(due_on: date, today: date = FRIDAY, ended_on: date | None = None) -> Standing:
    return standing_of(due_on, ended_on, today=today, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("due_on", "state", "label"),
    [
        (date(2026, 3, 5), "red", "超期 1 个工作日"),
        (date(2026, 3, 6), "amber", "今天到期"),
        (date(2026, 3, 9), "amber", "余 1 个工作日"),  # the weekend is not counted
        (date(2026, 3, 11), "amber", "余 3 个工作日"),
        (date(2026, 3, 12), "green", "余 4 个工作日"),
    ],
)
def test_the_light_counts_working_days(due_on: date, state: str, label: str) -> None:
    assert light(due_on) == Standing(state, label)


def test_an_item_is_never_less_than_one_day_late() -> None:
    assert light(FRIDAY, today=date(2026, 3, 7)) == Standing("red", "超期 1 个工作日")  # Saturday


def test_what_was_closed_keeps_its_light() -> None:
    assert light(date(2026, 3, 5), ended_on=date(2026, 3, 5)).label == "按期办结"
    assert light(date(2026, 3, 5), ended_on=date(2026, 3, 6)).label == "超期办结"


def test_dates_beyond_the_calendar_have_a_light_too() -> None:
    assert light(date(2090, 1, 1)).state == "green"


def test_the_stage_follows_from_the_case() -> None:
    def stage(status: str, *, assigned: bool = False, node: str = "") -> Stage:
        return stage_of(has_case=True, status=status, assigned=assigned, node=node)

    assert stage_of(has_case=False, status="", assigned=False, node="") is Stage.DRAFT
    assert stage("running", node="approve") is Stage.APPROVAL
    assert stage("running", node="verify", assigned=True) is Stage.VERIFICATION
    assert stage("completed", assigned=True) is Stage.CLOSED
    assert stage("completed") is Stage.REFUSED
    assert stage("terminated", assigned=True) is Stage.ENDED
    assert set(STAGES) == set(Stage)


def test_a_reason_is_asked_for_only_with_outcomes_that_exist() -> None:
    assert all(words.required <= set(words.outcomes) for words in STEPS.values())


def test_a_share_of_nothing_is_no_number() -> None:
    assert (share(1, 3), share(0, 0)) == ("33.3%", "—")

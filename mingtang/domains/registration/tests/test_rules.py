"""Pure rules of registration."""

from datetime import UTC, datetime, timedelta

import pytest

from mingtang.domains.registration.rules import (
    Hand,
    Hands,
    HolderKind,
    Stage,
    holder_kind_of,
    reminder_due,
    stage_of,
    why_not_officer,
    why_not_renewable,
    why_not_two_officers,
)

NOW = datetime(2026, 10, 1, tzinfo=UTC)
HOLDER, CLERK, REVIEWER = Hand(1, 11), Hand(2, 12), Hand(3, 13)
HANDS = Hands(applicants=(HOLDER,), entered_by=HOLDER, checked_by=(CLERK,), reviewed_by=REVIEWER)


@pytest.mark.parametrize(
    ("node", "officer", "why"),
    [
        ("check", HOLDER, "自己"),
        ("check", Hand(9, 11), "自己"),
        ("check", CLERK, ""),
        ("review", CLERK, "核验人"),
        ("review", Hand(8, 12), "核验人"),
        ("review", REVIEWER, ""),
        ("issue", CLERK, "核验人"),
        ("issue", REVIEWER, ""),
        ("collect", HOLDER, ""),
    ],
)
def test_no_hand_is_laid_on_an_application_twice(node: str, officer: Hand, why: str) -> None:
    reason = why_not_officer(node, officer, HANDS)
    assert why in reason
    assert bool(reason) == bool(why)


def test_people_without_accounts_of_their_own_are_not_taken_for_one_another() -> None:
    assert not Hand(None, None).is_same_as(Hand(None, None))


def test_a_certificate_takes_a_check_and_a_review_of_two() -> None:
    assert why_not_two_officers(HANDS) == ""
    assert "身份核验" in why_not_two_officers(Hands(applicants=(HOLDER,), entered_by=HOLDER, reviewed_by=REVIEWER))
    assert "审核" in why_not_two_officers(Hands(applicants=(HOLDER,), entered_by=HOLDER, checked_by=(CLERK,)))
    alone = Hands(applicants=(HOLDER,), entered_by=HOLDER, checked_by=(CLERK,), reviewed_by=Hand(7, 12))
    assert "身份核验人" in why_not_two_officers(alone)


@pytest.mark.parametrize(("days", "may"), [(91, False), (90, True), (0, True), (-1, False)])
def test_renewal_begins_ninety_days_before_the_end(days: int, *, may: bool) -> None:
    assert (why_not_renewable(NOW + timedelta(days=days), NOW) == "") is may


@pytest.mark.parametrize(
    ("hours", "due"), [(61 * 24, None), (59 * 24, 60), (29 * 24, 30), (6 * 24, 7), (1, 7), (-1, None)]
)
def test_each_time_has_its_reminder(hours: int, due: int | None) -> None:
    assert reminder_due(NOW + timedelta(hours=hours), NOW) == due


@pytest.mark.parametrize(
    ("nodes", "status", "outcome", "stage"),
    [
        (("review",), "running", "通过", Stage.REVIEW),
        ((), "completed", "不予办理", Stage.REFUSED),
        ((), "completed", "已导入", Stage.DONE),
        ((), "terminated", "", Stage.WITHDRAWN),
    ],
)
def test_the_stage_is_that_of_the_open_step(nodes: tuple[str, ...], status: str, outcome: str, stage: Stage) -> None:
    assert stage_of(nodes, status=status, last_outcome=outcome) is stage


def test_profiles_tell_whom_a_certificate_is_for() -> None:
    assert holder_kind_of("organ-signing", has_account=False) is HolderKind.ORGAN
    assert holder_kind_of("organ-signing", has_account=True) is HolderKind.LEGAL
    assert holder_kind_of("officer-signing", has_account=True) is HolderKind.OFFICER
    assert holder_kind_of("root", has_account=False) is None

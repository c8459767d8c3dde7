"""More time to decide, sentence by sentence (行政许可法第四十二条)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.domains.services.applications.actions.extending import ask_extension, decide_extension
from mingtang.domains.services.applications.models import Extension, Part
from mingtang.domains.services.applications.tests.calendar_days import day, it_is
from mingtang.domains.services.applications.tests.desk import DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import last_days
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db

CODE = "11990102MB0A1234204000131004007"


def accepted(desk: Desk, monkeypatch: pytest.MonkeyPatch, **more: object) -> Part:
    """An application for an item of twenty days, accepted on the second of March."""
    it_is(monkeypatch, day("03-02"))
    item = desk.offer({**DOCUMENT, "anticipate_day": 20, **more}, code=CODE)
    return desk.part(desk.accepted(desk.filed(item)))


def test_the_head_grants_it_and_promise_and_statutory_limit_move_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = accepted(desk, monkeypatch)
    assert last_days(part) == (day("03-11"), day("03-30"))
    ask_extension(desk.world.actor(HANDLER), part, 10, "涉及跨区域核查。")
    decide_extension(desk.world.actor(DECIDER), part, granted=True)
    assert last_days(part) == (
        day("03-25"),
        day("04-14"),
    )  # services.md 6: counted from the start, not added to the end
    letter = part.application.letters.get(kind="extension")
    assert (letter.data["due"], letter.data["approver"]) == ("2026年4月14日", "本行政机关负责人")
    assert timezone.localdate(desk.fresh(part.application).due_at - timedelta(seconds=1)) == day("03-25")


def test_it_is_granted_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = accepted(desk, monkeypatch)
    handler, head = desk.world.actor(HANDLER), desk.world.actor(DECIDER)
    ask_extension(handler, part, 3, "情况复杂。")
    with pytest.raises(Refused, match="等待批准"):
        ask_extension(handler, part, 3, "情况复杂。")
    decide_extension(head, part, granted=True)
    with pytest.raises(Refused, match="不能再次延长"):
        ask_extension(handler, part, 3, "情况复杂。")


def test_it_is_granted_by_the_head_and_never_by_whoever_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = accepted(desk, monkeypatch)
    ask_extension(desk.world.actor(HANDLER), part, 3, "情况复杂。")
    with pytest.raises(NotPermitted):
        decide_extension(desk.world.actor(HANDLER), part, granted=True)
    Extension.objects.update(asked_by=desk.world.account(DECIDER))
    with pytest.raises(Refused, match="自己提出"):
        decide_extension(desk.world.actor(DECIDER), part, granted=True)
    with pytest.raises(Refused, match="不批准的理由"):
        decide_extension(desk.world.actor(DECIDER), part, granted=False)
    Extension.objects.update(asked_by=desk.world.account(HANDLER))
    decide_extension(desk.world.actor(DECIDER), part, granted=False, opinion="可以按期办结。")
    assert last_days(part) == (day("03-11"), day("03-30"))


@pytest.mark.parametrize(
    ("amount", "reason", "why"), [(11, "情况复杂。", "不得超过 10"), (0, "情况复杂。", "不得超过"), (5, " ", "理由")]
)
def test_it_has_a_reason_and_is_no_longer_than_the_law_allows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, amount: int, reason: str, why: str
) -> None:
    part = accepted(desk, monkeypatch)
    with pytest.raises(Refused, match=why):
        ask_extension(desk.world.actor(HANDLER), part, amount, reason)


def test_after_the_limit_has_ended_it_is_too_late_also_to_grant_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = accepted(desk, monkeypatch)
    it_is(monkeypatch, day("03-30"))
    ask_extension(desk.world.actor(HANDLER), part, 10, "情况复杂。")
    it_is(monkeypatch, day("03-31"))
    with pytest.raises(Refused, match="期限已经届满"):
        decide_extension(desk.world.actor(DECIDER), part, granted=True)


def test_a_promise_that_was_missed_stays_missed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = accepted(desk, monkeypatch)
    it_is(monkeypatch, day("03-12"))
    ask_extension(desk.world.actor(HANDLER), part, 10, "情况复杂。")
    decide_extension(desk.world.actor(DECIDER), part, granted=True)
    assert last_days(part) == (day("03-11"), day("04-14"))


def test_what_a_special_law_does_not_let_be_extended_is_not(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    part = accepted(desk, monkeypatch, clock_code="services.civil_defence")
    with pytest.raises(Refused, match="该期限不能延长"):
        ask_extension(desk.world.actor(HANDLER), part, 5, "情况复杂。")


def test_with_a_special_procedure_both_count(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from mingtang.domains.services.applications.actions.special import end_special
    from mingtang.domains.services.applications.tests.test_special import running

    part = accepted(desk, monkeypatch)
    it_is(monkeypatch, day("03-10"))
    running(desk, part.application)
    ask_extension(desk.world.actor(HANDLER), part, 10, "情况复杂。")
    decide_extension(desk.world.actor(DECIDER), part, granted=True)
    it_is(monkeypatch, day("03-25"))
    end_special(desk.world.actor(HANDLER), part, "合格。")
    assert last_days(part)[1] == date(2026, 4, 29)  # services.md 6

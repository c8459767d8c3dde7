"""What becomes of licences: suspension, revocation, cancellation, the end of their term, and reminders of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.licences.actions.reminding import reckon_again
from mingtang.domains.services.licences.api import (
    Licence,
    await_renewal,
    cancel,
    expire_due,
    remind_of_ends,
    renew,
    resume,
    revoke,
    suspend,
)
from mingtang.domains.services.licences.models import Reminder
from mingtang.domains.services.licences.rules import State
from mingtang.domains.services.licences.terms import window_of
from mingtang.domains.services.licences.tests.office import Office
from mingtang.kernel.cases.api import CaseType, open_case, register_case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.messaging.models import Notice
from mingtang.kernel.processes import api as processes
from mingtang.lib.flow.tests.drawing import sequence
from tests.world import World

FOOD = {"renewal_from": "services.food_renewal_from", "renewal_until": "services.food_renewal_until"}
Turn = Callable[..., None]


@pytest.mark.parametrize(
    ("turn", "state", "act"),
    [
        (suspend, State.SUSPENDED, "licences.suspend"),
        (revoke, State.REVOKED, "licences.revoke"),
        (cancel, State.CANCELLED, "licences.cancel"),
    ],
)
def test_each_step_says_why_and_by_which_law(office: Office, turn: Turn, state: State, act: str) -> None:
    licence = office.issued()
    for given in ({"reason": "", "basis": "行政许可法第七十条"}, {"reason": "申请", "basis": ""}):
        with pytest.raises(Refused):
            turn(office.actor, licence, **given)
    turn(office.actor, licence, reason="申请", basis="行政许可法第七十条")
    assert office.fresh(licence).state == state
    record = Record.objects.get(act=act)
    assert (record.note, record.basis) == ("申请", "行政许可法第七十条")


def test_a_suspended_licence_comes_back_and_a_cancelled_one_does_not(office: Office) -> None:
    licence = office.issued()
    why = {"reason": "整改", "basis": "条例第九条"}
    suspend(office.actor, licence, **why)
    resume(office.actor, licence, **why)
    assert office.fresh(licence).is_effective
    cancel(office.actor, licence, **why)
    with pytest.raises(Refused, match="不能恢复"):
        resume(office.actor, licence, **why)


def test_another_organ_may_not_end_a_licence(office: Office) -> None:
    licence = office.issued()
    with pytest.raises(NotPermitted):
        revoke(office.world.actor("market-permit-officer"), licence, reason="无权", basis="无")
    assert office.fresh(licence).is_effective


def test_a_licence_expires_the_day_after_its_last_day(office: Office) -> None:
    licence = office.issued(valid_from=date(2026, 1, 1), valid_until=date(2026, 11, 20))
    assert expire_due(date(2026, 11, 20)) == 0
    assert expire_due(date(2026, 11, 21)) == 1
    assert expire_due(date(2026, 11, 21)) == 0
    assert office.fresh(licence).state == State.EXPIRED


def _case(office: Office) -> Case:
    processes.install("licence-renewal-test", "延续", sequence("one").xml(key="licence-renewal-test"))
    register_case_type(CaseType("licence-renewal-test", "延续", "licence-renewal-test", retention="D10"))
    return open_case(office.actor, "licence-renewal-test", title="延续", organ=office.organ)


def test_who_asked_in_time_keeps_the_licence_until_the_case_has_an_answer(office: Office) -> None:
    today = timezone.localdate()
    licence = office.issued(valid_from=today, valid_until=today)
    case = _case(office)
    await_renewal(office.actor, licence, case)
    assert expire_due(today + timedelta(days=3)) == 0
    Case.objects.filter(pk=case.pk).update(ended_at=timezone.now())
    assert expire_due(today + timedelta(days=3)) == 1


def test_who_asks_after_the_last_day_loses_the_licence_at_its_end(world: World) -> None:
    office, today = Office(world, **FOOD), timezone.localdate()
    licence = office.issued(valid_from=today, valid_until=today)
    assert licence.renew_by is not None
    assert licence.renew_by < today
    with pytest.raises(Refused, match="最迟申请延续"):
        await_renewal(office.actor, licence, _case(office))


def test_the_window_of_a_food_licence_is_counted_in_working_days(world: World) -> None:
    licence = Office(world, **FOOD).issued(valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    window = window_of(licence)
    assert window is not None
    assert window.last == date(2026, 12, 10)  # fifteen working days before
    assert window.first == date(2026, 8, 21)  # ninety: 中秋 and 国庆 lie between, and two weekends at work
    assert window.is_open(date(2026, 12, 10))
    assert not window.is_open(date(2026, 12, 11))
    assert licence.renew_by == window.last


def test_holders_are_reminded_ninety_sixty_and_thirty_days_before_the_last_day_to_ask_and_each_once(
    office: Office,
) -> None:
    licence = office.issued(issued_on=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    days = list(Reminder.objects.filter(licence=licence).values_list("due_on", flat=True))
    assert days == [date(2026, 10, 2), date(2026, 11, 1), date(2026, 12, 1)]
    told: list[int] = []
    day = date(2026, 9, 30)
    while day < date(2026, 12, 31):
        told.append(remind_of_ends(day))
        assert remind_of_ends(day) == 0
        day += timedelta(days=1)
    assert sum(told) == 3
    assert Notice.objects.filter(subject="证照即将到期").count() == 3


def test_of_several_reminders_that_were_missed_only_the_last_is_told(office: Office) -> None:
    office.issued(issued_on=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    assert remind_of_ends(date(2026, 12, 2)) == 1
    assert remind_of_ends(date(2026, 12, 3)) == 0


@pytest.mark.parametrize("end", [suspend, cancel])
def test_nobody_is_reminded_of_what_is_not_in_force(office: Office, end: Turn) -> None:
    licence = office.issued(issued_on=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    end(office.actor, licence, reason="申请", basis="条例")
    assert remind_of_ends(date(2026, 12, 2)) == 0


def test_a_renewed_licence_has_reminders_of_its_own(office: Office) -> None:
    licence = office.issued(issued_on=date(2022, 1, 1), valid_from=date(2022, 1, 1))
    renew(office.actor, licence, reason="延续")
    assert remind_of_ends(date(2026, 12, 2)) == 0
    assert Reminder.objects.filter(sent_on=None, licence__version=2).count() == 3


def test_a_changed_calendar_moves_the_last_day_to_ask_and_what_is_still_to_be_reminded(world: World) -> None:
    office = Office(world, **FOOD)
    licence = office.issued(issued_on=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    wrong = date(2026, 12, 1)
    Licence.objects.filter(pk=licence.pk).update(renew_by=wrong)
    Reminder.objects.update(due_on=wrong)
    assert reckon_again(date(2026, 11, 1)) == 1
    assert reckon_again(date(2026, 11, 1)) == 0
    assert office.fresh(licence).renew_by == date(2026, 12, 10)
    assert list(Reminder.objects.values_list("due_on", flat=True))[-1] == date(2026, 11, 10)


def test_a_list_of_ends_costs_the_same_however_many_are_in_force(
    office: Office, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        office.issued(valid_until=date(2030, 1, 1))
    with django_assert_num_queries(1):
        assert expire_due(date(2026, 11, 20)) == 0

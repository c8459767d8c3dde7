"""Counters follow the facts, and equal a recount."""

from typing import Any

import pytest

from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.applications.tests.desk import DECIDER, Desk
from mingtang.domains.services.efficiency import api
from mingtang.domains.services.efficiency.models import ItemMonth, OrganDay, OrganMonth, Outcome, PersonMonth
from mingtang.kernel.evidence.api import deliver_due

pytestmark = pytest.mark.django_db


def decided(desk: Desk, *, granted: bool = True) -> Any:
    application = desk.reviewed()
    given = applications.Decision(
        granted=granted, facts="看过", law="食品安全法第三十五条", reason="" if granted else "不符"
    )
    applications.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), given)
    return application


def delivered() -> None:
    while deliver_due():
        pass


def test_the_facts_of_applications_keep_the_counters(desk: Desk) -> None:
    decided(desk)
    decided(desk, granted=False)
    applications.withdraw(desk.world.actor("citizen"), desk.accepted(), "不办了")
    desk.filed()
    delivered()
    month = OrganMonth.objects.get()
    assert (month.submitted, month.accepted, month.decided, month.on_time) == (4, 3, 2, 2)
    assert (month.denied, month.abandoned, month.online) == (1, 1, 4)
    assert (OrganDay.objects.get().decided, ItemMonth.objects.get().decided) == (2, 2)
    assert PersonMonth.objects.get().decided == 2
    assert api.differences() == (0, 0)


def test_counting_twice_counts_once_and_every_moment_equals_a_recount(desk: Desk) -> None:
    application = decided(desk)
    for _ in range(3):
        api.measure(application.pk)
    assert OrganMonth.objects.get().decided == 1
    assert api.differences() == (0, 0)


def test_a_recount_puts_right_what_was_lost(desk: Desk) -> None:
    application = decided(desk)
    api.measure(application.pk)
    OrganMonth.objects.update(decided=7)
    Outcome.objects.update(early=False, on_time=False)
    wrong, counters = api.differences()
    assert wrong == 1
    assert counters
    assert api.recount() == 1
    assert api.differences() == (0, 0)

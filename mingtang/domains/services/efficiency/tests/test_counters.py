"""Counters follow the facts, and equal a recount."""

from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.applications.tests.desk import DECIDER, DOCUMENT, Desk
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.efficiency import api
from mingtang.domains.services.efficiency.models import ItemMonth, OrganDay, OrganMonth, Outcome, PersonMonth
from mingtang.domains.services.efficiency.queries.figures import Scope, values
from mingtang.domains.services.efficiency.rules.periods import month_of
from mingtang.domains.services.ratings import api as ratings
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.tests.test_ratings import closed
from mingtang.kernel.evidence.api import SYSTEM, deliver_due

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


def test_materials_that_nobody_had_to_bring_are_counted_with_the_submission(desk: Desk) -> None:
    materials = [
        {"material_name": "环评批复", "material_key": "permit", "is_need": "1", "is_shared": "1"},
        {"material_name": "营业执照", "material_key": "business", "is_need": "2", "licence_type_code": "T1"},
        {"material_name": "申请表", "material_key": "form", "is_need": "1", "is_form": "1"},
    ]
    item = desk.offer({**DOCUMENT, "materials": materials}, code="11990102MB0A1234204000131004009")
    api.measure(desk.filed(item).pk)
    month = OrganMonth.objects.get()
    assert (month.materials, month.shared, month.pullable, month.pulled) == (1, 1, 1, 0)
    assert api.differences() == (0, 0)


def test_the_new_indicators_equal_a_recount_and_cost_one_statement_for_each_source(
    desk: Desk, django_assert_num_queries: Any
) -> None:
    invitations = [ratings.invite_application(closed(desk)) for _ in range(3)]
    for invitation, grade in zip(invitations, (1, 5), strict=False):
        ratings.rate(desk.world.actor("citizen"), invitation, ratings.Opinion(grade))
    ServiceItem.objects.filter(pk=desk.item.pk).update(first_material_count=8, material_count=6)
    today = timezone.localdate()
    scope, period = Scope(SYSTEM), month_of(today)
    with django_assert_num_queries(2):
        told = {each.indicator.code: (each.numerator, each.denominator) for each in values(scope, period, [])}
    rated = list(Rating.objects.all())
    assert told["satisfied"] == (sum(each.grade <= 3 for each in rated), len(rated)) == (1, 2)
    assert told["rated"] == (len(rated), Invitation.objects.count()) == (2, 3)
    assert told["rectified"] == (0, 1)
    items = ServiceItem.objects.filter(state="published", first_material_count__isnull=False)
    assert told["simplified"] == (
        sum(each.first_material_count - each.material_count for each in items), sum(each.first_material_count for each in items)
    )  # fmt: skip

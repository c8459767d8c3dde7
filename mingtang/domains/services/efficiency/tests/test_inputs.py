"""What rules look at beside the clocks: procedures announced, fees charged, ratings, licences, what supervisors see."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications.actions.charging import charge_fees
from mingtang.domains.services.applications.actions.special import end_special
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.calendar_days import day, it_is
from mingtang.domains.services.applications.tests.desk import DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import running
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.efficiency import api
from mingtang.domains.services.efficiency.actions.noticing import notice_licence
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.licences.tests.office import Office
from mingtang.domains.services.payments import api as payments
from mingtang.domains.services.ratings import api as ratings
from mingtang.domains.services.ratings.tests.test_ratings import closed
from mingtang.kernel.cases.api import Clock
from tests.world import World

pytestmark = pytest.mark.django_db
FEES = {
    **DOCUMENT,
    "is_fee": True,
    "fee_basis": "收费办法第三条",
    "fees": [{"fee_name": "检测费", "fee_amount": "100"}],
}
CODE = "11990102MB0A1234204000131004009"


def reds() -> list[str]:
    return [f"{each.rule} {each.title}" for each in Light.objects.filter(level="red").order_by("pk")]


def test_r07_a_special_procedure_warns_on_its_last_day_and_is_red_when_it_takes_longer_than_was_announced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, day("03-02"))
    part = running(desk, desk.accepted())  # five working days: until the 9th
    it_is(monkeypatch, day("03-09"))
    api.sweep()
    warned = Light.objects.get(rule="R07")
    assert (warned.level, warned.stage) == ("yellow", "notified")
    it_is(monkeypatch, day("03-10"))
    api.sweep()
    assert reds() == ["R07 特别程序超过告知时间"]
    end_special(desk.world.actor(HANDLER), part, "合格。")
    assert api.sweep() == 0


def charged(desk: Desk, filed: Application) -> Application:
    payments.install()
    application = desk.accepted(filed)
    charge_fees(desk.world.actor(HANDLER), desk.part(application), [("检测费", 1)])
    return application


def test_r09_a_fee_of_the_public_list_is_in_order(desk: Desk) -> None:
    item = desk.offer(FEES, code=CODE)
    ItemVersion.objects.filter(item=item).update(published_at=timezone.now() - timedelta(days=9))
    assert api.examine([charged(desk, desk.filed(item)).pk]) == 0


@pytest.mark.parametrize("now", [{"is_fee": False}, {"fees": [{"fee_name": "检测费", "fee_amount": "60"}]}])
def test_r09_a_fee_that_has_been_abolished_or_lowered_since_the_application_was_filed_is_red(
    desk: Desk, now: dict[str, Any]
) -> None:
    item = desk.offer(FEES, code=CODE)
    ItemVersion.objects.filter(item=item).update(published_at=timezone.now() - timedelta(days=9))
    filed = desk.filed(item)
    document = {**FEES, **now}
    ItemVersion.objects.filter(item=item).update(state=ItemVersion.State.SUPERSEDED)
    ItemVersion.objects.create(
        item=item, number=2, document=document, digest=ItemVersion.digest_of(document),
        state=ItemVersion.State.PUBLISHED, saved_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip
    application = charged(desk, filed)
    assert [api.examine([application.pk]), api.examine([application.pk])] == [1, 0]
    assert reds() == ["R09 目录外或者超标准收费"]


def test_r13_a_bad_rating_that_nobody_calls_back_about_is_red_for_the_house_once(desk: Desk) -> None:
    rating = ratings.rate(desk.world.actor("citizen"), ratings.invite_application(closed(desk)), ratings.Opinion(5))
    assert api.sweep() == 0
    Clock.objects.filter(case=rating.case_id).update(due_at=timezone.now() - timedelta(hours=1))
    assert [api.sweep(), api.sweep()] == [1, 0]
    light = Light.objects.get()
    assert (light.title, light.organ, light.application) == (
        "差评未按期处理",
        rating.office,
        rating.invitation.application,
    )


def test_r13_a_flagged_rating_is_owed_nothing(desk: Desk) -> None:
    rating = ratings.rate(desk.world.actor("citizen"), ratings.invite_application(closed(desk)), ratings.Opinion(5))
    Clock.objects.filter(case=rating.case_id).update(due_at=timezone.now() - timedelta(hours=1))
    ratings.flag(desk.world.actor("efficiency-head"), rating, "恶意评价")
    assert api.sweep() == 0


def test_r11_a_licence_without_a_case_is_red_where_applications_end_in_such_and_not_from_the_archives(
    world: World,
) -> None:
    api.install()
    office = Office(world)
    before = office.issued(number="老证 1")
    assert notice_licence(before) == 0  # nobody can apply for it here yet
    document = {"task_name": "临时施工许可", "licence_type_code": office.kind.code}
    item = ServiceItem.objects.create(organ=office.organ, code=CODE, name="临时施工许可")
    ItemVersion.objects.create(
        item=item, number=1, document=document, digest=ItemVersion.digest_of(document),
        state=ItemVersion.State.PUBLISHED, saved_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip
    archived = office.issued(number="老证 2", valid_from=timezone.localdate() - timedelta(days=300))
    assert notice_licence(archived) == 0
    beside = office.issued(number="新证 1")
    assert [notice_licence(beside), notice_licence(beside)] == [1, 0]
    assert reds() == ["R11 体外循环"]


def test_a_supervisor_raises_a_light_on_the_page_by_the_number_of_the_application(desk: Desk) -> None:
    application = desk.accepted()
    api.measure(application.pk)
    client = desk.world.client("efficiency-head")
    address, said = "/workbench/efficiency/lights/new/", {"rule": "0", "description": "群众反映符合条件"}
    assert client.post(address, {**said, "number": "没有这个编号"}).status_code == 422
    assert client.post(address, {**said, "number": application.number}).status_code == 302
    light = Light.objects.get()
    assert (light.rule, light.application) == ("R08", application)
    shown = client.get("/workbench/efficiency/rules/").text
    assert "停用：平台还没有接入政务服务热线" in shown


def test_standing_costs_the_same_for_however_many_applications(desk: Desk, django_assert_max_num_queries: Any) -> None:
    keys = [desk.accepted().pk for _ in range(3)]
    with django_assert_max_num_queries(14):
        api.examine(keys, timezone.make_aware(datetime(2026, 3, 2, 10)))

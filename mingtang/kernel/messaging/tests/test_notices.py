"""Saying something to people: to whom, by which ways, and once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.directory.events import PhoneCodeIssued
from mingtang.kernel.evidence.api import SYSTEM, DeliveryDied, act, declare_act, deliver_due
from mingtang.kernel.evidence.models import Delivery, Record
from mingtang.kernel.messaging import actions
from mingtang.kernel.messaging.actions import mark_read, send_due, set_preferences
from mingtang.kernel.messaging.api import (
    Content,
    notify_holders,
    notify_permission_holders,
    notify_person,
    unread_count,
)
from mingtang.kernel.messaging.channels import SMS
from mingtang.kernel.messaging.channels.outward import SendingFailed
from mingtang.kernel.messaging.models import InboxItem, LiveEvent, Notice, NoticeDelivery, OutboxEntry, Preference
from mingtang.kernel.messaging.rules import QUIET_FROM, QUIET_UNTIL
from mingtang.kernel.messaging.tasks import forget_old_hints
from tests.world import World

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
NIGHT = NOON.replace(hour=23)
TRY_OUT = declare_act("messaging_tests.try_out", "试验", None)


def content(**changed: str) -> Content:
    return Content(**({"subject": "材料需要补正", "body": "请在五日内补正。", "topic": "account"} | changed))


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)


def deliver_all() -> None:
    while deliver_due():
        pass


def choose(world: World, name: str, **wanted: bool) -> None:
    actor = world.actor(name)
    wishes = {("account", channel): wish for channel, wish in wanted.items()}
    set_preferences(actor, wishes, mail="lin@example.cn", quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL)


def test_a_notice_is_in_the_inbox_with_the_transaction_that_wrote_it(world: World) -> None:
    notify_person(world.account("citizen"), content())
    assert unread_count(world.actor("citizen")) == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        notify_person(world.account("citizen"), content())
        raise RuntimeError
    assert unread_count(world.actor("citizen")) == 1


def test_one_key_makes_one_notice_however_often_the_fact_arrives(world: World) -> None:
    first = notify_person(world.account("citizen"), content(), key="case:1:returned")
    again = notify_person(world.account("citizen"), content(subject="别的"), key="case:1:returned")
    assert first == again
    assert (InboxItem.objects.count(), NoticeDelivery.objects.count()) == (1, 2)


def test_holders_of_a_post_are_told_and_nobody_else(world: World) -> None:
    official = world.actor("official")
    post = official.appointment.post
    notice = notify_holders(post, content(), about=post)
    told = set(InboxItem.objects.values_list("account_id", flat=True))
    holders = set(official.appointment.post.appointments.values_list("person__accounts", flat=True))
    assert official.account_id in told <= holders
    assert (notice.post_id, notice.object_type, notice.object_id) == (post.pk, "directory.post", str(post.pk))


def test_holders_of_a_permission_over_an_organ_are_those_whose_scope_covers_it(world: World) -> None:
    county, city = world.organ("county-market-bureau"), world.organ("housing-bureau")
    told = {}
    for organ in (county, city):
        notice = notify_permission_holders("directory.manage_organs", content(), organ=organ.pk)
        told[organ] = set(notice.items.values_list("account_id", flat=True))
    node, local = world.account("system_officer").pk, world.account("county_system_officer").pk
    assert {node, local} <= told[county]
    assert node in told[city]
    assert local not in told[city]


def test_an_undeclared_topic_is_a_mistake_of_the_caller(world: World) -> None:
    with pytest.raises(KeyError):
        notify_person(world.account("citizen"), content(topic="unknown"))


def test_telling_a_hundred_people_costs_as_many_statements_as_telling_one(
    world: World, django_assert_num_queries: object
) -> None:
    accounts = list(type(world.account("citizen")).objects.select_related("person")[:40])
    with django_assert_num_queries(9):  # savepoint, notice, items, deliveries, hints, 2 × (preferences), text messages
        actions.notify(accounts, content(), key="", about=None)


def test_a_text_message_goes_out_by_the_worker_and_shows_no_whole_number(world: World, noon: None) -> None:
    notify_person(world.account("citizen"), content())
    assert OutboxEntry.objects.count() == 0
    assert send_due() == 1
    entry = OutboxEntry.objects.get()
    assert entry.text == "【和源市】材料需要补正"
    assert world.account("citizen").person.phone not in f"{entry.address}{entry.text}"
    delivery = NoticeDelivery.objects.get(channel="sms")
    assert (delivery.state, delivery.sent_at, delivery.reference) == ("sent", NOON, f"local-{entry.pk}")


def test_ordinary_text_messages_wait_for_the_morning_and_urgent_ones_do_not(world: World, night: None) -> None:
    notify_person(world.account("citizen"), content(), key="ordinary")
    notify_person(world.account("citizen"), content(subject="洪水红色预警", importance="urgent"), key="urgent")
    notify_person(world.account("citizen"), content(subject="处罚决定", kind="statutory", basis="行政处罚法第六十一条"))
    send_due()
    assert set(OutboxEntry.objects.values_list("text", flat=True)) == {"【和源市】洪水红色预警", "【和源市】处罚决定"}
    held = NoticeDelivery.objects.get(notice__key="ordinary", channel="sms")
    assert (held.state, held.tries) == ("waiting", 0)
    assert held.next_at == NIGHT + timedelta(hours=8, minutes=30)


def test_who_has_opted_out_gets_no_text_message_except_statutory_ones(world: World, noon: None) -> None:
    choose(world, "citizen", sms=False, mail=False)
    notify_person(world.account("citizen"), content())
    send_due()
    assert OutboxEntry.objects.count() == 0
    notify_person(world.account("citizen"), content(kind="statutory", basis="行政许可法第四十四条"))
    send_due()
    assert OutboxEntry.objects.count() == 1
    assert unread_count(world.actor("citizen")) == 2


def test_who_asks_for_mail_gets_the_whole_text_by_mail(world: World, noon: None) -> None:
    choose(world, "citizen", sms=False, mail=True)
    notify_person(world.account("citizen"), content())
    send_due()
    entry = OutboxEntry.objects.get()
    assert (entry.channel, entry.address, entry.text) == ("mail", "l***@example.cn", "请在五日内补正。")


def test_without_a_telephone_number_the_delivery_says_why_it_was_not_sent(world: World, noon: None) -> None:
    account = world.account("citizen")
    type(account.person).objects.filter(pk=account.person_id).update(phone_cipher="")
    notify_person(account, content())
    send_due()
    delivery = NoticeDelivery.objects.get(channel="sms")
    assert (delivery.state, delivery.note) == ("skipped", "没有登记手机号")


def test_a_failing_provider_is_tried_again_later_and_given_up_after_the_last_try(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def send(self, **_: str) -> str:
            raise SendingFailed("busy")

    now = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    monkeypatch.setattr(SMS, "provider", Broken())
    notify_person(world.account("citizen"), content(importance="urgent"))
    for tries in range(1, 6):
        assert send_due() == 1
        assert send_due() == 0
        delivery = NoticeDelivery.objects.get(channel="sms")
        assert (delivery.tries, delivery.note) == (tries, "SendingFailed: busy")
        now[0] = delivery.next_at
    assert delivery.state == "failed"
    assert send_due() == 0


def test_a_worker_that_dies_while_sending_leaves_the_delivery_to_another_and_nothing_is_sent_twice(
    world: World, noon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    notify_person(world.account("citizen"), content())
    delivery = actions._claimed(NOON)
    SMS.send(delivery)  # and here the worker is killed
    assert send_due() == 0
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(minutes=6))
    assert send_due() == 1
    assert OutboxEntry.objects.count() == 1
    assert NoticeDelivery.objects.get(channel="sms").state == "sent"


def test_a_dead_fact_is_told_to_the_administrators_of_the_node_once(world: World) -> None:
    died = DeliveryDied(subject="delivery:7", delivery_id=7, handler="x.react", fact_name="cases.Closed", error="boom")
    for _ in range(2):
        with act(TRY_OUT, SYSTEM) as deed:
            deed.announce(died)
    deliver_all()
    assert set(Delivery.objects.filter(fact__name=died.name).values_list("state", flat=True)) == {"done"}
    notice = Notice.objects.get()
    assert (notice.importance, notice.link) == ("important", "/workbench/facts/")
    assert unread_count(world.actor("system_officer")) == 1
    assert unread_count(world.actor("audit_officer")) == 0


def test_a_verification_code_is_sent_at_once_even_at_night(world: World, night: None) -> None:
    with act(TRY_OUT, SYSTEM) as deed:
        deed.announce(PhoneCodeIssued(subject="phone:1", phone="13900000001", code="042617", purpose="登录"))
    deliver_all()
    entry = OutboxEntry.objects.get()
    assert "042617" in entry.text
    assert "13900000001" not in entry.address


def test_marking_as_read_touches_only_ones_own_and_leaves_no_record(world: World) -> None:
    for name in ("citizen", "official"):
        notify_person(world.account(name), content())
    records = Record.objects.count()
    theirs = InboxItem.objects.get(account=world.account("official"))
    assert mark_read(world.actor("citizen"), [theirs.pk]) == 0
    assert mark_read(world.actor("citizen")) == 1
    assert mark_read(world.actor("citizen")) == 0
    assert unread_count(world.actor("official")) == 1
    assert Record.objects.count() == records


def test_choosing_how_to_be_reached_leaves_a_record_without_the_mail_address(world: World) -> None:
    choose(world, "citizen", sms=False, mail=True)
    record = Record.objects.filter(act="messaging.set_preferences").get()
    assert record.actor_account == world.account("citizen").pk
    assert "lin@example.cn" not in str(record.changes)
    assert Preference.objects.count() == 2
    choose(world, "citizen", sms=False, mail=True)
    assert Preference.objects.count() == 2


def test_old_hints_are_forgotten_and_fresh_ones_kept(world: World) -> None:
    notify_person(world.account("citizen"), content())
    notify_person(world.account("citizen"), content())
    oldest = LiveEvent.objects.order_by("pk").first()
    LiveEvent.objects.filter(pk=oldest.pk).update(at=timezone.now() - timedelta(days=2))
    assert forget_old_hints.call() == 1
    assert LiveEvent.objects.count() == 1

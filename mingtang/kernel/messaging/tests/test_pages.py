"""The inbox, a notice, preferences, the log of the local providers."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from mingtang.kernel.messaging.api import Content, notify_person, unread_count
from mingtang.kernel.messaging.context import unread
from mingtang.kernel.messaging.models import InboxItem, OutboxEntry, Preference, Reachability
from tests.world import World

FORM = {"mail": "", "quiet_from": "22:00", "quiet_until": "07:30"}


def tell(world: World, name: str, subject: str, **more: str) -> InboxItem:
    account = world.account(name)
    notice = notify_person(account, Content(**({"subject": subject, "body": "正文", "topic": "operation"} | more)))
    return InboxItem.objects.get(notice=notice, account=account)


def test_an_inbox_shows_what_came_to_its_owner_only(world: World) -> None:
    tell(world, "official", "给许青禾的消息")
    tell(world, "leader", "给周以宁的消息")
    page = world.client("official").get("/inbox/").content.decode()
    assert "给许青禾的消息" in page
    assert "给周以宁的消息" not in page


def test_visitors_are_sent_to_sign_in(world: World) -> None:
    for address in ("/inbox/", "/inbox/1/", "/inbox/preferences/", "/messages/log/"):
        answer = world.client("visitor").get(address)
        assert answer.status_code == 302, address
        assert "next=" in answer["Location"]


@pytest.mark.parametrize(
    ("name", "layout"),
    [("official", "layouts/workbench.html"), ("citizen", "layouts/public.html"), ("enterprise", "layouts/public.html")],
)
def test_everybody_reads_the_inbox_in_their_own_surroundings(world: World, name: str, layout: str) -> None:
    item = tell(world, name, "一条消息")
    for address in ("/inbox/", f"/inbox/{item.pk}/", "/inbox/preferences/"):
        answer = world.client(name).get(address)
        assert answer.status_code == 200
        assert layout in [template.name for template in answer.templates]


def test_an_empty_inbox_says_so(world: World) -> None:
    assert "还没有收到消息" in world.client("official").get("/inbox/").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?q=补正", {"补正"}), ("?q=第二段", {"维护"}), ("?state=unread", {"补正", "维护"}), ("?state=read", {"旧的"}),
     ("?topic=account", {"补正"}), ("?since=2000-01-01&until=2000-01-02", set()), ("?since=x", {"补正", "维护", "旧的"}),
     ("?q=%25'%22<b>", set()), ("?page=99&sort=nothing", {"补正", "维护", "旧的"})],
)  # fmt: skip
def test_filters_narrow_the_inbox_and_bad_ones_never_break_it(world: World, query: str, shown: set[str]) -> None:
    tell(world, "official", "补正", topic="account")
    tell(world, "official", "维护", body="第一段\n\n第二段")
    client = world.client("official")
    client.get(f"/inbox/{tell(world, 'official', '旧的').pk}/")
    answer = client.get(f"/inbox/{query}")
    assert answer.status_code == 200
    assert {row.cells[0].text for row in answer.context["page"].rows} == shown


def test_an_inbox_costs_the_same_number_of_statements_for_one_and_for_sixty_notices(
    world: World, django_assert_num_queries: object
) -> None:
    client = world.client("official")
    tell(world, "official", "第一条")
    client.get("/inbox/")
    for few_or_many in (0, 60):
        for number in range(few_or_many):
            tell(world, "official", f"消息{number}")
        with django_assert_num_queries(8):  # session, account, post, scopes, how many, these, unread, waiting tasks
            client.get("/inbox/")


def test_opening_a_notice_marks_it_as_read_and_shows_it_safely(world: World) -> None:
    item = tell(world, "official", "<script>alert(1)</script>", body="一\n\n<b>二</b>", link="/workbench/")
    page = world.client("official").get(f"/inbox/{item.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;二&lt;/b&gt;" in page
    assert 'href="/workbench/"' in page
    assert unread_count(world.actor("official")) == 0


def test_somebody_elses_notice_is_not_found_and_stays_unread(world: World) -> None:
    item = tell(world, "leader", "不是你的")
    assert world.client("official").get(f"/inbox/{item.pk}/").status_code == 404
    assert unread_count(world.actor("leader")) == 1


def test_chosen_notices_are_marked_as_read_and_the_filter_is_kept(world: World) -> None:
    first, second = tell(world, "official", "甲"), tell(world, "official", "乙")
    client = world.client("official")
    answer = client.post("/inbox/?state=unread", {"item": [first.pk, "x", "999999999999999999999"], "chosen": "1"})
    assert answer["Location"] == "/inbox/?state=unread"
    assert InboxItem.objects.get(pk=first.pk).read_at is not None
    assert InboxItem.objects.get(pk=second.pk).read_at is None
    client.post("/inbox/", {"all": "1"})
    assert unread_count(world.actor("official")) == 0


def test_choosing_nothing_marks_nothing(world: World) -> None:
    tell(world, "official", "甲")
    world.client("official").post("/inbox/", {"chosen": "1"})
    assert unread_count(world.actor("official")) == 1


def test_the_inbox_is_exported_without_formulas(world: World) -> None:
    tell(world, "official", "=1+1")
    text = b"".join(world.client("official").get("/inbox/?export=csv").streaming_content).decode()
    assert "'=1+1" in text
    assert "未读" in text


def test_preferences_are_kept_and_shown_again(world: World) -> None:
    client = world.client("citizen")
    answer = client.post(
        "/inbox/preferences/", FORM | {"mail": "lin@example.cn", "topic-operation": ["mail"], "quiet_from": "21:00"}
    )
    assert answer.status_code == 302
    assert Reachability.objects.get().quiet_from.isoformat() == "21:00:00"
    assert set(Preference.objects.values_list("topic", "channel", "wanted")) == {
        ("operation", "mail", True),
        ("account", "sms", False),
        ("applications", "sms", False),
        ("disclosure", "sms", False),
        ("registration", "sms", False),
    }
    form = client.get("/inbox/preferences/").context["form"]
    assert form["topic-operation"].value() == ["mail"]
    assert form["mail"].value() == "lin@example.cn"


def test_mail_without_an_address_is_refused_and_nothing_typed_is_lost(world: World) -> None:
    answer = world.client("citizen").post(
        "/inbox/preferences/", FORM | {"topic-operation": ["mail"], "quiet_from": "21:15"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "请填写电子邮箱" in page
    assert 'value="21:15"' in page
    assert Preference.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"quiet_from": "25:99"}, {"mail": "no address"}, {"topic-account": ["pigeon"]}])
def test_wrong_preferences_are_refused_with_a_message(world: World, wrong: dict[str, object]) -> None:
    answer = world.client("citizen").post("/inbox/preferences/", FORM | wrong)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_the_log_is_for_whoever_may_read_it_over_the_node(world: World) -> None:
    from mingtang.kernel.directory.models import CompiledScope

    OutboxEntry.objects.create(
        at="2026-01-01T00:00Z", channel="sms", address="139****0001", text="【和源市】验证码 1", key="k"
    )
    assert world.client("official").get("/messages/log/").status_code == 403
    assert world.client("citizen").get("/messages/log/").status_code == 403
    scope = {"post_id": world.actor("system_officer").post_id, "permission": "messaging.read_outbox"}
    CompiledScope.objects.update_or_create(**scope, defaults={"everything": True})
    assert "139****0001" in world.client("system_officer").get("/messages/log/").content.decode()
    CompiledScope.objects.update_or_create(**scope, defaults={"everything": False, "organs": [1]})
    assert "139****0001" not in world.client("system_officer").get("/messages/log/").content.decode()


def test_the_number_of_unread_notices_costs_one_statement_where_it_is_shown_and_none_elsewhere(
    world: World, django_assert_num_queries: object
) -> None:
    tell(world, "official", "甲")
    request = RequestFactory().get("/")
    request.actor = world.actor("official")
    with django_assert_num_queries(0):
        values = unread(request)
    with django_assert_num_queries(1):
        assert (
            Template("{{ unread }}{% if unread %}!{% endif %}{{ unread|default:0 }}").render(Context(values)) == "1!1"
        )


def test_polling_gives_the_same_hint_as_the_stream(world: World) -> None:
    tell(world, "official", "甲")
    assert world.client("official").get("/live/poll/").json() == {"topic": "inbox", "unread": 1}
    assert world.client("visitor").get("/live/poll/").status_code == 401

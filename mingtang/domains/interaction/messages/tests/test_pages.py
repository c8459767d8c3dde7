"""Pages: writing and asking without an account, what strangers see, moderation, the ledger and its cost."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, CONTENT, DRAFTER, Mailroom
from mingtang.lib.personal_data import MASK

LETTER = {"title": "车库没有灯", "content": CONTENT, "name": "林叙", "phone": "13812345678", "wants_public": "on"}
WRITE = "/interaction/new/consult/"


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    cache.clear()


def statements(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_letter_is_written_and_asked_about_without_an_account(mailroom: Mailroom) -> None:
    answer = Client().post(WRITE, LETTER, follow=True)
    page, message = answer.content.decode(), Message.objects.get()
    assert message.number in page
    assert message.code in page
    stranger, there = Client(), reverse("own_message", args=[message.pk])
    assert stranger.get(there).status_code == 404
    wrong = stranger.post("/interaction/query/", {"number": message.number, "code": "ABCDEFGH"})
    assert wrong.status_code == 422
    assert f'value="{message.number}"' in wrong.content.decode()
    found = stranger.post("/interaction/query/", {"number": message.number, "code": message.code})
    assert found.headers["Location"] == there
    assert stranger.get(there).status_code == 200


def test_faults_come_back_with_what_was_typed(mailroom: Mailroom) -> None:
    answer = Client().post(WRITE, LETTER | {"phone": "电话", "name": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写正确的电话号码" in page
    assert "地下车库" in page
    blocked = Client().post(WRITE, LETTER | {"content": "代 开 发 票"})
    assert "广告" in blocked.content.decode()
    assert not Message.objects.exists()


def test_a_published_letter_shows_neither_name_nor_telephone(mailroom: Mailroom) -> None:
    message = mailroom.answered()
    there = reverse("public_message", args=[message.pk])
    assert Client().get(there).status_code == 404
    mailroom.publish(message)
    for address in ("/interaction/", there, f"/interaction/?words={message.number}"):
        page = Client().get(address).content.decode()
        assert "车库没有灯" in page
        assert "林叙" not in page
        assert "13812345678" not in page
    assert MASK in Client().get(there).content.decode()


def test_the_author_rates_and_asks_further_on_his_page(mailroom: Mailroom) -> None:
    message, client = mailroom.answered(), Client()
    client.post("/interaction/query/", {"number": message.number, "code": message.code})
    there = reverse("own_message", args=[message.pk])
    assert client.post(there, {"what": "rating"}).status_code == 422
    client.post(there, {"what": "rating", "satisfaction": "fair", "opinion": "可以"})
    asked = client.post(there, {"what": "further", "content": "什么时候修好？"}, follow=True)
    further = Message.objects.get(follows=message)
    assert mailroom.fresh(message).satisfaction == "fair"
    assert further.number in asked.content.decode()
    page = client.get(there).content.decode()
    assert "提交评价" not in page
    assert "提交追问" not in page


def test_the_desk_and_the_organ_work_on_pages(mailroom: Mailroom) -> None:
    message, clerk, organ = mailroom.write(), mailroom.world.client(CLERK), mailroom.world.client(DRAFTER)
    screening = reverse("screen_message", args=[message.pk])
    assert screening in clerk.get(reverse("case", args=[message.case_id])).content.decode()
    faulty = clerk.post(screening, {"outcome": "转办"})
    assert faulty.status_code == 422
    assert "请选择承办单位" in faulty.content.decode()
    clerk.post(screening, {"outcome": "转办", "unit": mailroom.world.organ("housing-bureau").pk})
    mailroom.do(message, DRAFTER, "sign", "签收")
    extension = reverse("extend_message", args=[message.pk])
    assert organ.post(extension, {"days": "3", "reason": "核查"}).status_code == 302
    decision = reverse("decide_message_extension", args=[message.pk])
    assert clerk.post(decision, {"granted": "no", "words": ""}).status_code == 422
    assert clerk.post(decision, {"granted": "yes"}).status_code == 302
    reply = reverse("draft_message_reply", args=[message.pk])
    assert organ.get(reply).status_code == 200
    assert organ.post(reply, {"reply": "已修复。"}).status_code == 302
    mailroom.do(message, "housing-director", "review", "同意")
    publication = reverse("publish_message", args=[message.pk])
    proposed = clerk.get(publication).content.decode()
    assert MASK in re.sub(r"\s", "", proposed)
    sent = {"publication": "public", "title": "车库", "content": CONTENT, "reply": "已修复。"}
    assert "没有隐去" in clerk.post(publication, sent).content.decode()
    clerk.post(publication, sent | {"content": "车库没有灯。"})
    assert mailroom.fresh(message).stage == Stage.ANSWERED


def test_the_ledger_costs_the_same_however_long_it_is(mailroom: Mailroom) -> None:
    client = mailroom.world.client(CLERK)
    mailroom.sent()
    before = statements(client, "/workbench/messages/")
    for _ in range(4):
        mailroom.sent()
    assert statements(client, "/workbench/messages/") == before
    assert before <= 11  # session, account, rights and calendar of every page; organs, how many, these


def test_the_public_list_costs_the_same_however_long_it_is(mailroom: Mailroom) -> None:
    mailroom.publish(mailroom.answered())
    before = statements(Client(), "/interaction/")
    mailroom.publish(mailroom.answered())
    assert statements(Client(), "/interaction/") == before
    assert before <= 7


def test_the_ledger_is_narrowed_and_exported(mailroom: Mailroom) -> None:
    mailroom.sent(title="已转办的信")
    mailroom.write(title="没转办的信")
    client = mailroom.world.client(CLERK)

    def found(query: str) -> set[str]:
        return {row.object.title for row in client.get(f"/workbench/messages/?{query}").context["page"].rows}

    assert found("stage=signing") == {"已转办的信"}
    assert found("light=green") == found("") == {"已转办的信", "没转办的信"}
    assert found("light=red") == set()
    assert found(f"unit={mailroom.world.organ('housing-bureau').pk}") == {"已转办的信"}
    exported = client.get("/workbench/messages/?export=csv")
    assert "已转办的信" in b"".join(exported.streaming_content).decode()


def test_figures_count_what_is_valid(mailroom: Mailroom) -> None:
    mailroom.publish(mailroom.answered())
    mailroom.sent()
    page = mailroom.world.client(CLERK).get("/workbench/messages/statistics/")
    whole = page.context["whole"]
    assert (whole.received, whole.answered, whole.in_time_share, whole.published) == (2, 1, "100.0", 1)
    public = Client().get("/interaction/statistics/")
    assert [each.received for each in public.context["months"]] == [2]

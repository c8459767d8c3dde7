"""Pages of calls: what everybody reads and sends, what organs do, and what lists cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.interaction.moderation.api import show_post
from mingtang.domains.interaction.opinions.api import Call, Opinion
from mingtang.domains.interaction.opinions.tests.test_course import HOLDER, RELEASER, Caller
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World


@pytest.fixture
def caller(world: World) -> Caller:
    cache.clear()
    return Caller(world)


def statements(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_call_goes_its_whole_way_on_pages(caller: Caller) -> None:
    holder, releaser = caller.world.client(HOLDER), caller.world.client(RELEASER)
    form = vars(caller.said()) | {"shortened_because": ""}
    faulty = holder.post("/workbench/opinions/new/", form | {"closes_on": caller.today - timedelta(days=3)})
    assert faulty.status_code == 422
    assert "不能早于" in faulty.content.decode()
    assert "为了电梯安全" in faulty.content.decode()
    holder.post("/workbench/opinions/new/", form)
    call = Call.objects.get()
    there, public = reverse("opinion_call", args=[call.pk]), reverse("public_call", args=[call.pk])
    assert Client().get(public).status_code == 404
    holder.post(f"{there}edit/", form | {"title": "电梯更新办法"})
    releaser.post(f"{there}release/")
    Client().post(public, {"text": "建议写明费用。", "clause": "第一条", "age": "36to59"})
    opinion = Opinion.objects.get()
    assert "建议写明费用" not in Client().get(public).content.decode()
    judged = reverse("opinion", args=[call.pk, opinion.pk])
    assert "建议写明费用" in holder.get(judged).content.decode()
    refused = holder.post(judged, {"what": "judging", "verdict": "shown", "shown_text": "打 13812345678"})
    assert refused.status_code == 422
    assert "手机号没有隐去" in refused.content.decode()
    holder.post(judged, {"what": "judging", "verdict": "shown", "shown_text": "建议写明费用。"})
    assert "建议写明费用" in Client().get(public).content.decode()
    call = caller.close(call)
    assert "我要提意见" not in Client().get(public).content.decode()
    assert Client().post(public, {"text": "迟到的意见"}).status_code == 422
    assert holder.post(judged, {"what": "second", "treatment": "partly", "answer": ""}).status_code == 422
    holder.post(judged, {"what": "second", "treatment": "partly", "answer": "费用另行规定。"})
    holder.post(f"{there}result/", {"result": "收到 1 条，部分采纳。"})
    result = reverse("public_call_result", args=[call.pk])
    assert Client().get(result).status_code == 404
    releaser.post(f"{there}release/")
    page = Client().get(result).content.decode()
    for words in ("收到 1 条，部分采纳", "建议写明费用", "费用另行规定", "部分采纳"):
        assert words in page
    assert "建议写明费用" in b"".join(holder.get(f"{there}?export=csv").streaming_content).decode()


def test_lists_cost_the_same_however_long_they_are(caller: Caller) -> None:
    holder = caller.world.client(HOLDER)

    def one_more() -> None:
        call = caller.opened()
        for number in range(3):
            opinion = caller.opinion(call, f"意见{number}")
            show_post(SYSTEM, opinion, opinion.text)

    one_more()
    call = Call.objects.get()
    addresses = [(Client(), "/interaction/opinions/"), (holder, "/workbench/opinions/")]
    addresses += [(Client(), call.get_absolute_url()), (holder, reverse("opinion_call", args=[call.pk]))]
    before = [statements(*each) for each in addresses]
    one_more()
    caller.opinion(call, "又一条")
    assert [statements(*each) for each in addresses] == before
    assert before[0] <= 2
    assert before[2] <= 2
    page = Client().get("/interaction/opinions/").content.decode()
    assert "收到意见" not in page.partition("<main")[0]


def test_programs_read_calls_and_say_their_opinion(caller: Caller) -> None:
    citizen = Program(caller.world.actor("citizen"))  # type: ignore[arg-type]
    call = caller.opened()
    (row,) = citizen.get("interaction/calls")["items"]
    assert (row["standing"], row["kind"], row["came"]) == ("open", "normative", 0)
    citizen.post(f"interaction/calls/{call.pk}/opinions", {"text": "同意。"}, 201)
    whole = citizen.get(f"interaction/calls/{call.pk}")
    assert (whole["came"], whole["opinions"], whole["figures"], whole["result"]) == (1, [], [], "")
    caller.close(call)
    citizen.post(f"interaction/calls/{call.pk}/opinions", {"text": "迟了。"}, 409)

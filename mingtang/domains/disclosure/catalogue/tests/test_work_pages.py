"""Pages of those who draft, review and sign: what they show, how faults come back, what a list costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.actions.stepping import complete
from mingtang.domains.disclosure.catalogue.models import Guide, InformationItem
from mingtang.domains.disclosure.catalogue.rules import AGREED, State
from mingtang.domains.disclosure.catalogue.tests.press import DRAFTER, LAWYER, SIGNER, UNIT_HEAD, Press

pytestmark = pytest.mark.django_db


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def typed(**more: str) -> dict[str, Any]:
    today = str(timezone.localdate())
    given: dict[str, Any] = {
        "node": "20.3", "title": "城市内涝防治方案", "publishers": "市住建局、市水利局", "written_on": today,
        "formed_on": today, "topic": "10", "topics": "0602", "genre": "notice", "keywords": "内涝，防治 排水", "body": "一、目标\n消除易涝点。",
        "openness": "open", "scope": "society", "carriers": ["site"], "language": "zh-hans", "secrecy": "none",
    }  # fmt: skip
    return given | more


def test_an_item_goes_through_its_pages_to_the_public(press: Press) -> None:
    drafter, lawyer, signer = (press.world.client(who) for who in (DRAFTER, LAWYER, SIGNER))
    there = reverse("draft_disclosure_item")
    faulty = text(drafter.post(there, typed(doc_no="和建发[2026]3号")), 422)
    assert "六角括号" in faulty
    assert "消除易涝点" in faulty
    assert "找到" in text(drafter.post(there, typed(interprets="没有的文号")), 422)
    page = text(drafter.post(there, typed(), follow=True))
    for said in ("送审", "修改稿件", "附件", "城市内涝防治方案", "拟稿"):
        assert said in page, said
    item = InformationItem.objects.get()
    assert (item.publishers, item.keywords) == (["市住建局", "市水利局"], ["内涝", "防治", "排水"])
    assert item.topics == ["0602"]
    edition = reverse("edit_disclosure_item", args=[item.pk])
    assert "市住建局、市水利局" in text(drafter.get(edition))
    assert drafter.post(edition, typed(title="城市内涝治理方案")).status_code == 302
    files = reverse("disclosure_item_files", args=[item.pk])
    sent = {"file": SimpleUploadedFile("点位.txt", "易涝点 19900000123".encode()), "name": "点位表"}
    assert "附件“点位表”：手机号" in text(drafter.post(files, sent, follow=True))

    def step(name: str) -> str:
        return reverse("disclosure_item_step", args=[item.pk, name])

    assert "可能含有个人信息" in text(drafter.get(step("submission")))
    assert drafter.post(step("submission")).status_code == 302
    complete(press.head, press.fresh(item), AGREED)
    refused = text(lawyer.post(step("review"), {"conclusion": "open", "found": ["privacy"], "opinion": "可以"}), 422)
    assert "个人隐私" in refused
    assert lawyer.post(step("review"), {"conclusion": "open", "opinion": "已核实，为防汛值守电话"}).status_code == 302
    case = text(lawyer.get(reverse("case", args=[item.case_id])))
    assert "已核实，为防汛值守电话" in case
    assert signer.post(step("signature"), {"outcome": "签发"}).status_code == 302
    public = press.fresh(item)
    assert public.state == State.PUBLISHED
    read = text(Client().get(public.get_absolute_url()))
    assert "点位表" in read
    material = read.partition(f"/disclosure/items/{item.pk}/files/")[2].partition("/")[0]
    fetched = Client().get(reverse("disclosure_attachment", args=[item.pk, material]))
    assert b"".join(fetched).decode().startswith("易涝点")


def test_validity_and_withdrawal_are_done_on_pages(press: Press) -> None:
    item, other = press.published(), press.published(title="新通知", doc_no="和建〔2026〕16号")
    signer = press.world.client(SIGNER)
    record = text(signer.get(reverse("disclosure_item_record", args=[item.pk])))
    for said in ("变更有效性", "撤下", "查看公开页面"):
        assert said in record, said
    there = reverse("disclosure_item_step", args=[item.pk, "validity"])
    said = {"validity": "repealed", "on": str(timezone.localdate() + timedelta(days=2)), "basis": "清理决定"}
    assert "不能晚于今天" in text(signer.post(there, said), 422)
    said |= {"on": str(timezone.localdate()), "replaced_by": other.doc_no}
    assert signer.post(there, said).status_code == 302
    assert press.fresh(item).replaced_by == other
    gone = reverse("disclosure_item_step", args=[item.pk, "withdrawal"])
    assert press.world.client(DRAFTER).post(gone, {"reason": "错"}).status_code == 403
    assert signer.post(gone, {"reason": "重复公开"}).status_code == 302
    assert Client().get(item.get_absolute_url()).status_code == 410


def test_the_keeper_sees_what_is_missing_and_writes_the_guide(press: Press) -> None:
    keeper = press.world.client(UNIT_HEAD)
    assert "还没有登记公开责任" in text(keeper.get(reverse("disclosure_completeness")))
    duty = {"node": "20.4", "unit_name": "办公室", "carriers": ["site"], "cycle": "31"}
    page = text(keeper.post(reverse("keep_disclosure_duty"), duty, follow=True))
    assert "空白" in page
    assert "31 天" in page
    names = ("classification", "arrangement", "ways", "office", "address", "hours", "phone", "site")
    assert keeper.post(reverse("keep_disclosure_guide"), {name: name for name in names}).status_code == 302
    assert Guide.objects.get().organ == press.organ


def test_the_list_of_work_costs_the_same_however_long_it_is(press: Press) -> None:
    client, there = press.world.client(DRAFTER), reverse("disclosure_items")
    press.published()
    before = statements(client, there)
    for n in range(4):
        press.published(title=f"通知{n}")
    assert statements(client, there) == before
    assert before <= 10  # session, account, rights of every page; how many, and these
    assert "通知3" not in text(client.get(f"{there}?words=租赁"))
    assert "公开期限" in b"".join(client.get(f"{there}?export=csv")).decode("utf-8-sig")


def statements(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)

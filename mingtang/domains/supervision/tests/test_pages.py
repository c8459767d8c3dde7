"""Pages: who sees what, at which cost, and how faults come back."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision.api import SupervisedItem
from mingtang.domains.supervision.rules import Stage
from mingtang.domains.supervision.tests.desk import COUNTY, HEAD, HOUSING, SUPERVISOR, Desk

LEDGER = "/workbench/supervision/"


def statements(client: Any, address: str) -> int:
    client.get(address)  # the calendar is read, sessions are fresh
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def test_the_ledger_costs_the_same_however_long_it_is(desk: Desk) -> None:
    client = desk.world.client(SUPERVISOR)
    desk.assigned(COUNTY)
    before = statements(client, LEDGER)
    for _ in range(4):
        desk.assigned(COUNTY)
    assert statements(client, LEDGER) == before
    assert before <= 12  # session, account, rights and calendar of every page; organs, how many, these


def test_each_organ_sees_what_it_is_charged_with(desk: Desk) -> None:
    desk.assigned(title="住建局的事项")
    desk.propose(title="还没有交办")
    shown = {
        who: desk.world.client(who).get(LEDGER).content.decode() for who in ("official", "wrong_county_official", HEAD)
    }
    assert "住建局的事项" in shown["official"]
    assert "还没有交办" not in shown["official"]
    assert "住建局的事项" not in shown["wrong_county_official"]
    assert "还没有交办" in shown[HEAD]


def test_the_ledger_is_narrowed_by_stage_light_organ_and_year(desk: Desk) -> None:
    late, fine = desk.assigned(title="超期事项"), desk.assigned(COUNTY, title="正常事项")
    desk.draft(title="草稿事项")
    SupervisedItem.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    client = desk.world.client(SUPERVISOR)

    def found(query: str) -> set[str]:
        page = client.get(f"{LEDGER}?{query}").context["page"]
        return {row.object.title for row in page.rows}

    assert found("light=red") == {late.title}
    assert found("light=green") == {fine.title}
    assert found(f"stage={Stage.DRAFT}") == {"草稿事项"}
    assert found(f"stage={Stage.SIGNING}&year={timezone.localdate().year}") == {late.title, fine.title}
    assert found(f"organ={desk.world.organ(COUNTY).pk}") == {fine.title}
    assert found("words=草稿") == {"草稿事项"}


def test_the_ledger_is_exported_and_that_is_recorded(desk: Desk) -> None:
    desk.assigned()
    answer = desk.world.client(SUPERVISOR).get(f"{LEDGER}?export=csv")
    assert "积水点整治" in b"".join(answer.streaming_content).decode()


def test_faults_come_back_with_what_was_typed(desk: Desk) -> None:
    client = desk.world.client(SUPERVISOR)
    typed = {"title": "路灯", "source": "key_work", "basis": "任务", "content": "补盲", "level": "0", "cycle": "R/P1M"}
    typed["lead"] = str(desk.world.organ(HOUSING).pk)
    answer = client.post(reverse("propose_item"), typed | {"submit": "1"})
    assert answer.status_code == 422
    assert "请填写日期" in answer.content.decode()
    assert 'value="路灯"' in answer.content.decode()
    assert not SupervisedItem.objects.exists()


def test_a_draft_is_kept_changed_submitted_and_then_closed_to_changes(desk: Desk) -> None:
    client, item = desk.world.client(SUPERVISOR), desk.draft()
    page = reverse("supervised_item", args=[item.pk])
    assert "提交审批" in client.get(page).content.decode()
    client.post(reverse("submit_item", args=[item.pk]))
    assert desk.fresh(item).stage is Stage.APPROVAL
    assert client.get(reverse("edit_item", args=[item.pk])).status_code == 302
    client.post(reverse("discard_item", args=[item.pk]))
    assert SupervisedItem.objects.filter(pk=item.pk).exists()


def test_a_step_pressed_twice_happens_once(desk: Desk) -> None:
    item = desk.propose()
    client, row = desk.world.client(HEAD), desk.row(item, "approve", desk.world.organ("city-government-office").pk)
    address = reverse("do_item_step", args=[item.pk, row.case_id, row.no])
    prefix = f"s{row.case_id}-{row.no}"
    sent = {"outcome": "同意立项", f"{prefix}-key": "k", f"{prefix}-opinion": ""}
    assert client.post(address, sent).status_code == 302
    assert "已由他人办理" in client.post(address, sent, follow=True).content.decode()
    desk.work_off()
    assert desk.fresh(item).stage is Stage.SIGNING


def test_a_report_without_content_is_asked_for_it(desk: Desk) -> None:
    item = desk.assigned()
    desk.do(item, "official", "sign", "签收")
    row = desk.row(item, "handle", desk.world.organ(HOUSING).pk)
    address = reverse("do_item_step", args=[item.pk, row.case_id, row.no])
    answer = desk.world.client("official").post(address, {f"s{row.case_id}-{row.no}-percent": "80"})
    assert answer.status_code == 422
    assert 'value="80"' in answer.content.decode()
    sent = {f"s{row.case_id}-{row.no}-percent": "100", f"s{row.case_id}-{row.no}-content": "办完了。"}
    assert desk.world.client("official").post(address, sent).status_code == 302
    assert "办完了。" in desk.world.client(SUPERVISOR).get(reverse("supervised_item", args=[item.pk])).content.decode()


def test_the_record_of_organs_costs_the_same_for_many_items(desk: Desk) -> None:
    client = desk.world.client(HEAD)
    desk.assigned(COUNTY)
    before = statements(client, f"{LEDGER}statistics/")
    desk.assigned(COUNTY)
    assert statements(client, f"{LEDGER}statistics/") == before


def test_the_notice_of_assignment_is_a_letter_for_whoever_sees_the_item(desk: Desk) -> None:
    item = desk.propose()
    address = reverse("supervision_notice", args=[item.pk])
    assert desk.world.client(SUPERVISOR).get(address).status_code == 302  # not assigned yet
    desk.do(item, HEAD, "approve", "同意立项")
    answer = desk.world.client("official").get(address)
    assert answer.content.startswith(b"%PDF")
    assert desk.world.client("wrong_county_official").get(address).status_code == 404

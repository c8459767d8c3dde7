"""Pages: who sees what, at which cost, and how faults come back."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision.api import SupervisedItem
from mingtang.domains.supervision.rules import Stage
from mingtang.domains.supervision.tests.desk import COUNTY, HEAD, HOUSING, SUPERVISOR, Desk
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.content.api import materials_of, store_file

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


def act_address(row: Any) -> str:
    return reverse("case_verb", args=[row.case_id, row.no, "complete"])


def test_an_item_that_is_submitted_has_one_page_that_of_its_case(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    there = reverse("case", args=[item.case_id])
    for who in (SUPERVISOR, HEAD, "official", "county-governor"):
        client = desk.world.client(who)
        assert client.get(reverse("supervised_item", args=[item.pk])).headers["Location"] == there
        page = client.get(there).content.decode()
        for shown in ("立项内容", "承办单位", "督查通知单", "办结期限"):
            assert shown in page, (who, shown)
    assert desk.world.client("wrong_county_official").get(there).status_code == 404


def test_a_step_is_done_on_the_page_of_the_case_in_the_words_of_the_domain(desk: Desk) -> None:
    item = desk.propose()
    client, row = desk.world.client(HEAD), desk.row(item, "approve", desk.world.organ("city-government-office").pk)
    page = client.get(reverse("case", args=[item.case_id])).content.decode()
    for shown in ("同意立项", "退回修改", "不予立项", "审批意见"):
        assert shown in page, shown
    faulty = client.post(act_address(row), {"act-key": "k", "act-decision": "不予立项", "act-opinion": ""})
    assert faulty.status_code == 422
    assert "请填写审批意见" in faulty.content.decode()
    for _twice in range(2):
        client.post(act_address(row), {"act-key": "k", "act-decision": "同意立项", "act-opinion": ""})
    desk.work_off()
    assert desk.fresh(item).stage is Stage.SIGNING


def test_what_came_back_is_revised_on_the_page_of_the_domain(desk: Desk) -> None:
    item = desk.propose()
    desk.do(item, HEAD, "approve", "退回修改", "标准不清")
    client, row = desk.world.client(SUPERVISOR), desk.row(item, "revise", desk.world.organ("city-government-office").pk)
    there = reverse("edit_item", args=[item.pk])
    assert there in client.get(reverse("case", args=[item.case_id])).content.decode()
    assert client.get(act_address(row)).headers["Location"] == there


def test_a_report_without_content_is_asked_for_it(desk: Desk) -> None:
    item = desk.assigned()
    desk.do(item, "official", "sign", "签收")
    row = desk.row(item, "handle", desk.world.organ(HOUSING).pk)
    client = desk.world.client("official")
    answer = client.post(act_address(row), {"act-key": "k", "percent": "80"})
    assert answer.status_code == 422
    assert 'value="80"' in answer.content.decode()
    letter = SimpleUploadedFile("路灯位置.txt", "一、人民路".encode())
    sent = {"act-key": "k", "percent": "100", "content": "办完了。", "files": letter}
    assert client.post(act_address(row), sent).status_code == 302
    page = desk.world.client(SUPERVISOR).get(reverse("case", args=[item.case_id])).content.decode()
    assert "办完了。" in page
    (material,) = materials_of(desk.world.actor(SUPERVISOR), "cases.case", str(item.case_id))
    assert material.file.name == "路灯位置.txt"
    opened = desk.world.client(SUPERVISOR).get(reverse("file_content", args=[material.file.pk]))
    assert opened.status_code == 200


def test_a_report_comes_with_its_files_by_the_api_and_is_refused_without_its_words(desk: Desk) -> None:
    item = desk.assigned()
    desk.do(item, "official", "sign", "签收")
    row, program = desk.row(item, "handle", desk.world.organ(HOUSING).pk), Program(desk.world.actor("official"))
    letter = store_file(desk.world.actor("official"), SimpleUploadedFile("附表.txt", "一".encode()))
    answers = {"percent": 100, "content": "办完了。", "files": [letter.pk]}
    done = {"command": "complete", "task": row.no, "answers": answers}
    assert program.post(f"cases/{item.case_id}/commands", done)["outcome"] == "提交本单位审核"
    (material,) = materials_of(desk.world.actor(SUPERVISOR), "cases.case", str(item.case_id))
    assert material.file.pk == letter.pk
    check = desk.row(item, "check", desk.world.organ(HOUSING).pk)
    leader = Program(desk.world.actor("housing-director"))
    sent_back = {"command": "complete", "task": check.no, "outcome": "退回修改"}
    assert "审核意见" in str(leader.post(f"cases/{item.case_id}/commands", sent_back, status=409, key="r"))


def test_a_release_is_asked_for_and_an_evaluation_given_on_pages(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    client = desk.world.client("county-governor")
    assert client.post(reverse("ask_for_release", args=[item.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("ask_for_release", args=[item.pk]), {"reason": "属市级事权。"})
    page = client.get(reverse("case", args=[item.case_id])).content.decode()
    assert "不再承办这一事项" in page
    supervisor = desk.world.client(SUPERVISOR)
    assert "申请内容" in supervisor.get(reverse("case", args=[item.releases.get().case_id])).content.decode()
    assert supervisor.get(reverse("evaluate_item", args=[item.pk])).status_code == 302
    desk.report(item, HOUSING)
    desk.report(item, COUNTY)
    desk.do(item, "housing-director", "summarise", "提交督查审核", "办完。")
    desk.do(item, SUPERVISOR, "verify", "通过")
    desk.do(item, HEAD, "close", "同意办结")
    first, second = item.charges.all()
    grades = {
        f"grade_{first.pk}": "good",
        f"grade_{second.pk}": "poor",
        f"remark_{first.pk}": "",
        f"remark_{second.pk}": "",
    }
    assert supervisor.post(reverse("evaluate_item", args=[item.pk]), grades).status_code == 422
    supervisor.post(reverse("evaluate_item", args=[item.pk]), {**grades, f"remark_{second.pk}": "迟报"})
    assert "评价：较差（迟报）" in supervisor.get(reverse("case", args=[item.case_id])).content.decode()


def test_the_page_of_an_item_costs_four_statements_more_than_any_case(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    assert statements(desk.world.client(SUPERVISOR), reverse("case", args=[item.case_id])) <= 24


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

"""What is told of an application, from receipt to delivery."""

import json
from datetime import date
from typing import Any

from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.extending import ask_extension, decide_extension
from mingtang.domains.services.applications.actions.special import end_special
from mingtang.domains.services.applications.tests.desk import DECIDER, HANDLER, ORGAN, Desk
from mingtang.domains.services.applications.tests.test_special import running
from mingtang.domains.services.reporting.actions import report
from mingtang.domains.services.reporting.commands import reporting
from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.services.reporting.queries import rows_visible_to
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM, deliver_due

CLERK = "district-window-clerk"


def arrive() -> None:
    while deliver_due():
        pass


def told(name: str) -> list[ReportedRow]:
    return list(ReportedRow.objects.filter(set=name).order_by("pk"))


def decided(desk: Desk) -> Any:
    application = desk.reviewed()
    decision = api.Decision(True, "符合条件", "第三十五条")
    api.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision)
    return desk.fresh(application)


def delivered(desk: Desk) -> Any:
    application = decided(desk)
    api.issue_result(desk.world.actor(HANDLER), application, desk.no(application, "issue"))
    receipt = api.Receipt("窗口领取", "林叙", timezone.now())
    api.deliver(desk.world.actor(CLERK), application, desk.no(application, "deliver"), receipt)
    return desk.fresh(application)


def test_acceptance_is_told_with_the_fields_of_the_standard(desk: Desk) -> None:
    application = desk.accepted()
    arrive()
    (row,) = told("pro_accept")
    values = row.values
    assert (row.operation, row.fault) == ("I", "")
    assert values["project_no"] == application.number
    assert values["applyer_page_code"] == application.applicant_number
    assert values["accept_date"] == f"{timezone.localdate():%Y%m%d}"
    assert values["accept_doc_no"] == application.letters.get(kind="acceptance").number
    assert values["promise_date"] == f"{desk.part(application).promised_on:%Y%m%d}"


def test_numbers_of_people_are_neither_in_the_database_nor_on_the_screen(desk: Desk) -> None:
    application = desk.accepted()
    arrive()
    (row,) = told("pro_accept")
    assert application.applicant_number not in json.dumps(row.data) + row.secrets
    assert application.applicant_number not in str(row.shown)


def test_every_step_the_decision_and_the_delivery_are_told_once(desk: Desk) -> None:
    application = delivered(desk)
    arrive()
    steps = [row.values["process_name"] for row in told("pro_process")]
    assert steps == ["收件", "受理", "审查", "审核", "决定", "制作文书证照", "送达"]
    results = told("pro_result")
    assert results[-1].values["is_delivery_results"] == "1"
    assert {row.guid for row in results} == {results[0].guid}
    assert [row.operation for row in results] == ["I"] + ["U"] * (len(results) - 1)
    assert results[-1].values["result_cetr_no"] == application.letters.get(kind="approval").number
    assert report(application.pk) == []
    assert not ReportedRow.objects.exclude(fault="").exists()


def test_who_takes_his_application_back_has_a_result_without_a_licence(desk: Desk) -> None:
    application = desk.accepted()
    owner: Any = desk.world.actor("citizen")
    api.withdraw(owner, application, "不办了")
    arrive()
    (row,) = told("pro_result")
    assert (row.values["result_explain"], row.values["result_cetr_name"]) == ("申请人撤回", "")


def test_special_procedures_and_extensions_are_told_when_they_begin_and_end(desk: Desk) -> None:
    application = desk.accepted()
    running(desk, application)
    arrive()
    (begun,) = told("pro_special")
    assert (begun.fault, begun.values["special_type"], begun.values["special_name"]) == ("", "2", "检测")
    end_special(desk.world.actor(HANDLER), desk.part(application), "合格。")
    arrive()
    assert told("pro_special")[-1].values["result"] == "合格。"
    ask_extension(desk.world.actor(HANDLER), desk.part(application), 3, "情况复杂。")
    decide_extension(desk.world.actor(DECIDER), desk.part(application), granted=True)
    arrive()
    extension = told("pro_special")[-1]
    assert (extension.fault, extension.values["special_type"], extension.operation) == ("", "1", "I")


def test_drafts_are_nobodys_business(desk: Desk) -> None:
    assert report(desk.drafted().pk) == []


def test_telling_costs_a_fixed_number_of_statements(desk: Desk) -> None:
    application = delivered(desk)
    with CaptureQueriesContext(connection) as captured:
        report(application.pk)
    assert len([each for each in captured if each["sql"].startswith("SELECT")]) <= 12
    assert len([each for each in captured if each["sql"].startswith("INSERT")]) == 1


def test_the_command_prints_what_is_ready_in_its_order_and_counts_last(desk: Desk) -> None:
    desk.accepted()
    arrive()
    ReportedRow.objects.filter(set="pro_process").update(fault="缺少环节名称")
    lines = [json.loads(line) for line in CliRunner().invoke(reporting, ["rows"]).stdout.splitlines()]
    sent, counts = lines[:-1], lines[-1]
    assert counts == {"rows": len(sent), "faulty": ReportedRow.objects.exclude(fault="").count()}
    assert {row["set"] for row in sent} == {"pro_accept"}
    assert sent[0]["cd_operation"] == "I"
    again = CliRunner().invoke(reporting, ["rows", "--after", str(sent[-1]["id"]), "--set", "pro_accept"])
    assert json.loads(again.stdout.splitlines()[-1])["rows"] == 0
    assert CliRunner().invoke(reporting, ["rows", "--set", "pro_x"]).exit_code == 2


def operator(desk: Desk, who: str = CLERK) -> Any:
    """Lets a member of the cast read what the bureau reported."""
    role = define_role(SYSTEM, code="reporter", name="上报管理员", permissions=["services.read_reported"])
    post = desk.world.actor(who).appointment.post
    grant_role(SYSTEM, post, role, Scope(kind="organ", organ=desk.world.organ(ORGAN)), start=date(2020, 1, 1))
    return desk.world.client(who)


def test_the_list_costs_two_statements_more_than_an_empty_page_however_long_it_is(desk: Desk) -> None:
    client = operator(desk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/workbench/reported/").status_code == 200
        return len(captured)

    cost()
    desk.accepted()
    arrive()
    before = cost()
    delivered(desk)
    arrive()
    assert cost() == before


def test_pages_and_operations_show_a_row_only_to_whoever_may_read_it(desk: Desk) -> None:
    desk.accepted()
    arrive()
    (row,) = told("pro_accept")
    client = operator(desk)
    assert "●●●●●●" in client.get(row.get_absolute_url()).content.decode()
    answer = client.get(f"/api/services/reported-rows/{row.pk}").json()
    assert answer["data"]["applyer_page_code"] == row.values["applyer_page_code"]
    assert "data" not in client.get("/api/services/reported-rows?set=pro_accept").json()["items"][0]
    assert client.get("/api/services/reported-rows?sound=false").json()["items"] == []
    other = desk.world.client("citizen")
    assert other.get(row.get_absolute_url()).status_code == 403
    assert other.get(f"/api/services/reported-rows/{row.pk}").status_code == 404
    assert not rows_visible_to(desk.world.actor("citizen")).exists()

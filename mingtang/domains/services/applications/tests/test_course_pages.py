"""What stands between acceptance and decision on pages and in the API."""

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from mingtang.domains.services.applications.actions.hearing import tell_right
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CHECKER, DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_endings import FEES

pytestmark = pytest.mark.django_db

TESTING = {"kind": "testing", "reason": "自备水源，需要检测水质。", "days": "5"}


def measure(desk: Desk, who: str, application: Application, name: str, sent: dict[str, str]) -> Any:
    """Fill in the page of a measure."""
    address = f"/workbench/applications/parts/{desk.part(application).pk}/{name}/"
    client = desk.world.client(who)
    assert client.get(address).status_code == 200
    return client.post(address, sent)


def case_page(desk: Desk, who: str, application: Application) -> str:
    return desk.world.client(who).get(f"/workbench/cases/{application.case_id}/").text


def test_a_special_procedure_from_the_page_of_the_case_and_back(desk: Desk) -> None:
    application = desk.accepted()
    page = case_page(desk, HANDLER, application)
    assert "提出特别程序" in page
    assert "批准延期" not in page
    wrong = measure(desk, HANDLER, application, "ask_special", {**TESTING, "reason": ""})
    assert wrong.status_code == 422
    assert measure(desk, HANDLER, application, "ask_special", TESTING).status_code == 302
    assert "审核特别程序" in case_page(desk, CHECKER, application)
    assert measure(desk, CHECKER, application, "decide_special", {"outcome": "同意"}).status_code == 302
    assert desk.fresh(application).state == State.SPECIAL
    shown = case_page(desk, HANDLER, application)
    assert re.search(r"检测.*进行中，5 个工作日", shown, re.DOTALL)
    tracked = desk.world.client("citizen").get(f"/services/applications/{application.pk}/").text
    assert "特别程序" in tracked
    assert measure(desk, HANDLER, application, "end_special", {"result": "合格"}).status_code == 302
    assert desk.fresh(application).state == State.REVIEWING


def test_what_does_not_fit_or_is_not_one_s_own_opens_no_page(desk: Desk) -> None:
    part = desk.part(desk.accepted())
    address = f"/workbench/applications/parts/{part.pk}/"
    assert desk.world.client(HANDLER).get(address + "end_special/").status_code == 302
    assert desk.world.client(CHECKER).get(address + "ask_special/").status_code == 404
    assert desk.world.client(HANDLER).get(address + "dance/").status_code == 404
    assert desk.world.client("wrong_county_official").get(address + "ask_special/").status_code == 404


def test_the_applicant_requests_a_hearing_on_his_page(desk: Desk) -> None:
    application = desk.accepted()
    part = desk.part(application)
    tell_right(desk.world.actor(HANDLER), part, "涉及相邻住户的重大利益。")
    client = desk.world.client("citizen")
    address = f"/services/applications/{application.pk}/hearing/"
    assert address in client.get(application.get_absolute_url()).text
    assert "涉及相邻住户的重大利益" in client.get(address).text
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"answer": "request", "reason": "有隔音设施"}).status_code == 302
    assert part.hearing.__class__.objects.get().state == "requested"
    assert client.get(address).status_code == 302


def test_fees_are_chosen_from_the_published_list_and_the_applicant_is_led_to_pay(desk: Desk) -> None:
    item = desk.offer({**DOCUMENT, **FEES}, code="11990102MB0A1234204000131004005")
    application = desk.accepted(desk.filed(item))
    page = desk.world.client(HANDLER).get(f"/workbench/applications/parts/{desk.part(application).pk}/charge/").text
    assert "检测费（125.50 元）" in page
    assert "资料费" not in page
    answer = call(desk, HANDLER, application, "charge", {"fees": [{"fee": "检测费", "quantity": 1}]})
    assert answer.status_code == 200, answer.text
    tracked = desk.world.client("citizen").get(application.get_absolute_url()).text
    assert f"/services/payments/{answer.json()[0]['payment']}/" in tracked


def call(desk: Desk, who: str, application: Application, name: str, answers: dict[str, Any]) -> Any:
    """Take a measure by the API."""
    sent = {"part": desk.part(application).pk, "measure": name, "answers": answers}
    address = f"/api/services/applications/{application.pk}/measures"
    return desk.world.client(who).post(address, sent, content_type="application/json")


def test_programs_take_measures_and_read_what_may_be_done(desk: Desk) -> None:
    application = desk.accepted()
    asked = call(desk, HANDLER, application, "ask_extension", {"amount": 3, "reason": "情况复杂。"})
    assert asked.json()[0]["extensions"][0]["state"] == "asked"
    assert "ask_special" in asked.json()[0]["measures"]
    assert call(desk, HANDLER, application, "decide_extension", {"outcome": "批准"}).status_code == 403
    granted = call(desk, DECIDER, application, "decide_extension", {"outcome": "批准"}).json()[0]
    assert granted["extensions"][0]["granted_by"] == "本行政机关负责人"
    assert call(desk, HANDLER, application, "ask_special", {}).status_code == 422
    assert call(desk, HANDLER, application, "dance", {}).status_code == 422
    again = call(desk, HANDLER, application, "ask_extension", {"amount": 3, "reason": "情况复杂。"})
    assert again.status_code == 409
    course = desk.world.client("citizen").get(f"/api/services/applications/{application.pk}/course").json()
    assert course[0]["measures"] == []
    tell_right(desk.world.actor(HANDLER), desk.part(application), "利害关系。")
    sent = {"part": desk.part(application).pk, "answer": "waive"}
    address = f"/api/services/applications/{application.pk}/hearing"
    waived = desk.world.client("citizen").post(address, sent, content_type="application/json")
    assert waived.json()[0]["hearing"]["state"] == "waived"


def test_what_stands_beside_the_steps_costs_the_page_of_a_case_of_one_organ_five_statements(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from mingtang.domains.services.applications.course_page import course_section
    from mingtang.domains.services.applications.models import Part

    application = desk.accepted()
    actor = desk.world.actor(HANDLER)
    parts = list(Part.objects.filter(application=application).select_related("organ"))
    course_section(actor, application, parts)
    with django_assert_max_num_queries(5):  # four for the rows, one for the rights of the reader
        assert course_section(actor, application, parts)

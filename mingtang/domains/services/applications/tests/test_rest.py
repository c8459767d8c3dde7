"""The same by program."""

import json
from typing import Any

import pytest
from django.test import Client

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.desk import CLERK, CODE, DECIDER, HANDLER, Desk

pytestmark = pytest.mark.django_db
ADDRESS = "/api/services/applications"


def send(client: Client, method: str, address: str, **body: Any) -> tuple[int, Any]:
    answer = getattr(client, method)(address, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_an_application_is_begun_submitted_received_and_accepted_by_program(desk: Desk) -> None:
    citizen = desk.world.client("citizen")
    status, draft = send(citizen, "post", ADDRESS, item=CODE)
    assert (status, draft["state"]) == (201, "draft")
    one = f"{ADDRESS}/{draft['id']}"

    Application.objects.update(window=desk.window)
    status, submitted = send(citizen, "post", f"{one}/submission")
    assert (status, submitted["state"]) == (200, "submitted")
    application = Application.objects.get()
    clerk, handler = desk.world.client(CLERK), desk.world.client(HANDLER)
    status, _ = send(
        clerk, "post", f"{one}/steps", no=desk.no(application, "receive"), answers={"outcome": "收件"}, key="a"
    )
    assert status == 200
    status, told = send(handler, "post", f"{one}/steps", no=desk.no(application, "accept"), answers={"outcome": "受理"})
    assert status == 200
    assert told["parts"][0]["accepted_on"]
    letters = citizen.get(f"{one}/letters").json()
    assert [each["kind"] for each in letters] == ["receipt", "acceptance"]


def test_a_step_that_is_not_complete_is_refused_by_field(desk: Desk) -> None:
    application = desk.reviewed()
    one = f"{ADDRESS}/{application.pk}"
    no = desk.no(application, "decide")
    status, problem = send(desk.world.client(DECIDER), "post", f"{one}/steps", no=no, answers={"outcome": "不予"})
    assert status == 422
    assert {fault["field"] for fault in problem["errors"]} == {"answers.facts", "answers.law", "answers.reason"}


def test_numbers_of_persons_are_masked(desk: Desk) -> None:
    application = desk.filed()
    told = desk.world.client("citizen").get(f"{ADDRESS}/{application.pk}").json()
    assert told["applicant_number"].count("*") >= 8

"""Cases through the machine API."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.api import Case, Step, Token
from mingtang.kernel.cases.migrating.carrying import carry_on
from mingtang.kernel.cases.models import CaseMigration
from mingtang.kernel.cases.tests.desk import Office, complete, item, new_office, type_for
from mingtang.kernel.cases.tests.test_migrating import versions
from mingtang.kernel.cases.tests.test_who import grant
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.sign_in import BACKEND
from mingtang.lib.flow.tests.drawing import parallel, sequence


class Program:
    """Another system that asks as an official."""

    def __init__(self, actor: AccountActor) -> None:
        self.browser = Client()
        self.browser.force_login(actor.account, backend=BACKEND)

    def get(self, path: str, status: int = 200) -> Any:
        return self._told(self.browser.get(f"/api/{path}"), status)

    def post(self, path: str, body: Any = None, status: int = 200, key: str = "k") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        sent = self.browser.post(f"/api/{path}", json.dumps(body or {}), "application/json", headers=headers)
        return self._told(sent, status)

    def _told(self, response: Any, status: int) -> Any:
        assert response.status_code == status, response.content.decode()
        return json.loads(response.content) if response.content else None


def test_a_case_is_opened_once_and_handled_to_its_end(office: Office) -> None:
    code = type_for("p", sequence("one", "two").xml())
    grant(office["clerk"], "reader", ["directory.read"])
    clerk = Program(office["clerk"])
    wanted = {"type": code, "title": "事项", "organ": office.organ.pk, "vars": {"amount": 5}}
    case = clerk.post("cases", wanted, 201)
    assert clerk.post("cases", wanted, 201)["id"] == case["id"]
    (task,) = clerk.get("cases/tasks/pool")["items"]
    assert (task["case"]["id"], task["node"], task["holder"]) == (case["id"], "one", "")
    step = clerk.post(
        f"cases/{case['id']}/commands", {"command": "complete", "task": task["task"], "opinion": "同意。"}
    )
    assert (step["label"], step["node"], step["opinion"]) == ("办结事项", "one", "同意。")
    assert [each["node"] for each in clerk.get("cases/tasks/done")["items"]] == ["one"]
    assert [each["id"] for each in clerk.get("cases/sent")["items"]] == [case["id"]]
    clerk.post(f"cases/{case['id']}/commands", {"command": "complete", "task": task["task"] + 1}, key="k2")
    assert clerk.get(f"cases/{case['id']}")["status"] == "completed"
    assert [each["command"] for each in clerk.get(f"cases/{case['id']}/history")["items"]] == [
        "Start", "Complete", "Complete",
    ]  # fmt: skip


def test_a_repeated_command_gives_the_first_step_and_a_command_needs_a_key(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    clerk, body = Program(office["clerk"]), {"command": "complete", "task": item(case, "one")}
    first = clerk.post(f"cases/{case.pk}/commands", body)
    assert clerk.post(f"cases/{case.pk}/commands", body) == first
    assert Step.objects.filter(case=case).count() == 2
    faults = clerk.post(f"cases/{case.pk}/commands", body, 422, key="")["errors"]
    assert faults == [{"field": "Idempotency-Key", "message": "不能为空", "row": None}]
    assert "已由他人办理" in clerk.post(f"cases/{case.pk}/commands", body, 409, key="other")["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"command": "explode", "task": 1},
        {"command": "complete"},
        {"command": "complete", "task": 0},
        {"command": "complete", "task": 1, "answers": {"a": 1}},
        {"command": "reassign", "task": 1, "to": "小王"},
        {"command": "add-sign", "task": 1, "people": []},
        {"command": "complete", "task": 1, "surprise": True},
    ],
)
def test_commands_that_say_nonsense_are_told_where(office: Office, body: dict[str, Any]) -> None:
    case = office.run(sequence("one"))
    assert Program(office["clerk"]).post(f"cases/{case.pk}/commands", body, 422)["errors"]


def test_every_verb_says_whether_it_may_be_used_and_why_not(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    no = item(case, "one")
    found = {each["command"]: each for each in Program(office["clerk"]).get(f"cases/{case.pk}/offers?task={no}")}
    assert found["complete"] == {"command": "complete", "allowed": True, "reason": ""}
    assert found["release"] == {"command": "release", "allowed": False, "reason": "还没有人签收"}


def test_verbs_with_people_places_and_rules(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    head, clerk = office["head"], Program(office["clerk"])
    no, path = item(case, "one"), f"cases/{case.pk}/commands"
    clerk.post(path, {"command": "claim", "task": no}, key="1")
    who = f"account:{head.account_id}"
    clerk.post(path, {"command": "add-sign", "task": no, "people": [who], "rule": "any"}, key="2")
    sign = Token.objects.get(case=case, life="A", holder=who)
    Program(head).post(path, {"command": "complete", "task": sign.no, "outcome": "同意"}, key="3")
    clerk.post(path, {"command": "circulate", "task": no, "to": [who]}, key="4")
    clerk.post(path, {"command": "complete", "task": no}, key="5")
    back = clerk.get(f"cases/{case.pk}/return-steps?task={item(case, 'two')}")
    assert no in {each["task"] for each in back}
    clerk.post(path, {"command": "return", "task": item(case, "two"), "to": no}, key="6")
    clerk.post(path, {"command": "terminate", "reason": "撤件"}, 403, key="7")


def test_an_outsider_finds_nothing(office: Office) -> None:
    case = office.run(sequence("one"))
    stranger = Program(new_office("乙局")["clerk"])
    for path in ("", "/history", "/tasks", "/waiting", "/clocks", "/process", "/filings", "/offers"):
        stranger.get(f"cases/{case.pk}{path}", 404)
    stranger.post(f"cases/{case.pk}/commands", {"command": "urge", "task": 1}, 404)
    assert stranger.get("cases")["items"] == []
    assert stranger.get("cases/events")["items"] == []
    stranger.post("cases", {"type": case.type, "title": "x", "organ": office.organ.pk}, 422)


def test_what_a_case_waits_for_and_where_it_stands(office: Office) -> None:
    case = office.run(parallel("a", "b"))
    complete(office["clerk"], case, "before")
    clerk = Program(office["clerk"])
    assert [each["sentence"] for each in clerk.get(f"cases/{case.pk}/waiting")] == ["“a”等待签收", "“b”等待签收"]
    drawn = clerk.get(f"cases/{case.pk}/process")
    assert drawn["svg"].startswith("<svg")
    assert {each["title"] for each in drawn["lines"] if "办理" in each["mark"]} == {"a", "b"}


def test_lists_cost_the_same_however_long_they_are(office: Office) -> None:
    clerk, drawing, counts = Program(office["clerk"]), sequence("one"), []
    clerk.get("cases/tasks/pool")  # the session is looked up once and noted as seen
    for _ in range(2):
        for _ in range(3):
            office.run(drawing)
        with CaptureQueriesContext(connection) as captured:
            page = clerk.get("cases/tasks/pool?limit=2")
        counts.append(len(captured))
        assert page["next"]
    assert counts[0] == counts[1] <= 8, counts
    following = clerk.get(page["next"].removeprefix("/api/"))
    assert {each["case"]["id"] for each in following["items"]}.isdisjoint(each["case"]["id"] for each in page["items"])


def test_the_feed_goes_on_from_its_cursor(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    clerk = Program(office["clerk"])
    first = clerk.get("cases/events")
    assert [each["command"] for each in first["items"]] == ["Start"]
    complete(office["clerk"], case, "one")
    second = clerk.get(f"cases/events?after={first['cursor']}")
    assert [each["command"] for each in second["items"]] == ["Complete"]
    assert clerk.get(f"cases/events?after={second['cursor']}") == {"items": [], "cursor": second["cursor"]}


def test_cases_are_moved_after_a_dry_run(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("first"))
    officer = office["officer"]
    way = {"source": source.pk, "target": target.pk}
    Program(officer).post("cases/migrations/plans", way, 403)
    grant(officer, "migrator", ["cases.migrate"])
    program = Program(officer)
    plan = program.post("cases/migrations/plans", way)
    assert (plan["movable"], plan["blocked"]) == (0, 1)
    way["mapping"] = {"one": "first"}  # type: ignore[assignment]
    plan = program.post("cases/migrations/plans", way)
    assert plan["groups"][0]["moves"] == [{"before": "one", "after": "first", "note": ""}]
    order = program.post("cases/migrations", {**way, "reason": "改名"}, 202)
    assert (order["total"], order["waiting"], order["ended_at"]) == (1, 1, None)
    carry_on(CaseMigration.objects.get(pk=order["id"]))
    assert program.get(f"cases/migrations/{order['id']}")["moved"] == 1
    (result,) = program.get(f"cases/migrations/{order['id']}/cases")["items"]
    assert (result["case"]["id"], result["outcome"]) == (case.pk, "moved")
    program.post("cases/migrations/plans", {"source": source.pk, "target": source.pk}, 422)


def test_substitutes_phrases_and_watching(office: Office) -> None:
    clerk, case = Program(office["clerk"]), office.run(sequence("one"))
    clerk.post("cases/phrases", {"text": "同意。"}, 204)
    (phrase,) = clerk.get("cases/phrases")
    assert clerk.browser.delete(f"/api/cases/phrases/{phrase['id']}").status_code == 204
    assert clerk.browser.put(f"/api/cases/{case.pk}/watch").status_code == 204
    assert [each["id"] for each in clerk.get("cases/watched")["items"]] == [case.pk]
    grant(office["clerk"], "reader", ["directory.read"])
    body = {"substitute": office["head"].account_id, "start": "2026-03-02", "end": "2026-03-06", "reason": "出差"}
    given = clerk.post("cases/substitutions", body, 201)
    assert (given["account"], given["substitute"]) == ("clerk", "head")
    assert [each["id"] for each in Program(office["head"]).get("cases/substitutions")["items"]] == [given["id"]]
    Program(office["head"]).post(f"cases/substitutions/{given['id']}/end", status=404)
    clerk.post(f"cases/substitutions/{given['id']}/end", status=204)


def test_an_ended_case_is_put_away_by_who_keeps_the_archive(office: Office) -> None:
    case = office.run(sequence("one"))
    keeper = office["keeper"]
    grant(keeper, "keeper", ["cases.archive", "cases.read"])
    Program(office["clerk"]).post(f"cases/{case.pk}/archive", status=403)
    program = Program(keeper)
    program.post(f"cases/{case.pk}/archive", status=409)
    complete(office["clerk"], case, "one")
    package = program.post(f"cases/{case.pk}/archive", status=202)
    assert (package["retention"], package["ready"]) == ("D30", False)
    program.get(f"cases/archives/{package['id']}/package", 409)
    assert program.get("cases/archives?expired=true")["items"] == []
    assert [each["id"] for each in program.get("cases/archives")["items"]] == [package["id"]]
    assert Case.objects.get(pk=case.pk).ended_at

"""Calendars and limits for programs."""

import json
from datetime import date
from typing import Any

import pytest

from mingtang.kernel.clocks.statutes import shipped
from mingtang.lib.calendar import statutory_days

pytestmark = pytest.mark.django_db


def send(client: Any, address: str, body: dict[str, Any], method: str = "POST") -> Any:
    return client.generic(method, f"/api/{address}", json.dumps(body), content_type="application/json")


def notice(**more: Any) -> dict[str, Any]:
    days = [{"day": day.isoformat(), "kind": "off", "occasion": name} for day, name in statutory_days(2027).items()]
    return {
        "kind": "annual", "year": 2027, "number": "国办发明电〔2026〕12号", "title": "通知",
        "issued_on": "2026-11-25", "days": [*days, {"day": "2027-01-04", "kind": "off"}], **more,
    }  # fmt: skip


def test_a_notice_is_entered_read_and_withdrawn(world) -> None:
    client = world.client("system_officer")
    made = send(client, "calendar-notices", notice())
    assert made.status_code == 201, made.content
    address = f"calendar-notices/{made.json()['id']}"
    assert len(client.get(f"/api/{address}").json()["days"]) == len(statutory_days(2027)) + 1
    (day,) = client.get("/api/calendar-days?since=2027-01-04&until=2027-01-04").json()
    assert (day["works"], day["confirmed"]) == (False, True)
    assert "国办发明电" in day["source"]
    assert client.get("/api/calendars").json()[0]["confirmed_until"] == 2027
    taken = send(client, f"{address}/withdrawal", {"reason": "录错"})
    assert taken.json()["withdrawn_at"]
    assert send(client, f"{address}/withdrawal", {"reason": "录错"}).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"days": []},
        {"days": [{"day": "2027-01-01", "kind": "work"}]},
        {"year": 1999},
        {"region": "nowhere"},
        {"days": [{"day": "2027-01-01", "kind": "holiday"}]},
        {"days": [{"day": "2027-01-01", "kind": "off"}] * 201},
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(world, change: dict[str, Any]) -> None:
    assert send(world.client("system_officer"), "calendar-notices", notice(**change)).status_code == 422


def test_a_list_of_notices_costs_one_statement_beside_those_of_signing_in(world, django_assert_max_num_queries) -> None:
    client = world.client("system_officer")
    send(client, "calendar-notices", notice())
    with django_assert_max_num_queries(6):
        assert len(client.get("/api/calendar-notices?year=2027").json()["items"]) == 1


def test_the_limits_are_all_there_with_their_clauses(world) -> None:
    client = world.client("official")
    rows = client.get("/api/limits").json()
    assert len(rows) == len(shipped().rules)
    assert all(row["source"] for row in rows)
    assert {row["code"].partition(".")[0] for row in client.get("/api/limits?business=hotline").json()} == {"hotline"}
    reply = client.get("/api/limits/disclosure.reply").json()
    assert {row["channel"] for row in reply} == {"", "in_person", "registered_mail", "letter", "online"}
    assert client.get("/api/limits/no.such").status_code == 404


def test_a_date_is_worked_out_with_its_reason(world) -> None:
    client, address = world.client("official"), "limits/services.decision/calculations"
    pauses = [{"kind": "expert_review", "start": "2026-03-10", "end": "2026-03-25"}]
    body = {"start": "2026-03-02", "pauses": pauses, "extensions": [{"amount": 10, "at": "2026-03-27"}]}
    answer = send(client, address, body).json()
    assert (answer["due"], answer["provisional"]) == ("2026-04-29", False)
    assert answer["sentence"].startswith("自2026年3月2日次日起20个工作日（行政许可法第四十二条第一款），扣除")
    open_pause = send(client, address, {"start": "2026-03-02", "pauses": [{"kind": "hearing", "start": "2026-03-10"}]})
    assert open_pause.json()["due"] is None
    orders = send(client, "limits/hotline.dispatch/calculations", {"start": "2026-03-06T16:30", "channel": "critical"})
    assert orders.json()["due"] == "2026-03-06T16:40"
    organ = send(client, address, {"start": "2026-12-02", "organ": world.organ("housing-bureau").pk}).json()
    assert organ["provisional"] == (date.fromisoformat(organ["due"]).year == 2027)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"start": "2026-03-02", "pauses": [{"kind": "site_visit", "start": "2026-03-10"}]}, 409),
        ({"start": "2026-03-02", "extensions": [{"amount": 11, "at": "2026-03-10"}]}, 409),
        ({"start": "2049-12-31"}, 200),
        ({"start": "2050-12-31"}, 409),
        ({"start": "2051-01-01"}, 422),
        ({"start": "yesterday"}, 422),
        ({"start": "2026-W10-1"}, 422),
        ({}, 422),
    ],
)
def test_what_the_rule_or_the_calendar_does_not_know_is_refused(world, body: dict[str, Any], status: int) -> None:
    assert send(world.client("official"), "limits/services.decision/calculations", body).status_code == status


def test_citizens_are_refused_and_law_is_not_set_by_a_node(world) -> None:
    assert world.client("citizen").get("/api/limits").status_code == 403
    body = {"amount": 30, "effective": "2026-12-01", "source": "x"}
    assert send(world.client("system_officer"), "limits/services.decision/amount", body, "PUT").status_code == 422
    set_here = send(world.client("system_officer"), "limits/hotline.redo/amount", body | {"amount": 2}, "PUT").json()
    assert [row["amount"] for row in set_here] == [3, 2]

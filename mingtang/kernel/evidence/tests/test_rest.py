"""The evidence through the machine interface: records by filter, dead facts, the head of the chain."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.kernel.directory.actions.organs import create_unit, rename_organ
from mingtang.kernel.evidence.chain import seal_pending
from mingtang.kernel.evidence.models import Delivery, Fact, Record
from tests.world import World


def items(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200, response.content
    rows: list[dict[str, Any]] = response.json()["items"]
    return rows


@pytest.fixture
def renamed(world: World) -> Record:
    """The record of an organ renamed by the system officer."""
    organ = world.organ("housing-bureau")
    officer = world.actor("system_officer")
    rename_organ(officer, organ, name="和源市住房局", short_name="", on=timezone.localdate(), basis="和政发〔2026〕1号")
    return Record.objects.latest("pk")


@pytest.fixture
def dead(world: World) -> Delivery:
    """A fact that could not be delivered."""
    now = timezone.now()
    fact = Fact.objects.create(name="directory.OrganChanged", subject="organ:1", data={"organ_id": 1}, at=now)
    return Delivery.objects.create(
        fact=fact, handler="nowhere", subject="organ:1", state="dead", next_at=now, error="x"
    )


def test_records_are_found_by_organ_person_object_act_and_time(world: World, renamed: Record) -> None:
    client = world.client("audit_officer")
    organ, person = renamed.organ, renamed.actor_account
    since = (renamed.at - timedelta(microseconds=1)).isoformat().replace("+", "%2B")
    before = renamed.at.isoformat().replace("+", "%2B")
    for filters in (
        f"organ={organ}&act=directory.rename_organ",
        f"person={person}",
        f"object_type=directory.organ&object_id={organ}&outcome=done&act=directory.rename_organ",
        f"since={since}&act=directory.rename_organ",
    ):
        assert [row["id"] for row in items(client, f"/api/evidence/records?{filters}")] == [renamed.pk], filters
    assert not items(client, f"/api/evidence/records?person={person}&before={before}")


@pytest.mark.parametrize("moment", ["0484-09-22T17:57:54%2B19:28", "9999-12-31T23:59:59-23:00"])
def test_a_moment_may_be_written_in_any_zone(world: World, moment: str) -> None:
    assert world.client("audit_officer").get(f"/api/evidence/records?since={moment}").status_code in {200, 422}


def test_a_record_says_what_has_changed_and_where_it_stands_in_the_chain(world: World, renamed: Record) -> None:
    client = world.client("audit_officer")
    shown = client.get(f"/api/evidence/records/{renamed.pk}").json()
    assert (shown["act_label"], shown["basis"], shown["seq"]) == ("机构更名", "和政发〔2026〕1号", None)
    names = [change["after"]["name"] for change in shown["changes"] if "name" in (change["after"] or {})]
    assert names == ["和源市住房局"]
    while seal_pending():
        pass
    assert client.get(f"/api/evidence/records/{renamed.pk}").json()["seq"] > 0


def test_whoever_has_acted_reads_the_own_records_and_no_others(world: World, renamed: Record) -> None:
    assert [row["id"] for row in items(world.client("system_officer"), "/api/evidence/records")] == [renamed.pk]
    assert not items(world.client("citizen"), "/api/evidence/records")
    county = {row["organ"] for row in items(world.client("county_audit_officer"), "/api/evidence/records?limit=200")}
    assert renamed.organ not in county
    assert county


def test_a_list_of_records_costs_five_statements(world: World) -> None:
    client = world.client("audit_officer")
    client.get("/api/me")
    with CaptureQueriesContext(connection) as captured:
        assert len(items(client, "/api/evidence/records?limit=200")) == 200
    assert len(captured) == 5


def test_an_act_is_undone_by_its_record_once(world: World) -> None:
    unit = create_unit(world.actor("system_officer"), world.organ("housing-bureau"), name="误设科")
    record = Record.objects.latest("pk")
    client = world.client("system_officer")
    address = f"/api/evidence/records/{record.pk}/reversal"
    assert client.post(address).status_code == 204
    assert not type(unit).objects.filter(pk=unit.pk).exists()
    again = client.post(address)
    assert (again.status_code, again.json()["type"]) == (409, "/api/#problem-refused")


def test_a_dead_fact_is_tried_again_or_given_up_with_a_reason(world: World, dead: Delivery) -> None:
    client = world.client("system_officer")
    assert [row["fact"] for row in items(client, "/api/evidence/dead-deliveries")] == ["directory.OrganChanged"]
    address = f"/api/evidence/dead-deliveries/{dead.pk}"
    assert client.post(f"{address}/skip", "{}", content_type="application/json").status_code == 422
    assert client.post(f"{address}/retry").status_code == 204
    dead.refresh_from_db()
    assert (dead.state, dead.tries) == ("waiting", 0)
    assert client.post(f"{address}/retry").status_code == 404
    Delivery.objects.filter(pk=dead.pk).update(state="dead")
    body = json.dumps({"reason": "接收方已停用"})
    assert client.post(f"{address}/skip", body, content_type="application/json").status_code == 204
    assert Record.objects.filter(act="evidence.skip_delivery", note="接收方已停用").exists()


def test_dead_facts_concern_the_whole_node(world: World, dead: Delivery) -> None:
    assert not items(world.client("county_system_officer"), "/api/evidence/dead-deliveries")


def test_anybody_may_keep_the_head_of_the_chain(world: World, client: Client) -> None:
    while seal_pending():
        pass
    head = client.get("/api/evidence/chain-head").json()
    assert head["seq"] == Record.objects.count()
    assert len(head["digest"]) == 64

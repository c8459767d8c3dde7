"""Lists of the machine interface: pages, orders, filters, what they cost, and what they must not show."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.directory.models import Account, Organ, Unit
from tests.world import World

# Session, account, appointment, scopes, then the list itself and its prefetches.
COSTS = {
    "/api/me": 5,
    "/api/regions?limit=200": 4,
    "/api/organs?limit=200": 5,
    "/api/organs?limit=200&expand=units": 6,
    "/api/units?limit=200": 5,
    "/api/posts?limit=200": 6,
    "/api/officials?limit=200": 6,
    "/api/appointments?limit=200": 5,
    "/api/accounts?limit=200": 5,
    "/api/sessions?limit=200": 5,
    "/api/sign-ins?limit=200": 5,
    "/api/roles": 5,
    "/api/grants?limit=200": 5,
    "/api/number-formats": 5,
}


def items(client: Client, address: str) -> list[dict[str, Any]]:
    """All rows behind an address, page after page."""
    rows: list[dict[str, Any]] = []
    while address:
        page = client.get(address).json()
        rows += page["items"]
        address = page["next"]
    return rows


@pytest.mark.parametrize(("address", "statements"), COSTS.items())
def test_a_list_costs_the_same_however_long_it_is(world: World, address: str, statements: int) -> None:
    client = world.client("security_officer" if "grants" in address else "system_officer")
    client.get("/api/me")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, response.content
    assert len(captured) == statements, [query["sql"][:60] + query["sql"].split("FROM")[-1][:200] for query in captured]


@pytest.mark.parametrize("order", ["path", "-path", "name", "-rank", "id"])
def test_pages_together_hold_every_row_once(world: World, order: str) -> None:
    rows = items(world.client("system_officer"), f"/api/organs?limit=7&order={order}")
    assert len(rows) == Organ.objects.count() > 14
    assert len({row["id"] for row in rows}) == len(rows)
    if order == "-rank":
        assert [row["rank"] for row in rows] == sorted((row["rank"] for row in rows), reverse=True)


def test_a_row_added_between_two_pages_moves_no_other_row(world: World) -> None:
    client = world.client("system_officer")
    first = client.get("/api/units?limit=5&order=name").json()
    Unit.objects.create(organ=world.organ("housing-bureau"), name="!最前")
    second = client.get(first["next"]).json()
    assert not {row["id"] for row in first["items"]} & {row["id"] for row in second["items"]}


@pytest.mark.parametrize(
    "address",
    [
        "/api/organs?limit=0",
        "/api/organs?limit=201",
        "/api/organs?order=credit_code",
        "/api/organs?order=password",
        "/api/organs?cursor=x",
        "/api/organs?cursor=WyJuYW1lIiwiYSIsIjEiXQ",  # a cursor of another order
        "/api/organs?cursor=WyJwYXRoIiwiXHUwMDAwIiwiMSJd",  # a character that no database takes
        "/api/organs?brnch=court",
        "/api/organs?branch=temple",
        "/api/organs?superior=99999999999999999999",
        "/api/organs?name=%00",
        "/api/regions?level=6",
        "/api/posts?leads=perhaps",
        "/api/appointments?on=yesterday",
        "/api/evidence/records?since=2026-01-01T00:00:00",
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_shown(world: World, address: str) -> None:
    response = world.client("system_officer").get(address)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    fault = response.json()["errors"][0]
    assert fault["field"] == address.split("?")[1].split("=", maxsplit=1)[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in fault["message"])


def test_filters_narrow(world: World) -> None:
    client = world.client("system_officer")
    assert {row["branch"] for row in items(client, "/api/organs?branch=court")} == {"court"}
    county = items(client, "/api/organs?region=990121")
    assert county
    assert all(row["region"]["code"].startswith("990121") for row in county)
    assert {row["id"] for row in items(client, "/api/organs?name=和源市住房和")} == {world.organ("housing-bureau").pk}
    assert not items(client, "/api/organs?name=' OR 1=1 --")


def test_a_citizen_is_shown_nothing_of_the_organs(world: World) -> None:
    client = world.client("citizen")
    for noun in ("organs", "units", "posts", "officials", "appointments", "roles", "grants", "number-formats"):
        assert items(client, f"/api/{noun}") == [], noun
    assert [row["id"] for row in items(client, "/api/accounts")] == [world.account("citizen").pk]


def test_an_officer_of_the_county_sees_accounts_of_the_county_only(world: World) -> None:
    shown = {row["id"] for row in items(world.client("county_security_officer"), "/api/accounts?limit=200")}
    organs = Organ.objects.in_region("990121")
    assert shown == set(Account.objects.filter(organ__in=organs).values_list("pk", flat=True))


def test_identity_numbers_are_masked_and_shown_to_managers_only(world: World) -> None:
    address = f"/api/officials/{world.account('official').pk}"
    managed = world.client("system_officer").get(address).json()
    number = world.account("official").person.identity_number
    assert managed["identity_number"] != number
    assert "*" in managed["identity_number"]
    assert world.client("leader").get(address).json()["identity_number"] is None
    assert world.client("official").get(address).json()["identity_number"] == managed["identity_number"]


def test_units_that_come_with_organs_pass_the_same_authorisation(world: World) -> None:
    client = world.client("county_system_officer")
    organs = items(client, "/api/organs?expand=units&limit=200")
    with_organs = {unit["id"] for organ in organs for unit in organ["units"]}
    assert with_organs == {row["id"] for row in items(client, "/api/units?open=true&limit=200")}
    assert world.organ("housing-bureau").units.first().pk not in with_organs

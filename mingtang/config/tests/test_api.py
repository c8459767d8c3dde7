"""The machine API as a whole: its contract, its reference page, how it authenticates, refuses and slows down."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from ninja import Schema

from mingtang.config.api import api
from mingtang.ui.rest.problems import KINDS
from tests.world import World


def problem(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json", response.content[:300]
    body = response.json()
    assert body["status"] == response.status_code
    return response.status_code, body["type"].removeprefix("/api/#problem-")


def test_the_contract_is_published_with_its_problems(client: Client, db: Any) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["tags"], path
            assert operation["responses"]["429"]["content"]["application/problem+json"]


def test_every_operation_has_a_name_of_its_own() -> None:
    schema = api.get_openapi_schema(path_prefix="/api/")
    names = [each["operationId"] for operations in schema["paths"].values() for each in operations.values()]
    assert len(names) == len(set(names))


def test_enumerations_are_written_out_where_they_are_used() -> None:
    """As components they would bear the names of their classes alone, and one `Kind` would overwrite another."""
    schema = api.get_openapi_schema(path_prefix="/api/")
    assert not [name for name, shape in schema["components"]["schemas"].items() if "enum" in shape]


def test_no_two_shapes_bear_one_name() -> None:
    """The contract knows shapes by the names of their classes alone; the later of two would overwrite the earlier."""
    names = [each.__name__ for each in _shapes(Schema) if each.__module__.startswith("mingtang.")]
    names = [name for name in names if name != "Page"]  # of query parameters, made for each list and never a component
    assert [name for name, number in Counter(names).items() if number > 1] == []


def _shapes(base: type[Schema]) -> set[type[Schema]]:
    return {each for below in base.__subclasses__() for each in (below, *_shapes(below))}


def test_paths_are_nouns() -> None:
    """A verb in a path would be a second way to say what the method says."""
    verbs = {"get", "create", "update", "delete", "activate", "rename", "merge", "close", "move", "import", "set"}
    for path in api.get_openapi_schema(path_prefix="/api/")["paths"]:
        assert not verbs & set(path.split("/")), path


def test_people_read_the_same_contract(client: Client, db: Any) -> None:
    page = client.get("/api/")
    text = page.content.decode()
    assert page.status_code == 200
    for path, operations in api.get_openapi_schema(path_prefix="/api/")["paths"].items():
        for method, operation in operations.items():
            assert f"<strong>{method.upper()}</strong> {path}" in text
            assert operation["summary"] in text
    for kind in KINDS:
        assert f'id="problem-{kind.code}"' in text
    assert "<script>" not in text
    assert " style=" not in text


def test_every_link_inside_the_reference_leads_somewhere(client: Client, db: Any) -> None:
    text = client.get("/api/").content.decode()
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_a_visitor_is_asked_to_sign_in(client: Client, db: Any) -> None:
    response = client.get("/api/organs")
    assert problem(response) == (401, "unauthenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert problem(client.post("/api/organs", {}, content_type="application/json")) == (401, "unauthenticated")


def test_the_head_of_the_chain_is_public(client: Client, db: Any) -> None:
    assert problem(client.get("/api/evidence/chain-head")) == (404, "not-found")


def test_a_browser_brings_the_form_token(world: World) -> None:
    account = world.account("system_officer")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account)
    body = json.dumps({"organ": world.organ("housing-bureau").pk, "name": "浏览器科"})
    refused = browser.post("/api/units", body, content_type="application/json")
    assert problem(refused) == (403, "form-token")
    browser.get("/api/me")
    token = browser.cookies["mingtang_csrf"].value
    done = browser.post("/api/units", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert done.status_code == 201


def test_first_passwords_open_nothing(world: World) -> None:
    account = world.account("official")
    client = world.client("official")
    account.must_change_password = True
    account.save(update_fields=["must_change_password"])
    assert problem(client.get("/api/me"))[0] == 403


@pytest.mark.parametrize("address", ["/api/nothing", "/api/organs/x", "/api/organs/1/closures"])
def test_an_unknown_address_is_a_problem_too(world: World, address: str) -> None:
    assert problem(world.client("official").get(address)) == (404, "not-found")


def test_an_unknown_method_says_which_there_are(world: World) -> None:
    response = world.client("official").delete("/api/organs")
    assert problem(response) == (405, "wrong-method")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_key_beyond_the_database_is_refused_not_searched(world: World) -> None:
    assert problem(world.client("official").get(f"/api/organs/{2**63}"))[0] == 422


def test_a_body_too_large_is_refused(world: World, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"name": "长" * 2000})
    response = world.client("system_officer").post("/api/units", body, content_type="application/json")
    assert problem(response) == (413, "too-large")


def test_a_file_too_large_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingtang.ui.rest.uploads.LARGEST_TABLE", 10)
    response = world.client("system_officer").post(
        "/api/organs/imports", {"file": SimpleUploadedFile("a.csv", b"x" * 11)}
    )
    assert problem(response) == (413, "too-large")


def test_whoever_asks_too_often_waits(world: World, settings: Any) -> None:
    cache.clear()
    settings.API_PER_MINUTE = 2
    client = world.client("official")
    answers = [client.get("/api/permissions") for _ in range(3)]
    assert [answer.status_code for answer in answers[:1]] == [200]
    assert problem(answers[-1]) == (429, "too-many")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert world.client("leader").get("/api/permissions").status_code == 200
    cache.clear()


def test_answers_stay_out_of_caches(world: World) -> None:
    assert world.client("official").get("/api/me").headers["Cache-Control"] == "no-store"

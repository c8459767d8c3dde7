"""Changing the directory through the machine interface: the same rules as on the screens, failures said as problems."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.directory.models import Account, Appointment, Grant, Organ, Role, SignIn
from mingtang.kernel.evidence.models import Record
from tests.world import World

DAY = "2026-03-02"


def send(client: Client, method: str, address: str, body: Any = None, **headers: str) -> Any:
    """Send `body` as JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic(method, address, json.dumps(body or {}), content_type="application/json", headers=named)


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem in a response, which must be of this kind."""
    body: dict[str, Any] = response.json()
    assert response.status_code == body["status"] == status, response.content.decode()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body["type"] == f"/api/#problem-{code}"
    assert body["instance"] == f"urn:request:{response.headers['X-Request-Id']}"
    return body


def test_an_organ_lives_from_its_establishment_to_its_closure(world: World) -> None:
    client = world.client("system_officer")
    superior = world.organ("city-government").pk
    details = {"name": "和源市数据局", "branch": "government", "region": "9901", "superior": superior}
    response = send(client, "POST", "/api/organs", details | {"established_on": DAY})
    assert response.status_code == 201, response.content
    address = f"/api/organs/{response.json()['id']}"
    renamed = send(
        client,
        "POST",
        f"{address}/renamings",
        {"name": "和源市数据管理局", "effective_on": DAY, "basis": "和政发〔2026〕1号"},
    )
    assert renamed.json()["name"] == "和源市数据管理局"
    closed = send(client, "POST", f"{address}/closure", {"effective_on": DAY})
    assert closed.json()["state"] == "closed"
    steps = client.get(f"{address}/history").json()["items"]
    assert [step["kind"] for step in steps] == ["established", "renamed", "closed"]
    assert steps[1]["basis"] == "和政发〔2026〕1号"


def test_an_organ_moves_and_merges(world: World) -> None:
    client = world.client("system_officer")
    bureau, government = world.organ("county-market-bureau"), world.organ("city-government")
    moved = send(client, "POST", f"/api/organs/{bureau.pk}/moves", {"superior": government.pk, "effective_on": DAY})
    assert moved.json()["superior"]["id"] == government.pk
    into = world.organ("housing-bureau").pk
    merged = send(client, "POST", f"/api/organs/{bureau.pk}/mergers", {"into": into, "effective_on": DAY})
    assert (merged.json()["state"], merged.json()["successor_id"]) == ("merged", into)
    again = send(client, "POST", f"/api/organs/{bureau.pk}/mergers", {"into": into, "effective_on": DAY})
    assert "已合并" in problem(again, 409, "refused")["detail"]


def test_a_correction_says_which_version_it_has_seen(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    address = f"/api/organs/{organ.pk}"
    tag = client.get(address).headers["ETag"]
    problem(send(client, "PATCH", address, {"rank": 5}), 428, "version-needed")
    first = send(client, "PATCH", address, {"rank": 5}, If_Match=tag)
    assert (first.status_code, first.json()["rank"]) == (200, 5)
    assert first.headers["ETag"] == client.get(address).headers["ETag"] != tag
    problem(send(client, "PATCH", address, {"rank": 6}, If_Match=tag), 412, "stale")
    kept = client.get(address).json()
    assert (kept["rank"], kept["document_word"]) == (5, organ.document_word)


def test_a_correction_keeps_a_superior_that_the_officer_cannot_see(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    superior = world.organ("housing-bureau")
    Organ.objects.filter(pk=organ.pk).update(line_superior=superior)
    problem(client.get(f"/api/organs/{superior.pk}"), 404, "not-found")
    assert send(client, "PATCH", f"/api/organs/{organ.pk}", {"rank": 5}, If_Match="*").status_code == 200
    assert Organ.objects.get(pk=organ.pk).line_superior_id == superior.pk


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"credit_code": "11990100009900208X"}, "credit_code", "校验"),
        ({"line_superior": 10**9}, "line_superior", "没有找到"),
        ({"region": "8888"}, "region", "没有找到"),
        ({"branch": "temple"}, "branch", "应为"),
        ({"rank": "first"}, "rank", "整数"),
        ({"rank": -1}, "rank", "不能小于 0"),
        ({"short_name": "长" * 41}, "short_name", "最多 40 字"),
        ({"short_name": "\u0000"}, "short_name", "控制字符"),
        ({"short_name": "\ud800"}, "short_name", ""),
        ({"nickname": "x"}, "nickname", "没有这个字段"),
    ],
)
def test_what_is_wrong_is_said_by_field(world: World, body: dict[str, Any], field: str, message: str) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    response = send(client, "PATCH", f"/api/organs/{organ.pk}", body, If_Match="*")
    faults = problem(response, 422, "invalid")["errors"]
    assert [fault["field"] for fault in faults] == [field]
    assert message in faults[0]["message"]
    assert Organ.objects.get(pk=organ.pk).version == organ.version


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "\xff"])
def test_a_body_that_is_no_object_is_refused(world: World, body: str) -> None:
    client = world.client("system_officer")
    response = client.generic("POST", "/api/organs", body.encode("latin-1"), content_type="application/json")
    assert response.status_code in {400, 422}
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE directory_organ; --", "=cmd|' /C calc'!A0"]
)
def test_injection_strings_come_back_as_the_text_they_are(world: World, text: str) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    response = send(client, "POST", "/api/units", {"organ": organ.pk, "name": text})
    assert response.status_code == 201, response.content
    unit = response.json()["id"]
    assert client.get(f"/api/units/{unit}").json()["name"] == text
    assert client.get(f"/api/units/{unit}").headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_post_is_set_up_held_and_given_up(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    unit = send(client, "POST", "/api/units", {"organ": organ.pk, "name": "测试科"}).json()["id"]
    post = send(client, "POST", "/api/posts", {"organ": organ.pk, "unit": unit, "name": "测试岗"}).json()["id"]
    who = {"official": world.account("official").pk, "post": post, "kind": "concurrent", "start": "2026-01-01"}
    held = send(client, "POST", "/api/appointments", who)
    assert held.status_code == 201, held.content
    assert client.get(f"/api/posts/{post}").json()["holders"][0]["person"]["name"] == "许青禾"
    problem(send(client, "POST", f"/api/posts/{post}/closure", {"closed_on": "2026-01-02"}), 409, "refused")
    ended = send(client, "POST", f"/api/appointments/{held.json()['id']}/termination", {"last_day": "2026-01-01"})
    assert ended.json()["end"] == "2026-01-01"
    closed = send(client, "POST", f"/api/posts/{post}/closure", {"closed_on": "2026-01-02"})
    assert closed.json()["closed_on"] == "2026-01-02"
    assert send(client, "POST", f"/api/units/{unit}/closure", {"closed_on": "2026-01-02"}).status_code == 200
    renamed = send(client, "PATCH", f"/api/posts/{post}", {"name": "旧岗"})
    assert renamed.json()["name"] == "旧岗"


def test_the_three_officers_are_kept_apart(world: World) -> None:
    post = Appointment.objects.get(person=world.account("audit_officer").person, end=None).post_id
    body = {"official": world.account("security_officer").pk, "post": post, "kind": "concurrent", "start": DAY}
    response = send(world.client("system_officer"), "POST", "/api/appointments", body)
    assert "三员分立" in problem(response, 422, "invalid")["detail"]


def test_an_account_is_opened_by_one_officer_and_enabled_by_another(world: World) -> None:
    system, security = world.client("system_officer"), world.client("security_officer")
    body = {"organ": world.organ("housing-bureau").pk, "login": "hy9001", "name": "新人"}
    account = send(system, "POST", "/api/officials", body).json()["id"]
    problem(send(system, "POST", f"/api/accounts/{account}/activation"), 403, "not-permitted")
    answer = send(security, "POST", f"/api/accounts/{account}/activation")
    assert answer.headers["Cache-Control"] == "no-store"
    row = Account.objects.get(pk=account)
    assert row.check_password(answer.json()["password"])
    assert row.must_change_password
    problem(send(security, "POST", f"/api/accounts/{account}/activation"), 409, "refused")
    problem(send(system, "POST", f"/api/accounts/{account}/deactivation"), 422, "invalid")
    assert (
        send(system, "POST", f"/api/accounts/{account}/deactivation", {"reason": "调离"}).json()["state"] == "disabled"
    )
    assert send(security, "DELETE", f"/api/accounts/{account}/lock").status_code == 204
    assert send(security, "DELETE", f"/api/accounts/{account}/second-factor").status_code == 204
    assert "password" in send(security, "POST", f"/api/accounts/{account}/password-reset").json()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("identity_number", "990102198303111635", "校验"), ("phone", "1234", ""), ("login", "hy0012", "已被使用")],
)
def test_wrong_numbers_of_a_person_are_said_by_field(world: World, field: str, value: str, message: str) -> None:
    body = {"organ": world.organ("housing-bureau").pk, "login": "hy9002", "name": "新人", field: value}
    faults = problem(send(world.client("system_officer"), "POST", "/api/officials", body), 422, "invalid")["errors"]
    assert faults[0]["field"] == field
    assert message in faults[0]["message"]


def test_a_correction_of_a_person_keeps_what_it_does_not_name(world: World) -> None:
    account = world.account("official")
    response = send(world.client("system_officer"), "PATCH", f"/api/officials/{account.pk}", {"phone": "19900000999"})
    assert response.status_code == 200, response.content
    person = world.account("official").person
    assert (person.phone, person.identity_number) == ("19900000999", account.person.identity_number)


def test_a_role_is_defined_granted_and_taken_back(world: World) -> None:
    client, organ = world.client("security_officer"), world.organ("housing-bureau")
    body = {"code": "registrar", "name": "登记员", "permissions": ["directory.manage_people"]}
    role = send(client, "POST", "/api/roles", body).json()["id"]
    assert (
        send(client, "PATCH", f"/api/roles/{role}", {"name": "人事登记员"}).json()["permissions"] == body["permissions"]
    )
    post = organ.posts.first().pk
    wish = {"post": post, "role": role, "kind": "organ", "organ": organ.pk, "start": DAY}
    grant = send(client, "POST", "/api/grants", wish)
    assert grant.status_code == 201, grant.content
    assert grant.json()["scope_organ"]["id"] == organ.pk
    assert send(client, "DELETE", f"/api/grants/{grant.json()['id']}").status_code == 204
    assert not Grant.objects.filter(pk=grant.json()["id"]).exists()
    problem(send(client, "POST", "/api/roles", body | {"permissions": ["x"], "code": "y"}), 422, "invalid")
    built_in = Role.objects.get(code="audit_officer").pk
    problem(send(client, "PATCH", f"/api/roles/{built_in}", {"name": "x"}), 409, "refused")


def test_number_formats_are_set_and_checked(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    body = {"kind": "document", "organ": organ.pk, "template": "{word}〔{year}〕{n}号"}
    assert send(client, "PUT", "/api/number-formats", body).json()["organ"]["id"] == organ.pk
    faults = problem(send(client, "PUT", "/api/number-formats", body | {"template": "{x}"}), 422, "invalid")["errors"]
    assert faults[0]["field"] == "template"


def test_sessions_are_ended_by_their_holder_or_the_security_officer(world: World) -> None:
    account = world.account("official")
    client = world.client("official")
    sign_in = SignIn.objects.create(
        account=account, login=account.login, result="done", session_key=client.session.session_key, address="::1"
    )
    shown = client.get("/api/sessions").json()["items"]
    assert [(row["id"], row["current"]) for row in shown] == [(sign_in.pk, True)]
    problem(send(world.client("leader"), "DELETE", f"/api/sessions/{sign_in.pk}"), 404, "not-found")
    problem(send(world.client("audit_officer"), "DELETE", f"/api/sessions/{sign_in.pk}"), 403, "not-permitted")
    assert send(world.client("security_officer"), "DELETE", f"/api/sessions/{sign_in.pk}").status_code == 204
    problem(client.get("/api/me"), 401, "unauthenticated")


def test_tables_are_imported_whole_or_not_at_all(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    good = SimpleUploadedFile("a.csv", "工号,姓名\nhy9101,甲\nhy9102,乙\n".encode())
    response = client.post("/api/officials/imports", {"file": good, "organ": organ.pk})
    assert (response.status_code, response.json()) == (201, {"imported": 2})
    bad = SimpleUploadedFile("b.csv", "工号,姓名,身份证件号\nhy9103,丙,\n,丁,\nhy9104,戊,123\n".encode())
    faults = problem(client.post("/api/officials/imports", {"file": bad, "organ": organ.pk}), 422, "table-rejected")[
        "errors"
    ]
    assert [(fault["row"], fault["field"]) for fault in faults] == [(3, "工号"), (4, "身份证件号")]
    assert not Account.objects.filter(login="hy9103").exists()
    organs = SimpleUploadedFile("c.csv", "名称,系统,行政区划代码\n和源市测试局,政府,9901\n".encode())
    assert client.post("/api/organs/imports", {"file": organs}).json() == {"imported": 1}
    problem(client.post("/api/organs/imports", {}), 422, "invalid")
    regions = SimpleUploadedFile("d.csv", b"code,name,parent\n990199,X,9901\n")
    assert client.post("/api/regions/imports", {"file": regions}).json() == {"imported": 1}


def test_whoever_is_refused_leaves_a_record(world: World) -> None:
    organ = world.organ("housing-bureau")
    before = Record.objects.filter(outcome="refused").count()
    response = send(
        world.client("leader"), "POST", f"/api/organs/{organ.pk}/renamings", {"name": "x", "effective_on": DAY}
    )
    assert "管理机构" in problem(response, 403, "not-permitted")["detail"]
    record = Record.objects.filter(outcome="refused").latest("pk")
    assert (Record.objects.filter(outcome="refused").count(), record.request) == (
        before + 1,
        response.headers["X-Request-Id"],
    )


def test_a_change_costs_no_more_than_it_must(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    send(client, "POST", "/api/units", {"organ": organ.pk, "name": "甲科"})
    with CaptureQueriesContext(connection) as captured:
        send(client, "POST", "/api/units", {"organ": organ.pk, "name": "乙科"})
    assert len(captured) == 11, [query["sql"][:80] for query in captured]

"""Signing in to another system with Mingtang: authorization code with PKCE, from discovery to a verified identity token."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from jwcrypto.jwk import JWKSet
from jwcrypto.jwt import JWT

from mingtang.kernel.directory.actions.accounts import disable_account
from mingtang.kernel.directory.actions.clients import register_client, remove_client
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.openid.commands import clients
from mingtang.kernel.directory.tasks import clear_tokens
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Record
from tests.world import World

BACK = "https://archive.example.gov.cn/callback"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


class System:
    """Another system that signs people in with Mingtang: it knows only what discovery tells it."""

    def __init__(self, **registration: Any) -> None:
        self.client, self.secret = register_client(SYSTEM, name="档案系统", redirects=[BACK], **registration)
        self.http = Client()
        self.metadata = self.http.get("/oauth/.well-known/openid-configuration").json()

    def address(self, name: str) -> str:
        return urlsplit(self.metadata[name]).path

    def request(self, scope: str = "openid profile", **more: str) -> dict[str, str]:
        return {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": BACK,
            "scope": scope,
            "state": "s1",
            "nonce": "n1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        } | more

    def code(self, browser: Client, scope: str = "openid profile") -> str:
        """The code that comes back after the holder has agreed."""
        page = browser.get(self.address("authorization_endpoint"), self.request(scope))
        assert page.status_code == 200, page.content.decode()[-2000:]
        answer = browser.post(page.request["PATH_INFO"], hidden_fields(page) | {"allow": "true"})
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        assert answer.url.startswith(BACK)
        query = parse_qs(urlsplit(answer.url).query)
        assert (query["state"], query["iss"]) == (["s1"], [self.metadata["issuer"]])
        return query["code"][0]

    def tokens(self, code: str, verifier: str = VERIFIER) -> Any:
        body = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": verifier}
        return self.post("token_endpoint", body)

    def post(self, endpoint: str, body: dict[str, str]) -> Any:
        credentials = {"client_id": self.client.client_id}
        if self.secret:
            credentials["client_secret"] = self.secret
        return self.http.post(self.address(endpoint), body | credentials)

    def identity(self, token: str) -> dict[str, Any]:
        """The claims of an identity token whose signature holds by the published keys."""
        keys = JWKSet.from_json(self.http.get(self.address("jwks_uri")).content.decode())
        claims: dict[str, Any] = json.loads(JWT(jwt=token, key=keys, algs=["RS256"]).claims)
        return claims


def hidden_fields(page: Any) -> dict[str, str]:
    form = page.context["form"]
    return {field.html_name: field.value() for field in form.hidden_fields() if field.value() is not None}


def bearer(token: str) -> dict[str, str]:
    return {"headers": {"Authorization": f"Bearer {token}"}}


def test_an_official_signs_in_to_another_system(world: World) -> None:
    system, browser = System(), world.client("official")
    answer = system.tokens(system.code(browser)).json()
    claims = system.identity(answer["id_token"])
    assert claims["aud"] == system.client.client_id
    assert (claims["iss"], claims["nonce"]) == (system.metadata["issuer"], "n1")
    assert claims["sub"] == str(world.account("official").pk)
    told = system.http.get(system.address("userinfo_endpoint"), **bearer(answer["access_token"])).json()
    assert (told["name"], told["organ"]) == ("许青禾", "和源市住房和城乡建设局")
    number = world.account("official").person.identity_number
    assert number not in json.dumps([claims, told], ensure_ascii=False)
    assert Record.objects.filter(act="directory.consent", note__contains=system.client.client_id).count() == 1


def test_without_the_scope_profile_no_name_is_told(world: World) -> None:
    system = System()
    answer = system.tokens(system.code(world.client("official"), "openid")).json()
    told = system.http.get(system.address("userinfo_endpoint"), **bearer(answer["access_token"])).json()
    assert set(told) == {"sub"}


def test_the_page_of_consent_says_what_is_shared_and_lets_the_form_go_back_there(world: World) -> None:
    page = world.client("official").get(
        reverse("oauth2_provider:authorize"), System().request("openid profile directory")
    )
    text = page.content.decode()
    for words in ("档案系统", "许青禾", "您的姓名、机构和岗位", "以您的名义查阅机构、人员和存证"):
        assert words in text
    assert "form-action 'self' https://archive.example.gov.cn;" in page.headers["Content-Security-Policy"]


def test_whoever_does_not_agree_goes_back_without_a_code(world: World) -> None:
    system, browser = System(), world.client("official")
    page = browser.get(system.address("authorization_endpoint"), system.request())
    answer = browser.post(page.request["PATH_INFO"], hidden_fields(page))
    assert parse_qs(urlsplit(answer.url).query)["error"] == ["access_denied"]
    assert not Record.objects.filter(act="directory.consent").exists()


def test_a_visitor_signs_in_first(world: World) -> None:
    system = System()
    answer = Client().get(system.address("authorization_endpoint"), system.request())
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign_in"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "nobody"},
    ],
)
def test_a_foreign_address_is_never_led_to(world: World, wrong: dict[str, str]) -> None:
    system = System()
    answer = world.client("official").get(system.address("authorization_endpoint"), system.request(**wrong))
    assert answer.status_code == 400
    assert "无法登录到其他系统" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"code_challenge": ""}, {"code_challenge_method": "plain"}, {"scope": "everything"}, {"response_type": "token"}],
)
def test_what_the_best_practice_forbids_brings_no_token(world: World, wrong: dict[str, str]) -> None:
    system, browser = System(), world.client("official")
    answer = browser.get(system.address("authorization_endpoint"), system.request(**wrong))
    if answer.status_code == 200:
        answer = browser.post(answer.request["PATH_INFO"], hidden_fields(answer) | {"allow": "true"})
    codes = parse_qs(urlsplit(getattr(answer, "url", "")).query).get("code", [])
    for code in codes:
        for verifier in ("", VERIFIER, CHALLENGE):
            assert "access_token" not in system.tokens(code, verifier).json()
    assert "access_token" not in getattr(answer, "url", "")


def test_a_code_serves_once_and_only_whoever_knows_the_verifier(world: World) -> None:
    system, browser = System(), world.client("official")
    assert system.tokens(system.code(browser), "x" * 50).json()["error"] == "invalid_grant"
    code = system.code(browser)
    assert "id_token" in system.tokens(code).json()
    assert system.tokens(code).json()["error"] == "invalid_grant"


def test_a_disabled_account_is_told_of_no_more(world: World) -> None:
    system = System()
    answer = system.tokens(system.code(world.client("official"), "openid profile directory")).json()
    code = system.code(world.client("leader"))
    for name in ("official", "leader"):
        disable_account(SYSTEM, world.account(name), reason="调离")
    token = answer["access_token"]
    assert system.http.get(system.address("userinfo_endpoint"), **bearer(token)).status_code == 401
    assert system.http.get("/api/me", **bearer(token)).status_code == 401
    renewed = system.post("token_endpoint", {"grant_type": "refresh_token", "refresh_token": answer["refresh_token"]})
    assert renewed.json()["error"] == "invalid_grant"
    assert system.tokens(code).json()["error"] == "invalid_grant"


def test_a_token_reads_and_writes_as_its_scopes_say(world: World) -> None:
    system, browser = System(), world.client("system_officer")
    reads = system.tokens(system.code(browser, "openid directory")).json()["access_token"]
    organ = world.organ("housing-bureau").pk
    body = {"organ": organ, "name": "接口科"}
    assert system.http.get("/api/me", **bearer(reads)).json()["login"] == world.account("system_officer").login
    assert len(system.http.get("/api/organs", **bearer(reads)).json()["items"]) > 10
    refused = system.http.post("/api/units", body, content_type="application/json", **bearer(reads))
    assert (refused.status_code, refused.json()["type"]) == (403, "/api/#problem-narrow-token")
    writes = system.tokens(system.code(browser, "openid directory.write")).json()["access_token"]
    done = system.http.post("/api/units", body, content_type="application/json", **bearer(writes))
    assert done.status_code == 201
    record = Record.objects.get(act="directory.create_unit", object_id=str(done.json()["id"]))
    assert (record.actor_account, record.session) == (
        world.account("system_officer").pk,
        f"client {system.client.client_id}",
    )
    assert system.http.get("/api/organs", **bearer(writes)).status_code == 403
    assert system.http.get("/api/me", **bearer("forged")).status_code == 401


def test_a_token_does_not_outlive_its_hour(world: World) -> None:
    system = System()
    token = system.tokens(system.code(world.client("official"), "directory")).json()["access_token"]
    stored = system.client.accesstoken_set.get()
    assert not stored.token
    stored.expires = timezone.now() - timedelta(seconds=1)
    stored.save()
    assert system.http.get("/api/me", **bearer(token)).status_code == 401


def test_a_revoked_token_is_worth_nothing(world: World) -> None:
    system = System()
    token = system.tokens(system.code(world.client("official"), "directory")).json()["access_token"]
    credentials = {"client_id": system.client.client_id, "client_secret": system.secret}
    revoked = system.http.post(reverse("oauth2_provider:revoke-token"), credentials | {"token": token})
    assert revoked.status_code == 200
    assert system.http.get("/api/me", **bearer(token)).status_code == 401


def test_what_has_expired_is_cleared_away(world: World) -> None:
    system = System()
    system.tokens(system.code(world.client("official"), "directory"))
    long_ago = timezone.now() - timedelta(days=60)
    system.client.accesstoken_set.update(expires=long_ago)
    system.client.refreshtoken_set.update(created=long_ago, revoked=long_ago)
    system.code(world.client("leader"))
    clear_tokens.call()
    assert not system.client.accesstoken_set.exists()
    assert system.client.grant_set.count() == 1


def test_our_own_systems_ask_for_no_consent(world: World) -> None:
    system = System(trusted=True, public=True)
    answer = world.client("official").get(system.address("authorization_endpoint"), system.request())
    code = parse_qs(urlsplit(answer.url).query)["code"][0]
    assert "id_token" in system.tokens(code).json()


def test_clients_are_registered_for_the_whole_node_only(world: World) -> None:
    with pytest.raises(NotPermitted):
        register_client(world.actor("county_system_officer"), name="x", redirects=[BACK])
    client, secret = register_client(world.actor("system_officer"), name="x", redirects=[BACK])
    record = Record.objects.get(act="directory.register_client", outcome="done")
    assert secret
    assert client.client_secret not in json.dumps(record.changes)
    with pytest.raises(Refused):
        register_client(SYSTEM, name="x", redirects=["javascript:alert(1)"])
    remove_client(world.actor("system_officer"), client)


def test_the_command_adds_lists_and_removes(world: World) -> None:
    run = CliRunner().invoke
    added = json.loads(run(clients, ["add", "档案系统", BACK, "--json"]).output)
    assert added["client_secret"]
    listed = json.loads(run(clients, ["list", "--json"]).output)
    assert [(row["client_id"], row["redirects"]) for row in listed] == [(added["client_id"], BACK)]
    assert run(clients, ["remove", added["client_id"]]).exit_code == 0
    assert run(clients, ["remove", added["client_id"]]).exit_code == 1
    assert run(clients, ["add", "x", "nonsense"]).exit_code == 1

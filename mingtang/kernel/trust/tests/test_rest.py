"""The machine API of trust: the same rights, the same two officers, problems in words."""

import base64
from typing import Any

import pytest

from mingtang.kernel.directory.api import AccountActor
from mingtang.kernel.trust.api import Certificate, EscrowedKey, KeyRecovery, Pair
from mingtang.kernel.trust.tests.test_pages import another, statements
from mingtang.lib.crypto.keys import generate_key, open_envelope, to_pem
from mingtang.lib.crypto.keys.kinds import KeyKind
from tests.world import World

pytestmark = pytest.mark.django_db
API = "/api/trust"


def send(client: Any, address: str, **body: Any) -> Any:
    return client.post(f"{API}/{address}", body, content_type="application/json")


def test_the_register_is_read_in_constant_statements_and_within_reach(world: World, officers_pair: Pair) -> None:
    client, narrow = world.client("certificate-officer"), world.client("permit-reviewer")
    before = statements(client, f"{API}/certificates")
    foreign = another(world)
    assert statements(client, f"{API}/certificates") == before <= 5  # session, account, post, rights; these
    (found,) = client.get(f"{API}/certificates?serial={foreign.serial}").json()["items"]
    assert found["fingerprint"] == foreign.fingerprint
    assert narrow.get(f"{API}/certificates/{foreign.pk}").status_code == 404
    assert len(narrow.get(f"{API}/certificates").json()["items"]) == 2
    detail = narrow.get(f"{API}/certificates/{officers_pair.signing.pk}").json()
    assert detail["pem"] == to_pem("CERTIFICATE", bytes(officers_pair.signing.encoded))


@pytest.mark.parametrize("what", ["authorities", "escrowed-keys", "recoveries"])
def test_lists_cost_the_same_however_long_they_are(world: World, escrowed_key: EscrowedKey, what: str) -> None:
    client = world.client("audit_officer")
    assert statements(client, f"{API}/{what}") <= 5


def test_certificates_are_frozen_thawed_and_revoked(world: World, officers_pair: Pair) -> None:
    client, at = world.client("certificate-officer"), f"certificates/{officers_pair.signing.pk}"
    assert send(client, f"{at}/suspension", note="核实").json()["state"] == "suspended"
    refused = send(client, f"{at}/suspension", note="核实")
    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")
    assert send(client, f"{at}/resumption", note="属实").json()["state"] == "active"
    assert send(client, f"{at}/revocation", reason=6, note="").status_code == 422
    assert send(client, f"{at}/revocation", reason=4).json()["reason"] == 4
    assert send(world.client("permit-reviewer"), f"{at}/revocation", reason=4).status_code == 403


def test_one_reports_only_ones_own_as_lost(world: World, officers_pair: Pair) -> None:
    at = f"my-certificates/{officers_pair.signing.pk}/loss"
    assert send(world.client("certificate-officer"), at).status_code == 404
    assert send(world.client("official"), at).json()["state"] == "suspended"
    assert [row["state"] for row in world.client("official").get(f"{API}/my-certificates").json()["items"]] == [
        "suspended",
        "suspended",
    ]


@pytest.fixture
def asked(world: World, escrowed_key: EscrowedKey, officer_key: Any) -> str:
    body = {"key": escrowed_key.pk, "reason": "介质损坏", "recipient": to_pem("PUBLIC KEY", officer_key.spki)}
    answer = send(world.client("key-officer"), "recoveries", **body)
    assert answer.status_code == 201
    return f"recoveries/{answer.json()['id']}"


def test_two_officers_recover_a_key(world: World, asked: str, escrowed_key: EscrowedKey, officer_key: Any) -> None:
    done = send(world.client("key-reviewer"), f"{asked}/confirmation", note="已核对")
    assert done.json()["state"] == "done"
    assert "envelope" not in done.json()
    assert send(world.client("key-reviewer"), f"{asked}/envelope").status_code == 403
    envelope = base64.b64decode(send(world.client("key-officer"), f"{asked}/envelope").json()["envelope"])
    assert open_envelope(envelope, officer_key).spki == bytes(escrowed_key.spki)


@pytest.mark.parametrize("verb", ["confirmation", "refusal"])
def test_whoever_asked_is_refused_even_with_the_right(
    world: World, asked: str, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("key-officer")
    assert send(client, f"{asked}/{verb}", note="x").status_code == 403
    monkeypatch.setattr(AccountActor, "may", lambda *wanted: True)
    refused = send(client, f"{asked}/{verb}", note="x")
    assert refused.status_code == 409
    assert "另一名工作人员" in refused.json()["detail"]
    assert KeyRecovery.objects.get().state == KeyRecovery.State.ASKED


def test_faults_of_asking_name_their_field(world: World, escrowed_key: EscrowedKey) -> None:
    client, spki = world.client("key-officer"), generate_key(KeyKind.ECDSA_P256).spki
    body = {"key": escrowed_key.pk, "reason": "介质损坏", "recipient": to_pem("PUBLIC KEY", spki)}
    for change, field in (
        ({}, "recipient"),
        ({"recipient": to_pem("X509 CRL", b"x")}, "recipient"),
        ({"document": "和公调〔2026〕18 号"}, "authority_name"),
        ({"key": 10**9}, "key"),
    ):
        answer = send(client, "recoveries", **(body | change))
        assert answer.status_code == 422
        assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    assert not Certificate.objects.filter(state="revoked").exists()

"""What programs must not get away with."""

import json
import time

import pytest
from django.utils import timezone
from jwcrypto.jwk import JWK

from mingtang.kernel.acme import checking
from mingtang.kernel.acme.actions.keys import IssuedKey
from mingtang.kernel.acme.checking import check_due_names
from mingtang.kernel.acme.models import Order
from mingtang.kernel.acme.nonces import LIFE, forget_nonces, new_nonce, spend_nonce
from mingtang.kernel.acme.rules import Problem
from mingtang.kernel.acme.tests.program import Program, base64url, public, sign
from mingtang.kernel.acme.tests.test_issue import csr, program_order_url, proved
from mingtang.kernel.acme.views.wire import address
from mingtang.lib.crypto.keys import KeyKind, from_pem, load_pkcs8
from mingtang.lib.fetching import Bounds
from mingtang.lib.jws import MOST_BYTES
from mingtang.lib.tests.web_server import Pages

pytestmark = pytest.mark.django_db


def kind_of(answer) -> str:
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Replay-Nonce"]
    return answer.json()["type"].removeprefix("urn:ietf:params:acme:error:")


def test_a_nonce_is_ours_fresh_and_used_once(program: Program) -> None:
    once = program.nonce()
    assert program.ask(program.kid, nonce=once).status_code == 200
    assert kind_of(program.ask(program.kid, nonce=once)) == "badNonce"
    forged = once[:-1] + ("A" if once[-1] != "A" else "Q")
    for nonce in ("", "x", None, 7, "é" * 40, forged, program.nonce() + "A"):
        assert kind_of(program.ask(program.kid, nonce=nonce)) == "badNonce"


def test_a_nonce_expires_and_is_forgotten(monkeypatch) -> None:
    spend_nonce(new_nonce())
    late = new_nonce()
    later = timezone.now() + LIFE * 2
    monkeypatch.setattr("mingtang.kernel.acme.nonces.timezone.now", lambda: later)
    with pytest.raises(Problem):
        spend_nonce(late)
    assert forget_nonces() == 1


def test_a_message_for_another_address_is_refused(program: Program) -> None:
    answer = program.ask(program.kid, url=address("acme_new_order"))
    assert (answer.status_code, kind_of(answer)) == (403, "unauthorized")


def test_a_message_under_another_key_is_refused(program: Program) -> None:
    thief = Program(kid=program.kid)
    assert kind_of(thief.ask(program.kid)) == "unauthorized"
    assert kind_of(program.ask(program.kid, kid=program.kid + "9")) == "accountDoesNotExist"
    assert kind_of(program.ask(program.kid, kid="http://elsewhere/acme/accounts/1")) == "accountDoesNotExist"
    assert kind_of(program.ask(program.kid, jwk=public(program.key))) == "malformed"


@pytest.mark.parametrize("algorithm", ["HS256", "RS256", "none"])
def test_the_algorithm_is_that_of_the_key(program: Program, algorithm: str) -> None:
    """Also HS256 under the public key as a secret, and none without any signature."""
    header = {**program.header(program.kid), "alg": algorithm}
    if algorithm == "HS256":
        secret = JWK(kty="oct", k=base64url(program.key.export_to_pem()))
        message = sign(secret, header, b"")
    else:
        message = {"protected": base64url(json.dumps(header).encode()), "payload": "", "signature": ""}
    assert kind_of(program.send(program.kid, json.dumps(message))) == "badSignatureAlgorithm"


def test_keys_are_public_and_strong() -> None:
    private = json.loads(JWK.generate(kty="EC", crv="P-256").export())
    weak, other = JWK.generate(kty="RSA", size=1024), JWK.generate(kty="EC", crv="P-384")
    off_curve = public(JWK.generate(kty="EC", crv="P-256")) | {"x": base64url(b"\x01" * 32)}
    for jwk in (private, public(weak), public(other), off_curve, {"kty": "oct", "k": "AA"}, [], {}):
        assert kind_of(Program().ask(address("acme_new_account"), {}, jwk=jwk)) == "badPublicKey"


@pytest.mark.parametrize("key", [("RS256", {"kty": "RSA", "size": 2048}), ("EdDSA", {"kty": "OKP", "crv": "Ed25519"})])
def test_rsa_and_ed25519_sign_too(settings, key) -> None:
    settings.ACME_OPEN = True
    assert Program(JWK.generate(**key[1]), key[0]).register().status_code == 201


def test_what_is_no_message_is_refused_before_anything_is_done(program: Program) -> None:
    good = sign(program.key, program.header(program.kid), b"")
    bad = [
        b"", b"[]", b"{", b"[" * 60_000, json.dumps(good | {"header": {}}).encode(),
        json.dumps({"payload": good["payload"], "signatures": [good]}).encode(),
        json.dumps(good | {"protected": good["protected"] + "="}).encode(), json.dumps(good | {"payload": 7}).encode(),
        json.dumps(good | {"signature": good["signature"] + " " * MOST_BYTES}).encode(),
        json.dumps(sign(program.key, program.header(program.kid, crit=["b64"], b64=True), b"")).encode(),
    ]  # fmt: skip
    for body in bad:
        assert kind_of(program.send(program.kid, body)) == "malformed"
    assert program.client.get("/acme/new-order").status_code == 405
    assert program.client.post("/acme/new-order", b"{}", content_type="application/json").status_code == 415


def test_what_belongs_to_another_account_is_not_there(program: Program, binding: IssuedKey, pages: Pages) -> None:
    order = proved(program, pages)
    other = Program()
    other.register(binding.row.code, binding.secret)
    for url in (program_order_url(order), order["finalize"], *order["authorizations"]):
        assert other.ask(url, {"csr": csr("localhost")}).status_code == 404
    assert other.ask(program.kid).status_code == other.ask(program.kid + "/orders").status_code == 403
    assert Order.objects.get().state == Order.State.READY


def test_a_request_names_what_was_ordered_and_nothing_else(program: Program, pages: Pages) -> None:
    order = proved(program, pages)
    for names in (("localhost", "example.org"), ("example.org",)):
        answer = program.ask(order["finalize"], {"csr": csr(*names)})
        assert kind_of(answer) == "badCSR"
    of_account = load_pkcs8(from_pem("PRIVATE KEY", program.key.export_to_pem(True, None).decode()))
    for told in (csr("localhost", key=of_account), csr("localhost", kind=KeyKind.SM2)):
        assert kind_of(program.ask(order["finalize"], {"csr": told})) in {"badCSR", "badPublicKey"}
    for told in ("AAAA", csr("localhost")[:-8] + "AAAAAAAA"):
        assert kind_of(program.ask(order["finalize"], {"csr": told})) == "badCSR"
    for told in ("é", "AA==", 7, None):
        assert kind_of(program.ask(order["finalize"], {"csr": told})) == "malformed"
    assert "名称与订单不一致" not in Order.objects.get().reason
    assert Order.objects.get().reason.startswith("证书请求不合格")
    assert program.ask(order["finalize"], {"csr": csr("localhost")}).json()["status"] == "valid"
    assert Order.objects.get().reason == ""


def checked(program: Program, pages: Pages, page) -> dict:
    """The order after the server of its name was asked once and showed `page`."""
    order = program.order("localhost").json()
    challenge = program.challenge(order)
    pages[f"/.well-known/acme-challenge/{challenge['token']}"] = page
    program.ask(challenge["url"], {})
    check_due_names()
    return program.ask(program_order_url(order)).json()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://127.0.0.2/secret",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://example.com/",
        "//user@localhost/",
    ],
)
def test_a_redirect_leads_to_no_inner_address(program: Program, pages: Pages, elsewhere: str) -> None:
    told = checked(program, pages, elsewhere)
    assert told["status"] == "invalid"
    assert told["error"]["type"].endswith(":unauthorized")


def test_a_redirect_on_the_same_name_is_followed_a_few_times(program: Program, pages: Pages, monkeypatch) -> None:
    monkeypatch.setattr(checking, "ask_again_later", lambda *_: False)
    pages["/round"] = "/round"
    assert "重定向" in checked(program, pages, "/round")["error"]["detail"]


def test_a_slow_or_endless_answer_is_given_up(program: Program, pages: Pages, monkeypatch) -> None:
    monkeypatch.setattr(checking, "ask_again_later", lambda *_: False)
    monkeypatch.setattr(checking, "BOUNDS", Bounds(seconds=0.4, most_bytes=1024))

    def drips(out) -> None:
        out.write(b"HTTP/1.0 200 OK\r\n\r\n")
        for _ in range(40):
            time.sleep(0.05)
            out.write(b"x")
            out.flush()

    begun = time.monotonic()
    assert "超时" in checked(program, pages, drips)["error"]["detail"]
    assert time.monotonic() - begun < 2
    assert "1024 字节" in checked(program, pages, b"x" * 5000)["error"]["detail"]


def test_inner_addresses_are_not_asked_unless_the_settings_say_so(program: Program, pages: Pages, settings) -> None:
    settings.ACME_NETWORKS = ()
    assert "不在允许访问的网络内" in checked(program, pages, b"")["error"]["detail"]


def test_strangers_and_accounts_may_ask_so_often(program: Program, monkeypatch) -> None:
    monkeypatch.setattr("mingtang.kernel.acme.actions.orders.ORDERS_PER_HOUR", 1)
    assert program.order("localhost").status_code == 201
    answer = program.order("localhost")
    assert (kind_of(answer), answer["Retry-After"]) == ("rateLimited", "3600")
    monkeypatch.setattr("mingtang.kernel.acme.views.wire.REQUESTS_PER_MINUTE", 1)
    assert kind_of(program.ask(program.kid)) == "rateLimited"

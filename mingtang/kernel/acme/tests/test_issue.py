"""From the account to the certificate, and to its end."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.conf import settings
from django.utils import timezone
from jwcrypto.jwk import JWK

from mingtang.kernel.acme.actions.keys import IssuedKey, withdraw_key
from mingtang.kernel.acme.checking import check_due_names
from mingtang.kernel.acme.models import AcmeAccount, Authorization, Order
from mingtang.kernel.acme.rules import CertificateId
from mingtang.kernel.acme.tests.program import Program, base64url, ec_key, public, sign
from mingtang.kernel.acme.views.wire import address
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.trust.api import Certificate, evidence_at_hand
from mingtang.lib.crypto.certificates import AlternativeName, Name, make_csr, read_certificate
from mingtang.lib.crypto.keys import KeyKind, from_pem, generate_key
from mingtang.lib.crypto.validation import validate_path
from mingtang.lib.tests.web_server import Pages
from tests.world import World

pytestmark = pytest.mark.django_db


def csr(*names: str, kind: KeyKind = KeyKind.ECDSA_P256, key=None) -> str:
    wanted = [AlternativeName("dns", name) for name in names]
    return base64url(make_csr(key or generate_key(kind), Name.of(common_name=names[0]), wanted))


def proved(program: Program, pages: Pages, name: str = "localhost", kind: str = "dns") -> dict:
    """An order that is ready, for a name of this machine."""
    order = program.order(name, kind=kind).json()
    challenge = program.challenge(order)
    pages[f"/.well-known/acme-challenge/{challenge['token']}"] = program.answer_to(challenge) + b"\n"
    assert program.ask(challenge["url"], {}).json()["status"] == "processing"
    assert check_due_names() == 1
    return program.ask(program_order_url(order)).json()


def program_order_url(order: dict) -> str:
    return order["finalize"].removesuffix("/finalize")


@pytest.mark.parametrize("kind", [KeyKind.ECDSA_P256, KeyKind.RSA])
def test_a_proved_name_is_certified_for_the_organ_of_the_key(
    world: World, program: Program, pages: Pages, kind: KeyKind
) -> None:
    order = proved(program, pages)
    assert order["status"] == "ready"
    done = program.ask(order["finalize"], {"csr": csr("localhost", kind=kind)}).json()
    assert done["status"] == "valid"
    chain = program.ask(done["certificate"]).content.decode()
    assert chain.count("BEGIN CERTIFICATE") == 2
    leaf = read_certificate(from_pem("CERTIFICATE", chain))
    assert leaf.subject.texts["organization"] == world.organ("housing-bureau").name
    assert len(validate_path(leaf, evidence_at_hand(), timezone.now(), revocation_required=False)) == 3
    row = Certificate.objects.get(fingerprint=leaf.fingerprint)
    assert (row.organ, row.profile) == (world.organ("housing-bureau"), "server-signing")
    assert row.authority.kind == KeyKind.ECDSA_P256
    record = Record.objects.filter(act="acme.finalize").latest("pk")
    assert "住建局门户" in record.actor_name


def test_an_address_is_certified_as_names_are(program: Program, pages: Pages) -> None:
    order = proved(program, pages, "127.0.0.1", "ip")
    address_of_it = AlternativeName("ip", "127.0.0.1")
    asked = make_csr(generate_key(KeyKind.ECDSA_P256), Name.of(common_name="127.0.0.1"), [address_of_it])
    done = program.ask(order["finalize"], {"csr": base64url(asked)}).json()
    leaf = read_certificate(from_pem("CERTIFICATE", program.ask(done["certificate"]).content.decode()))
    assert leaf.alternative_names == (address_of_it,)
    assert program.order("127.0.0.9", kind="ip").json()["type"].endswith("rejectedIdentifier")
    assert program.order("127.0.0.01", kind="ip").json()["type"].endswith("malformed")
    assert program.order("a@b", kind="email").json()["type"].endswith("unsupportedIdentifier")


def test_a_server_that_shows_something_else_is_asked_again_and_then_refused(program: Program, pages: Pages) -> None:
    order = program.order("localhost").json()
    program.ask(program.challenge(order)["url"], {})
    for _ in range(3):
        Authorization.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
        assert check_due_names() == 1
    assert check_due_names() == 0
    failed = program.ask(program_order_url(order)).json()
    assert failed["status"] == "invalid"
    assert failed["error"]["type"].endswith(":incorrectResponse")
    assert "404" in Order.objects.get().reason


def test_the_account_or_the_key_of_the_certificate_revokes_it(program: Program, pages: Pages) -> None:
    for by_key in (False, True):
        key = generate_key(KeyKind.ECDSA_P256)
        done = program.ask(proved(program, pages)["finalize"], {"csr": csr("localhost", key=key)}).json()
        encoded = from_pem("CERTIFICATE", program.ask(done["certificate"]).content.decode())
        asker = Program(_jwk(key)) if by_key else program
        told = {"certificate": base64url(encoded), "reason": 4}
        assert Program().ask(address("acme_revoke"), told).status_code == 403
        assert program.ask(address("acme_revoke"), told | {"reason": 6}).json()["type"].endswith("badRevocationReason")
        assert asker.ask(address("acme_revoke"), told).status_code == 200
        assert Certificate.objects.get(acme_order=Order.objects.latest("pk")).state == Certificate.State.REVOKED
        assert asker.ask(address("acme_revoke"), told).json()["type"].endswith("alreadyRevoked")


def _jwk(key):
    return JWK.from_pyca(load_der_private_key(key.pkcs8(), None))


def test_another_account_that_has_proved_the_name_may_revoke(
    program: Program, binding: IssuedKey, pages: Pages
) -> None:
    done = program.ask(proved(program, pages)["finalize"], {"csr": csr("localhost")}).json()
    encoded = base64url(from_pem("CERTIFICATE", program.ask(done["certificate"]).content.decode()))
    other = Program()
    other.register(binding.row.code, binding.secret)
    assert other.ask(address("acme_revoke"), {"certificate": encoded}).status_code == 403
    proved(other, pages)
    assert other.ask(address("acme_revoke"), {"certificate": encoded}).status_code == 200


def test_an_account_is_found_changed_rekeyed_and_given_up(program: Program) -> None:
    first = program.kid
    again = Program(program.key)
    assert (again.register().status_code, again.kid) == (200, first)
    assert program.ask(first, {"contact": ["mailto:a@example.org"]}).json()["contact"] == ["mailto:a@example.org"]
    assert program.ask(first, {"contact": ["tel:1"]}).json()["type"].endswith("unsupportedContact")
    assert program.ask(first + "/orders").json() == {"orders": []}
    new, url = ec_key(), address("acme_key_change")
    told = json.dumps({"account": first, "oldKey": public(program.key)}).encode()
    inner = sign(new, {"alg": "ES256", "jwk": public(new), "url": url}, told)
    assert program.ask(url, inner).status_code == 200
    assert program.ask(first).json()["type"].endswith("unauthorized")
    program.key = new
    assert program.ask(first, {"status": "deactivated"}).json()["status"] == "deactivated"
    assert program.ask(first).status_code == 401


def test_without_a_key_of_an_administrator_nobody_registers_unless_the_settings_say_so(
    world: World, binding: IssuedKey, settings
) -> None:
    assert Program().register().json()["type"].endswith("externalAccountRequired")
    assert Program().register(binding.row.code, "A" * 43).status_code == 403
    assert Program().register("nobody", binding.secret).status_code == 403
    settings.ACME_OPEN = True
    assert Program().register().status_code == 201
    assert AcmeAccount.objects.get().organ is None


def test_a_key_taken_back_stops_its_accounts(program: Program, binding: IssuedKey) -> None:
    withdraw_key(SYSTEM, binding.row)
    assert program.order("localhost").status_code == 401
    assert Program().register(binding.row.code, binding.secret).status_code == 403


def test_only_names_of_the_key_are_ordered_and_no_wildcards(program: Program, settings) -> None:
    assert program.order("www.example.org").status_code == 201
    for name in ("example.com", "notexample.org", "*.example.org"):
        assert program.order(name).json()["type"].endswith("rejectedIdentifier")
    for name in ("a..b", "ex ample.org", "1.2.3.4"):
        assert program.order(name).json()["type"].endswith("malformed")
    settings.ACME_DOMAINS = ["heyuan.example"]
    assert program.order("www.example.org").json()["type"].endswith("rejectedIdentifier")


def test_a_name_given_up_ends_its_order_and_an_old_order_is_no_longer_ready(program: Program, pages: Pages) -> None:
    order = program.order("localhost", "example.org").json()
    assert program.ask(order["authorizations"][1], {"status": "deactivated"}).json()["status"] == "deactivated"
    assert program.ask(program_order_url(order)).json()["status"] == "invalid"
    ready = proved(program, pages)
    Order.objects.filter(state="ready").update(expires_at=timezone.now())
    assert program.ask(ready["finalize"], {"csr": csr("localhost")}).json()["type"].endswith("orderNotReady")


def test_programs_are_told_when_to_renew_and_say_what_they_renew(program: Program, pages: Pages) -> None:
    done = program.ask(proved(program, pages)["finalize"], {"csr": csr("localhost")}).json()
    leaf = read_certificate(from_pem("CERTIFICATE", program.ask(done["certificate"]).content.decode()))
    name = CertificateId(leaf.authority_key_identifier, leaf.serial).written
    place = program.client.get("/acme/directory").json()["renewalInfo"].removeprefix(settings.ACME_ADDRESS)
    told = program.client.get(f"{place}/{name}")
    window = told.json()["suggestedWindow"]
    assert leaf.not_before.isoformat() < window["start"] < window["end"] < leaf.not_after.isoformat()
    assert told["Retry-After"]
    asked = {"identifiers": [{"type": "dns", "value": "localhost"}], "replaces": name}
    assert program.ask(address("acme_new_order"), asked).json()["replaces"] == name
    assert program.ask(address("acme_new_order"), asked).json()["type"].endswith("alreadyReplaced")
    other = asked | {"identifiers": [{"type": "dns", "value": "example.org"}]}
    assert program.ask(address("acme_new_order"), other).json()["type"].endswith("malformed")
    Certificate.objects.filter(fingerprint=leaf.fingerprint).update(state="revoked")
    assert program.client.get(f"{place}/{name}").json()["suggestedWindow"]["end"] < window["start"]
    for wrong in ("x", f"{name}AA", "AA.AA"):
        assert program.client.get(f"{place}/{wrong}").status_code in (400, 404)

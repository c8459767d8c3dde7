"""Pages of trust: who sees what, at which cost, how faults come back, what is asked twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.trust.api import (
    Authority,
    Certificate,
    EscrowedKey,
    Holder,
    KeyRecovery,
    Pair,
    Warrant,
    ask_recovery,
    issue_certificate,
)
from mingtang.kernel.trust.tests.conftest import officer_of
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import PROFILES, Name, Term, check_csr, issue_root
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, from_pem, generate_key, open_envelope, to_pem
from mingtang.lib.crypto.revocation import Reason, make_crl, read_crl
from tests.world import World

pytestmark = pytest.mark.django_db
AT = "/workbench/trust/authorities/"
CERTIFICATES = "/workbench/trust/certificates/"
KEYS, RECOVERIES = "/workbench/trust/keys/", "/workbench/trust/recoveries/"
KEEPER, OFFICER, ASKER, REVIEWER = "authority-keeper", "certificate-officer", "key-officer", "key-reviewer"
AROUND = 10
"""Statements of every page of the workbench: session, account, rights, waiting work."""


def statements(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def another(world: World, days: int = 365, organ: str = "market-bureau") -> Certificate:
    """A certificate of an organ that ends in so many days."""
    approved = x509_approved(world.organ(organ).name, days)
    return issue_certificate(SYSTEM, approved, generate_key(KeyKind.SM2).spki, Holder(organ_id=world.organ(organ).pk))


def x509_approved(name: str, days: int) -> Any:
    approved = officer_of(name, name)
    return type(approved)(approved.subject, "organ-signing", timedelta(days=days))


@pytest.mark.parametrize(
    ("who", "address"),
    [(OFFICER, CERTIFICATES), (OFFICER, f"{CERTIFICATES}expiry/"), (ASKER, KEYS), (ASKER, RECOVERIES)],
)
def test_lists_cost_the_same_however_long_they_are(
    world: World, escrowed_key: EscrowedKey, officer_key: PrivateKey, who: str, address: str
) -> None:
    client = world.client(who)
    asked = ask_recovery(world.actor(ASKER), escrowed_key, Warrant("损坏"), officer_key.spki)
    before = statements(client, address)
    for _ in range(3):
        another(world)
        ask_recovery(world.actor(ASKER), asked.key, Warrant("损坏"), officer_key.spki)
    assert statements(client, address) == before
    assert before <= AROUND + 3


def test_authorities_and_own_certificates_cost_two_and_one(world: World, officers_pair: Pair) -> None:
    assert statements(world.client(KEEPER), AT) <= AROUND + 2
    assert statements(world.client("official"), "/account/certificates/") <= AROUND + 1


def test_certificates_are_found_by_name_serial_fingerprint_and_end(world: World, officers_pair: Pair) -> None:
    client, one = world.client(OFFICER), officers_pair.signing
    soon = another(world, 20)

    def found(query: str) -> set[int]:
        return {row.object.pk for row in client.get(f"{CERTIFICATES}?{query}").context["page"].rows}

    both = {one.pk, officers_pair.encryption.pk}
    coloned = ":".join(one.serial.upper()[at : at + 2] for at in range(0, len(one.serial), 2))
    assert found(f"words={one.common_name}") == both
    assert found(f"words={coloned}") == {one.pk}
    assert found(f"words={one.fingerprint.upper()}") == {one.pk}
    assert found("ending=30") == {soon.pk}
    assert found(f"organ={world.organ('housing-bureau').pk}&state=active&profile=officer-signing") == {one.pk}
    assert found("state=revoked") == found("state=expired") == set()


def test_an_officer_of_one_organ_sees_its_certificates_only(world: World, officers_pair: Pair) -> None:
    foreign, client = another(world), world.client("permit-reviewer")
    assert {row.object.organ_id for row in client.get(CERTIFICATES).context["page"].rows} == {
        world.organ("housing-bureau").pk
    }
    assert client.get(f"{CERTIFICATES}{foreign.pk}/").status_code == 404
    assert client.get(f"{CERTIFICATES}{foreign.pk}/certificate.cer").status_code == 404
    shown = client.get(f"{CERTIFICATES}{officers_pair.signing.pk}/").content.decode()
    assert "测试 TEST" in shown
    assert "注销</a>" not in shown
    assert client.get(f"{CERTIFICATES}{officers_pair.signing.pk}/revocation/").status_code == 403


def test_the_export_is_recorded_and_files_open(world: World, officers_pair: Pair) -> None:
    client, one = world.client(OFFICER), officers_pair.signing
    exported = b"".join(client.get(f"{CERTIFICATES}?export=csv&words={one.common_name}")).decode("utf-8-sig")
    assert one.serial in exported
    assert Record.objects.filter(act="trust.export_certificates").exists()
    page = f"{CERTIFICATES}{one.pk}/"
    assert client.get(f"{page}certificate.cer").content == bytes(one.encoded)
    assert from_pem("CERTIFICATE", client.get(f"{page}certificate.pem").content.decode()) == bytes(one.encoded)
    assert client.get(f"{page}chain.pem").content.count(b"BEGIN CERTIFICATE") == 3


def test_revocation_is_asked_twice_and_keeps_what_was_typed(world: World, officers_pair: Pair) -> None:
    client, one = world.client(OFFICER), officers_pair.signing
    address = f"{CERTIFICATES}{one.pk}/revocation/"
    lacking = client.post(address, {"note": "小李来电"})
    assert lacking.status_code == 422
    assert "小李来电" in lacking.content.decode()
    typed = {"reason": int(Reason.KEY_COMPROMISE), "note": "小李来电"}
    confirm = client.post(address, typed).content.decode()
    assert "确认注销" in confirm
    assert officers_pair.encryption.serial in confirm
    assert "小李来电" in client.post(address, typed | {"change": "1"}).content.decode()
    assert not Certificate.objects.exclude(state="active").exists()
    assert client.post(address, typed | {"confirmed": "1"}).status_code == 302
    assert set(Certificate.objects.filter(state="revoked").values_list("reason", flat=True)) == {Reason.KEY_COMPROMISE}
    told = client.get(f"{CERTIFICATES}{officers_pair.encryption.pk}/").content.decode()
    assert "注销证书" in told
    assert client.post(address, typed | {"confirmed": "1"}).status_code == 422


def test_freezing_and_thawing_need_a_reason(world: World, officers_pair: Pair) -> None:
    client, page = world.client(OFFICER), f"{CERTIFICATES}{officers_pair.signing.pk}/"
    assert client.post(f"{page}suspension/", {"note": ""}).status_code == 422
    for step, state in (("suspension", "suspended"), ("resumption", "active")):
        client.post(f"{page}{step}/", {"note": "核实", "confirmed": "1"})
        assert set(Certificate.objects.exclude(organ=None).values_list("state", flat=True)) == {state}
    assert client.get(f"{page}nonsense/").status_code == 404


def test_the_board_counts_what_its_lists_show(world: World) -> None:
    for days in (10, 50, 80, 200):
        another(world, days)
    client = world.client(OFFICER)
    (row,) = client.get(f"{CERTIFICATES}expiry/").context["rows"]
    assert row["counts"] == [1, 2, 3]
    for count, url in row["cells"]:
        assert client.get(url).context["page"].total == count


class Root:
    """An off-line root for tests."""

    def __init__(self) -> None:
        self.key = generate_key(KeyKind.ECDSA_P256)
        name, now = Name.of(country="CN", common_name="离线根"), datetime.now(UTC)
        self.begun = now - timedelta(days=1)
        self.encoded = issue_root(self.key, name, Term(self.begun, now + timedelta(days=4000)))
        self.signer = x509.Authority(x509.read_certificate(self.encoded), self.key)

    def certified(self, request: bytes) -> bytes:
        asked = check_csr(request)
        now = datetime.now(UTC)  # its term begins this moment, as after a ceremony
        term = Term(now, now + timedelta(days=3000))
        return x509.issue_certificate(self.signer, asked.spki, asked.subject, PROFILES["authority"], term)

    def list(self, number: int) -> bytes:
        now = datetime.now(UTC)
        return make_crl(self.signer, (), number=number, this_update=now, next_update=now + timedelta(days=30))


def file(content: bytes, name: str = "a.cer") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_an_authority_is_founded_step_by_step_and_wrong_files_are_named(world: World) -> None:
    client, root = world.client(KEEPER), Root()
    typed = {"name": "和源市认证中心", "organization": "和源市人民政府", "kind": "ecdsa-p256", "is_test": "on"}
    assert client.post(f"{AT}new/", typed | {"name": "甲\u200b乙"}).status_code == 422
    page = client.post(f"{AT}new/", typed).url
    request = from_pem("CERTIFICATE REQUEST", client.get(f"{page}request.csr").content.decode())
    issued = root.certified(request)

    def fault(**sent: Any) -> str:
        answer = client.post(f"{page}opening/", sent)
        assert answer.status_code == 422
        return " ".join(message for messages in answer.context["form"].errors.values() for message in messages)

    assert "请选择证书文件" in fault()
    assert "这是证书申请" in fault(pasted=to_pem("CERTIFICATE REQUEST", request))
    assert "私钥" in fault(file=file(to_pem("PRIVATE KEY", root.key.pkcs8()).encode()))
    assert "不是 X.509 证书" in fault(file=file(b"\x30\x03hello"))
    assert "PEM 文本不完整" in fault(pasted="-----BEGIN CERTIFICATE-----\nMIIB")
    assert "不是本签发机构的" in fault(file=file(root.encoded))
    assert "登记根证书" in fault(file=file(issued))
    assert client.post(f"{AT}root/", {"pasted": to_pem("CERTIFICATE", root.encoded)}).status_code == 302
    former = Authority.objects.get(kind="ecdsa-p256", level="issuing", state="in_service")
    assert client.post(f"{page}opening/", {"file": file(issued)}).status_code == 302
    former.refresh_from_db()
    assert former.state == "retired"
    shown = client.get(page).content.decode()
    assert "状态查询应答" in shown
    assert "离线根" in shown


def test_lists_of_a_root_are_taken_and_ours_published(world: World) -> None:
    client, root = world.client(KEEPER), Root()
    client.post(f"{AT}root/", {"file": file(root.encoded)})
    page = f"{AT}{Authority.objects.get(level='root', name='离线根').pk}/"
    assert client.post(f"{page}list/", {"file": file(root.list(3), "a.crl")}).status_code == 302
    old = client.post(f"{page}list/", {"pasted": to_pem("X509 CRL", root.list(2))})
    assert "已有第 3 号" in old.content.decode()
    ours = Authority.objects.get(kind="sm2", level="issuing")
    assert client.post(f"{AT}{ours.pk}/publication/").status_code == 302
    published = client.get(f"/trust/{ours.pk}/full.crl").content
    assert read_crl(published).number == ours.list_number + 1


def test_an_office_is_renewed_and_an_authority_retired(world: World) -> None:
    client, ours = world.client(KEEPER), Authority.objects.get(kind="sm2", level="issuing")
    page = f"{AT}{ours.pk}/"
    assert client.get(f"{page}offices/timestamper/").status_code == 200
    assert client.post(f"{page}offices/timestamper/").status_code == 302
    assert ours.offices.filter(role="timestamper").count() == 2
    assert client.post(f"{page}retirement/").status_code == 302
    assert client.post(f"{page}retirement/").status_code == 422
    assert "已换发" in client.get(page).content.decode()


def asked_on_page(world: World, key: EscrowedKey, **typed: Any) -> Any:
    return world.client(ASKER).post(f"{KEYS}{key.pk}/recovery/", {"kind": "holder", "reason": "介质损坏", **typed})


def test_a_recovery_from_asking_to_the_envelope(world: World, escrowed_key: EscrowedKey, officer_key: Any) -> None:
    asker, reviewer = world.client(ASKER), world.client(REVIEWER)
    page = asked_on_page(world, escrowed_key, pasted=to_pem("PUBLIC KEY", officer_key.spki)).url
    assert "是您提出的" in asker.get(page).content.decode()
    assert asker.post(f"{page}confirmation/", {"note": "x", "confirmed": "1"}).status_code == 403
    assert asker.post(f"{page}envelope/").status_code == 302
    assert not KeyRecovery.objects.exclude(envelope=b"").exists()
    assert reviewer.post(f"{page}confirmation/", {"note": "已核对", "confirmed": "1"}).status_code == 302
    assert reviewer.post(f"{page}envelope/").status_code == 403
    envelope = asker.post(f"{page}envelope/").content
    assert open_envelope(envelope, officer_key).spki == bytes(escrowed_key.spki)
    story = world.client("audit_officer").get(page).content.decode()
    for words in ("提出密钥恢复", "确认密钥恢复", "领取恢复的密钥"):
        assert words in story


def test_a_judicial_recovery_names_document_people_and_witness(world: World, escrowed_key: EscrowedKey) -> None:
    lacking = asked_on_page(world, escrowed_key, kind="judicial", document="和公调〔2026〕18 号")
    assert lacking.status_code == 422
    assert set(lacking.context["form"].errors) == {"authority_name", "present", "witness", "pasted"}
    assert "和公调〔2026〕18 号" in lacking.content.decode()
    mixed = asked_on_page(world, escrowed_key, document="和公调〔2026〕18 号")
    assert "kind" in mixed.context["form"].errors


@pytest.mark.parametrize("kind", [KeyKind.ECDSA_P256, None])
def test_the_recipient_has_a_key_of_sm2(world: World, escrowed_key: EscrowedKey, kind: KeyKind | None) -> None:
    brought = generate_key(kind).spki if kind else b"nothing of the sort"
    answer = asked_on_page(world, escrowed_key, file=file(brought))
    assert "不是 SM2 公钥" in answer.context["form"].errors["file"][0]


def test_everybody_sees_his_own_certificates_and_reports_them_lost(world: World, officers_pair: Pair) -> None:
    own, other = world.client("official"), world.client("citizen")
    page = f"/account/certificates/{officers_pair.encryption.pk}/"
    assert officers_pair.signing.serial in own.get("/account/certificates/").content.decode()
    assert own.get(f"{page}chain.pem").status_code == 200
    assert "您还没有数字证书" in other.get("/account/certificates/").content.decode()
    for address in ("certificate.cer", "chain.pem", "loss/"):
        assert other.get(page + address).status_code == 404
    assert other.post(f"{page}loss/").status_code == 404
    assert own.post(f"{page}loss/").status_code == 302
    assert set(Certificate.objects.filter(account=world.account("official")).values_list("state", flat=True)) == {
        "suspended"
    }
    assert own.post(f"{page}loss/", follow=True).status_code == 200
    assert Record.objects.filter(act="trust.report_loss", at__lte=timezone.now()).count() == 1

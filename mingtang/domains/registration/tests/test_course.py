"""From application to certificate, by the actions."""

import base64
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from mingtang.domains.registration.api import (
    CertificateApplication,
    HolderKind,
    Kind,
    Stage,
    Wish,
    apply,
    carry_out,
    collect,
    confirm_import,
    confirm_recoveries,
    remind_of_expiry,
    send_codes,
    supply,
    withdraw,
)
from mingtang.domains.registration.queries import reason_of
from mingtang.domains.registration.rules import CORRECT, REFUSE
from mingtang.domains.registration.tests.counter import CLERK, HOLDER, ISSUER, REVIEWER, Counter, request_of
from mingtang.kernel.cases.api import Clock
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.messaging.models import Notice
from mingtang.kernel.trust.api import Certificate, EscrowedKey, report_loss
from mingtang.lib.crypto.certificates import check_csr
from mingtang.lib.crypto.keys import KeyKind, from_pem, generate_key, load_pkcs8, open_envelope, to_pem
from mingtang.lib.crypto.revocation import Reason

pytestmark = pytest.mark.django_db


def test_a_certificate_is_asked_for_checked_reviewed_issued_and_collected(counter: Counter) -> None:
    application = counter.apply()
    assert application.stage == Stage.CHECK
    assert application.number.startswith("SQ-HY01-")
    assert Clock.objects.filter(case=application.case_id, code="registration.issue").exists()
    counter.check(application)
    counter.review(application)
    issued = counter.issue(application)
    assert issued.stage == Stage.COLLECT
    certificate = issued.certificate
    assert certificate is not None
    assert certificate.account_id == application.holder_id
    assert certificate.post_id == application.post_id
    texts = certificate.certificate.subject.texts
    assert (texts["organization"], texts["common_name"]) == ("和源市住房和城乡建设局", "许青禾")
    assert "hy0012" not in str(certificate.certificate.subject)
    packed = ZipFile(BytesIO(counter.collected(issued)))
    opened = open_envelope(packed.read("encryption-key.der"), load_pkcs8(counter.key.pkcs8()))  # type: ignore[arg-type]
    assert opened.spki == certificate.encryption.certificate.spki
    confirm_import(counter.world.actor(HOLDER), counter.fresh(issued))
    done = counter.fresh(issued)
    assert (done.stage, bytes(done.envelope)) == (Stage.DONE, b"")
    assert done.case.status == "completed"


def test_an_international_key_gets_one_certificate(counter: Counter) -> None:
    key = generate_key(KeyKind.ECDSA_P256)
    issued = counter.issued(request=request_of(key))
    assert issued.certificate is not None
    assert not Certificate.objects.filter(pair=issued.certificate).exists()
    assert bytes(issued.envelope) == b""


@pytest.mark.parametrize(
    ("request_text", "why"),
    [
        ("hello", "这不是证书申请文件"),
        ("-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----", "这是私钥文件"),
        ("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----", "这是证书，不是证书申请文件"),
        ("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----", "不是完整的证书申请文件"),
    ],
)
def test_what_is_no_request_is_refused_in_words(counter: Counter, request_text: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        counter.apply(request=request_text)
    assert refused.value.field == "request"
    assert not CertificateApplication.objects.exists()


def test_a_request_that_proves_nothing_is_refused(counter: Counter) -> None:
    encoded = bytearray(from_pem("CERTIFICATE REQUEST", request_of(counter.key)))
    other = from_pem("CERTIFICATE REQUEST", request_of(generate_key(KeyKind.SM2)))
    own, foreign = check_csr(bytes(encoded)).spki, check_csr(other).spki
    with pytest.raises(Refused, match="签名不对"):
        counter.apply(request=to_pem("CERTIFICATE REQUEST", bytes(encoded).replace(own, foreign)))


def test_a_key_of_another_kind_is_refused(counter: Counter) -> None:
    with pytest.raises(Refused, match="RSA 密钥不在签发范围内"):
        counter.apply(request=request_of(generate_key(KeyKind.RSA)))


def test_a_key_that_is_certified_for_somebody_else_is_refused(counter: Counter) -> None:
    counter.certificate()
    with pytest.raises(Refused, match="已为他人签发"):
        counter.apply("leader")


def test_nobody_applies_twice_at_once_nor_beside_a_certificate(counter: Counter) -> None:
    counter.apply()
    with pytest.raises(Refused, match="已有正在办理的申请"):
        counter.apply(request=request_of(generate_key(KeyKind.SM2)))


def test_nobody_applies_for_another_without_the_right_to_enter(counter: Counter) -> None:
    wish = counter.wish("leader")
    with pytest.raises(NotPermitted):
        apply(counter.world.actor(REVIEWER), wish)
    assert apply(counter.world.actor(CLERK), wish).entered_by_id == counter.world.account(CLERK).pk


def test_what_is_sent_back_is_supplied_again_and_what_is_refused_ends(counter: Counter) -> None:
    application = counter.apply(request="")
    assert application.stage == Stage.SUPPLY
    supply(counter.world.actor(HOLDER), application, request=request_of(counter.key))
    counter.check(application, outcome=CORRECT, note="请在安全的电脑上重新生成。")
    again = counter.fresh(application)
    assert again.stage == Stage.SUPPLY
    assert reason_of(again) == "请在安全的电脑上重新生成。"
    assert Notice.objects.filter(topic="registration", subject__contains="退回补正").count() == 1
    supply(counter.world.actor(HOLDER), again, request=request_of(generate_key(KeyKind.SM2)))
    counter.check(application)
    counter.review(application, outcome=REFUSE, opinion="岗位不需要证书。")
    refused = counter.fresh(application)
    assert refused.stage == Stage.REFUSED
    assert refused.ended_at is not None
    assert refused.reviewed_by is None


def test_an_application_is_withdrawn_by_who_asked_only(counter: Counter) -> None:
    application = counter.apply()
    with pytest.raises(Refused, match="只有申请人"):
        withdraw(counter.world.actor("leader"), application, reason="不需要")
    withdraw(counter.world.actor(HOLDER), application, reason="不需要")
    assert counter.fresh(application).stage == Stage.WITHDRAWN


def test_whoever_left_the_post_meanwhile_gets_no_certificate(counter: Counter) -> None:
    application = counter.approved()
    application.holder.person.appointments.update(end=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="目录有变化"):
        counter.issue(application)


def test_codes_are_two_hold_once_and_give_up_after_some_tries(counter: Counter) -> None:
    issued = counter.issued()
    notice = Notice.objects.filter(topic="registration").latest("pk")
    assert issued.reference in notice.body
    holder, code = counter.world.actor(HOLDER), counter.code(issued)
    for _ in range(5):
        with pytest.raises(Refused, match="不对"):
            collect(holder, counter.fresh(issued), reference=issued.reference, code="00000000")
    with pytest.raises(Refused, match="已失效"):
        collect(holder, counter.fresh(issued), reference=issued.reference, code=code)
    send_codes(counter.world.actor(CLERK), counter.fresh(issued))
    anew = counter.fresh(issued)
    assert anew.reference != issued.reference
    assert counter.collected(anew)
    with pytest.raises(Refused, match="已失效"):
        collect(holder, counter.fresh(issued), reference=anew.reference, code=code)


def test_codes_do_not_hold_for_ever(counter: Counter) -> None:
    issued = counter.issued()
    CertificateApplication.objects.filter(pk=issued.pk).update(codes_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="已失效"):
        counter.collected(counter.fresh(issued))


def test_a_lost_carrier_is_frozen_at_once_replaced_and_its_old_key_comes_back(counter: Counter) -> None:
    lost = counter.certificate()
    CertificateApplication.objects.update(stage=Stage.DONE)
    old_spki = lost.encryption.certificate.spki
    new = Counter(counter.world)
    asked = new.apply(kind=Kind.REPLACE, concerning=lost)
    lost.refresh_from_db()
    assert lost.state == Certificate.State.SUSPENDED
    new.check(asked)
    new.review(asked)
    replaced = new.issue(asked)
    lost.refresh_from_db()
    assert (lost.state, lost.reason) == (Certificate.State.REVOKED, Reason.KEY_COMPROMISE)
    assert replaced.stage == Stage.RECOVER
    assert EscrowedKey.objects.get(certificate=lost.encryption).state == EscrowedKey.State.HISTORY
    confirm_recoveries(counter.world.actor(REVIEWER), replaced)
    packed = ZipFile(BytesIO(new.collected(new.fresh(replaced))))
    opened = open_envelope(packed.read("recovered-key-1.der"), load_pkcs8(new.key.pkcs8()))  # type: ignore[arg-type]
    assert opened.spki == old_spki


def test_a_certificate_is_renewed_in_its_last_ninety_days_signed_by_its_old_key(counter: Counter) -> None:
    old = counter.certificate()
    CertificateApplication.objects.update(stage=Stage.DONE)
    request = request_of(generate_key(KeyKind.SM2))
    with pytest.raises(Refused, match="90 天内"):
        counter.apply(kind=Kind.RENEW, concerning=old, request=request)
    Certificate.objects.filter(pk=old.pk).update(not_after=timezone.now() + timedelta(days=59, hours=1))
    old.refresh_from_db()
    encoded = from_pem("CERTIFICATE REQUEST", request)
    wrong = base64.b64encode(generate_key(KeyKind.SM2).sign(encoded)).decode()
    with pytest.raises(Refused, match="不是原证书的密钥"):
        counter.apply(kind=Kind.RENEW, concerning=old, request=request, proof=wrong)
    proof = base64.b64encode(counter.key.sign(encoded)).decode()
    application = counter.apply(kind=Kind.RENEW, concerning=old, request=request, proof=proof)
    assert application.signed_by_old_key
    counter.check(application)
    counter.review(application)
    issued = counter.issue(application)
    assert issued.certificate is not None
    assert issued.certificate.renews == old


def test_a_reminder_comes_once_for_each_of_its_days(counter: Counter) -> None:
    certificate, now = counter.certificate(), timezone.now()
    Certificate.objects.filter(pk=certificate.pk).update(not_after=now + timedelta(days=59, hours=1))
    for days in (0, 0, 20, 35, 55):
        remind_of_expiry(now + timedelta(days=days))
    told = Notice.objects.filter(topic="registration", subject__contains="到期").values_list("subject", flat=True)
    assert sorted(told) == ["证书将在 30 天内到期", "证书将在 60 天内到期", "证书将在 7 天内到期"]


def test_revoking_and_thawing_are_cases_too(counter: Counter) -> None:
    certificate = counter.certificate()
    CertificateApplication.objects.update(stage=Stage.DONE)
    report_loss(counter.world.actor(HOLDER), certificate)
    certificate.refresh_from_db()
    thawed = counter.approved(kind=Kind.THAW, concerning=certificate, request="")
    assert counter.issue(thawed).stage == Stage.DONE
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.ACTIVE
    ended = counter.approved(kind=Kind.REVOKE, concerning=certificate, request="", reason=5)
    counter.issue(ended)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.reason) == (Certificate.State.REVOKED, Reason.CESSATION_OF_OPERATION)


def test_an_organ_gets_its_certificate_and_its_server_through_its_contact(counter: Counter) -> None:
    contact = counter.world.actor("permit-reviewer")
    account, organ = counter.world.account("permit-reviewer"), counter.world.organ("housing-bureau")
    wish = Wish(
        kind=Kind.NEW, holder_kind=HolderKind.ORGAN, applicant=account, organ=organ, request=request_of(counter.key)
    )
    with pytest.raises(NotPermitted):
        apply(counter.world.actor(HOLDER), wish.but(applicant=counter.world.account(HOLDER)))
    application = apply(contact, wish)
    counter.check(application)
    counter.review(application)
    issued = counter.issue(application)
    assert issued.certificate is not None
    assert (issued.certificate.account_id, issued.certificate.organ_id) == (None, organ.pk)
    server = Wish(
        kind=Kind.NEW, holder_kind=HolderKind.SERVER, applicant=account, organ=organ, name="permits.heyuan.test",
        names=["permits.heyuan.test", "10.0.0.7"], request=request_of(generate_key(KeyKind.ECDSA_P256)),
    )  # fmt: skip
    counter.check(known := apply(contact, server))
    counter.review(known)
    made = counter.issue(known).certificate
    assert made is not None
    assert {name.value for name in made.certificate.alternative_names} == {"permits.heyuan.test", "10.0.0.7"}


def test_a_citizen_is_certified_without_anybody_reading_his_number(counter: Counter) -> None:
    account = counter.world.account("citizen")
    wish = Wish(
        kind=Kind.NEW, holder_kind=HolderKind.PERSON, applicant=account, holder=account, request=request_of(counter.key)
    )
    application = apply(counter.world.actor("citizen"), wish)
    counter.check(application)
    counter.review(application)
    issued = counter.issue(application)
    assert issued.certificate is not None
    assert account.person.identity_number.encode() not in bytes(issued.certificate.encoded)
    packed = collect(counter.world.actor("citizen"), issued, reference=issued.reference, code=counter.code(issued))
    assert packed.startswith(b"PK")
    confirm_import(counter.world.actor("citizen"), counter.fresh(issued))
    assert counter.fresh(issued).stage == Stage.DONE


def test_issuing_asks_for_the_right_of_trust(counter: Counter) -> None:
    application = counter.approved()
    with pytest.raises((NotPermitted, Refused)):
        carry_out(counter.world.actor(REVIEWER), application)
    assert counter.issue(application, ISSUER).certificate is not None

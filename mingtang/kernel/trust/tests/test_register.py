"""From issue to revocation, in the register and in what is published."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.kernel.directory.api import AppointmentEnded, Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.trust.actions.publishing import publish_list
from mingtang.kernel.trust.api import (
    Certificate,
    EscrowedKey,
    Holder,
    evidence_at_hand,
    fill_pool,
    issue_certificate,
    issue_pair,
    resume_certificate,
    revoke_certificate,
    stamp,
    suspend_certificate,
)
from mingtang.kernel.trust.handlers import holder_left_post
from mingtang.kernel.trust.responding import answer_question
from mingtang.kernel.trust.tests.conftest import officer_of
from mingtang.lib.crypto.certificates import KeyUse
from mingtang.lib.crypto.faults import NotTrusted
from mingtang.lib.crypto.keys import KeyKind, generate_key, load_pkcs8, open_envelope
from mingtang.lib.crypto.revocation import Known, Reason, make_question, read_crl, verify_answer
from mingtang.lib.crypto.timestamps import verify_timestamp
from mingtang.lib.crypto.validation import validate_path
from tests.world import World

pytestmark = pytest.mark.django_db


def standing(certificate: Certificate) -> Any:
    """What the responder of the authority says about it now."""
    authority, now = certificate.authority.certificate, timezone.now()
    answer = answer_question(certificate.authority_id, make_question(certificate.certificate, authority, b"n" * 16))
    return verify_answer(answer, certificate.certificate, authority, moment=now, nonce=b"n" * 16).status


def test_an_officers_certificate_leads_to_the_root_and_is_good(officers_certificate: Certificate) -> None:
    publish_list(SYSTEM, officers_certificate.authority, timezone.now(), full=True)
    path = validate_path(
        officers_certificate.certificate, evidence_at_hand(), timezone.now(), uses=(KeyUse.NON_REPUDIATION,)
    )
    assert len(path) == 3


def test_a_pair_brings_the_key_that_decrypts_in_an_envelope_and_never_the_one_that_signs(world: World) -> None:
    fill_pool()
    key, actor = generate_key(KeyKind.SM2), world.actor("official")
    holder = Holder(account_id=actor.account_id, organ_id=actor.organ_id)
    pair = issue_pair(SYSTEM, officer_of("张三", "住建局"), "officer-encryption", key.spki, holder)
    opened = open_envelope(pair.envelope, load_pkcs8(key.pkcs8()))  # type: ignore[arg-type]
    assert opened.spki == pair.encryption.certificate.spki != key.spki
    assert pair.encryption.pair == pair.signing
    assert pair.encryption.escrow.state == EscrowedKey.State.IN_USE


def test_a_key_is_certified_for_one_holder_only(world: World, officers_certificate: Certificate) -> None:
    other = Holder(account_id=world.account("citizen").pk)
    with pytest.raises(Refused, match="已为他人签发"):
        issue_certificate(SYSTEM, officer_of("李四", "住建局"), officers_certificate.certificate.spki, other)


def test_nobody_issues_without_the_right(world: World) -> None:
    key = generate_key(KeyKind.SM2)
    with pytest.raises(NotPermitted):
        issue_certificate(world.actor("official"), officer_of("张三", "住建局"), key.spki, Holder())


def test_freezing_and_thawing_show_in_answers_at_once_and_in_the_next_delta(officers_certificate: Certificate) -> None:
    authority, begun = officers_certificate.authority, timezone.now()
    publish_list(SYSTEM, authority, begun, full=True)
    assert standing(officers_certificate) == Known.GOOD
    suspend_certificate(SYSTEM, officers_certificate)
    assert standing(officers_certificate).reason == Reason.HOLD
    delta = publish_list(SYSTEM, authority, begun + timedelta(hours=1))
    assert delta is not None
    assert delta.base is not None
    assert [each.reason for each in read_crl(delta.encoded).revoked.values()] == [Reason.HOLD]
    resume_certificate(SYSTEM, officers_certificate)
    assert standing(officers_certificate) == Known.GOOD
    delta = publish_list(SYSTEM, authority, begun + timedelta(hours=2))
    assert delta is not None
    assert [each.reason for each in read_crl(delta.encoded).revoked.values()] == [Reason.REMOVE_FROM_LIST]


def test_a_revoked_pair_stays_revoked_and_its_escrowed_key_becomes_history(world: World) -> None:
    key, holder = generate_key(KeyKind.SM2), Holder(organ_id=world.organ("housing-bureau").pk)
    pair = issue_pair(SYSTEM, officer_of("张三", "住建局"), "officer-encryption", key.spki, holder)
    revoke_certificate(SYSTEM, pair.signing, Reason.KEY_COMPROMISE, note="遗失")
    assert standing(pair.signing).reason == standing(pair.encryption).reason == Reason.KEY_COMPROMISE
    assert EscrowedKey.objects.get(certificate=pair.encryption).state == EscrowedKey.State.HISTORY
    with pytest.raises(Refused, match="已注销"):
        revoke_certificate(SYSTEM, pair.signing, Reason.SUPERSEDED)
    with pytest.raises(Refused, match="重新生成"):
        issue_certificate(SYSTEM, officer_of("张三", "住建局"), key.spki, holder)


def test_whoever_leaves_the_post_loses_the_certificate(world: World, officers_certificate: Certificate) -> None:
    account = world.account("official")
    fact = AppointmentEnded(subject="", person_id=account.person_id or 0, post_id=officers_certificate.post_id or 0)
    holder_left_post(fact)
    officers_certificate.refresh_from_db()
    assert officers_certificate.reason == Reason.AFFILIATION_CHANGED


def test_a_certificate_nobody_issued_is_unknown(officers_certificate: Certificate) -> None:
    authority = officers_certificate.authority.certificate
    Certificate.objects.filter(pk=officers_certificate.pk).update(serial="00ff")
    answer = answer_question(
        officers_certificate.authority_id, make_question(officers_certificate.certificate, authority)
    )
    now = timezone.now()
    assert verify_answer(answer, officers_certificate.certificate, authority, moment=now).status == Known.UNKNOWN


@pytest.mark.parametrize("kind", [KeyKind.SM2, KeyKind.ECDSA_P256])
def test_a_stamp_proves_when_and_is_entered_in_the_register(world: World, kind: KeyKind) -> None:
    token = stamp(b"head", kind)
    assert token is not None

    def judge(certificate: Any, others: Any, moment: Any) -> None:
        validate_path(certificate, evidence_at_hand(), moment, revocation_required=False)

    stamped, _ = verify_timestamp(token, b"head", judge=judge)
    assert abs(stamped.moment - timezone.now()) < timedelta(seconds=5)
    with pytest.raises(NotTrusted):
        verify_timestamp(token, b"another", judge=judge)

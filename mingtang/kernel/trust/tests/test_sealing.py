"""Seals from the application to the sealed document, and what a stranger finds in it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, newest_head, seal_pending
from mingtang.kernel.trust.api import (
    Seal,
    SealMandate,
    SealUse,
    Spot,
    approve_seal,
    cancel_seal,
    declare_seal_scope,
    evidence_at_hand,
    mandate_for,
    mandate_seal,
    seal_ofd,
    seal_pdf,
    suspend_seal,
)
from mingtang.kernel.trust.models import EvidenceStamp, Office
from mingtang.kernel.trust.tests.seal_office import document, made_seal
from mingtang.kernel.trust.timestamps.completing import stamp_evidence, stamp_late_seals, stamps_between
from mingtang.lib.digests import sm3_hex
from mingtang.lib.ofd import verify_ofd, write_ofd
from mingtang.lib.pdf import verify_pdf
from mingtang.lib.verdicts import Outcome, judge_timestamp
from tests.world import World

pytestmark = pytest.mark.django_db

SCOPE = declare_seal_scope("test.documents", "测试文件")
SPOTS = [Spot(1, 150, 200)]


@pytest.fixture
def seal(world: World) -> Seal:
    return made_seal(world)


@pytest.fixture
def mandate(seal: Seal) -> SealMandate:
    mandate_seal(SYSTEM, seal, SCOPE, basis="依据")
    standing = mandate_for(seal.organ_id, SCOPE)
    assert standing is not None
    return standing


def test_a_sealed_pdf_is_valid_stamped_and_stands_in_the_ledger(mandate: SealMandate) -> None:
    sealed = seal_pdf(SYSTEM, mandate, document(), SPOTS, title="通知书", about=mandate)
    (verdict,) = verify_pdf(sealed.content, evidence_at_hand(), now=timezone.now())
    assert verdict.outcome is Outcome.VALID, verdict.steps
    assert verdict.time_is_proven
    use = SealUse.objects.get(sealed_digest=sm3_hex(sealed.content))
    assert (use.state, use.mandate, use.lacks_timestamp) == (SealUse.State.DONE, mandate, False)


def test_a_sealed_ofd_is_valid_and_an_altered_one_is_not(mandate: SealMandate) -> None:
    bare = write_ofd(document(), title="通知书", attachments=())
    sealed = seal_ofd(SYSTEM, mandate, bare, SPOTS, title="通知书", about=mandate)
    (verdict,) = verify_ofd(sealed.content, evidence_at_hand(), now=timezone.now())
    assert verdict.outcome in (Outcome.VALID, Outcome.UNKNOWN), verdict.steps
    assert verdict.name == mandate.seal.name


def test_no_timestamp_never_stops_a_seal_and_is_made_up_for(mandate: SealMandate) -> None:
    offices = Office.objects.filter(role=Office.Role.TIMESTAMPER)
    kept = list(offices.values_list("pk", "certificate__state"))
    for office in offices.select_related("certificate"):
        type(office.certificate).objects.filter(pk=office.certificate_id).update(state="suspended")
    sealed = seal_pdf(SYSTEM, mandate, document(), SPOTS, title="通知书", about=mandate)
    assert sealed.use.lacks_timestamp
    assert stamp_late_seals() == 0
    for office in Office.objects.filter(pk__in=[pk for pk, _ in kept]).select_related("certificate"):
        type(office.certificate).objects.filter(pk=office.certificate_id).update(state="active")
    assert stamp_late_seals() == 1
    sealed.use.refresh_from_db()
    assert not sealed.use.lacks_timestamp
    step, moment = judge_timestamp(bytes(sealed.use.late_stamp), sealed.content, evidence_at_hand())
    assert step.passed, step
    assert moment is not None


def test_a_suspended_or_cancelled_seal_presses_nothing_and_what_it_pressed_stays_valid(mandate: SealMandate) -> None:
    sealed = seal_pdf(SYSTEM, mandate, document(), SPOTS, title="通知书", about=mandate)
    suspend_seal(SYSTEM, mandate.seal, reason="清查")
    assert mandate_for(mandate.seal.organ_id, SCOPE) is None
    with pytest.raises(Refused, match="停用"):
        seal_pdf(SYSTEM, mandate, document(), SPOTS, title="通知书", about=mandate)
    cancel_seal(SYSTEM, mandate.seal, reason="机构改革")
    (verdict,) = verify_pdf(sealed.content, evidence_at_hand(), now=timezone.now() + timedelta(minutes=5))
    assert verdict.outcome in (Outcome.VALID, Outcome.VALID_THEN), verdict.steps


def test_nobody_approves_the_seal_they_applied_for(world: World, seal: Seal) -> None:
    with pytest.raises(NotPermitted):
        approve_seal(world.actor("official"), seal)
    account = world.account("official")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.filter(pk=seal.pk).update(applied_by=account, decided_by=account)
    with pytest.raises(IntegrityError), transaction.atomic():
        SealUse.objects.create(
            seal=seal, state=SealUse.State.DONE, title="x", form="pdf", digest="0", asked_at=timezone.now()
        )


def test_the_head_of_the_evidence_is_stamped_and_an_export_carries_the_stamp(seal: Seal) -> None:
    while seal_pending():
        pass
    head = newest_head()
    assert head is not None
    assert stamp_evidence() == 1
    assert stamp_evidence() == 0
    assert EvidenceStamp.objects.get().head == head.digest
    (told,) = stamps_between(1, head.seq)
    assert told["seq"] == head.seq

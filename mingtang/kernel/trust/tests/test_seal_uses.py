"""Seals applied for and used one document at a time, by different people."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import (
    Middle,
    Seal,
    SealUse,
    apply_for_seal,
    approve_seal,
    approve_seal_use,
    ask_seal_use,
    declare_seal_scope,
    evidence_at_hand,
    mandate_for,
    mandate_seal,
)
from mingtang.kernel.trust.models import EvidenceStamp
from mingtang.kernel.trust.seals.keeping import kept
from mingtang.kernel.trust.seals.pressing import press_use
from mingtang.kernel.trust.tests.seal_office import CUSTODIAN, artwork, asked_use, document, made_seal
from mingtang.lib.pdf import verify_pdf
from mingtang.lib.verdicts import Outcome
from tests.world import World

pytestmark = pytest.mark.django_db

SCOPE = declare_seal_scope("test.documents", "测试文件")


@pytest.fixture
def seal(world: World) -> Seal:
    return made_seal(world)


def pressed(use: SealUse) -> SealUse:
    """What the worker makes of an approved use."""
    press_use.call(use.pk)
    use.refresh_from_db()
    return use


def test_a_document_is_sealed_once_after_another_has_approved_it(world: World, seal: Seal) -> None:
    use = asked_use(world, seal)
    approve_seal_use(world.actor("leader"), use, note="同意")
    assert pressed(use).state == SealUse.State.DONE
    (verdict,) = verify_pdf(kept(use.sealed_name), evidence_at_hand(), now=timezone.now())
    assert verdict.outcome is Outcome.VALID, verdict.steps
    sealed = use.sealed_digest
    assert pressed(use).sealed_digest == sealed


def test_neither_the_applicant_approves_nor_the_custodian_applies(world: World, seal: Seal) -> None:
    use = asked_use(world, seal)
    SealUse.objects.filter(pk=use.pk).update(asked_by=world.account("leader"))
    use.refresh_from_db()
    with pytest.raises(Refused, match="自己的用印申请"):
        approve_seal_use(world.actor("leader"), use)
    with pytest.raises(Refused, match="保管人"):
        ask_seal_use(world.actor(CUSTODIAN), seal, document(), title="函", purpose="报送")


def test_what_cannot_be_sealed_says_why(world: World, seal: Seal) -> None:
    broken, beside = asked_use(world, seal, b"%PDF-1.7 broken"), asked_use(world, seal)
    SealUse.objects.filter(pk=beside.pk).update(x=5)
    for use in (broken, beside):
        approve_seal_use(world.actor("leader"), use)
        assert pressed(use).state == SealUse.State.FAILED
    assert "PDF" in broken.fault
    assert "不在第 1 页之内" in beside.fault
    with pytest.raises(Refused, match="PDF"):
        asked_use(world, seal, b"MZ")


def test_a_replaced_seal_hands_on_its_standing_approvals_and_ends(seal: Seal) -> None:
    mandate_seal(SYSTEM, seal, SCOPE, basis="办法")
    new = apply_for_seal(
        SYSTEM, seal.organ, seal.custodian, name=seal.name, kind=seal.kind, approval="和编〔2026〕2号",
        artwork=artwork(), replaces=seal,
    )  # fmt: skip
    with pytest.raises(Refused, match="已有更换"):
        apply_for_seal(
            SYSTEM, seal.organ, seal.custodian, name=seal.name, kind=seal.kind, approval="x", artwork=artwork(),
            replaces=seal,
        )  # fmt: skip
    approve_seal(SYSTEM, new)
    standing = mandate_for(seal.organ_id, SCOPE)
    assert standing is not None
    assert (standing.seal, standing.basis) == (new, "办法")
    assert not seal.mandates.filter(end=None).exists()


def test_a_second_seal_of_the_same_name_is_refused_in_words(seal: Seal) -> None:
    second = apply_for_seal(
        SYSTEM, seal.organ, seal.custodian, name=seal.name, kind=seal.kind, approval="x", artwork=artwork()
    )
    with pytest.raises(Refused, match="已有同名"):
        approve_seal(SYSTEM, second)


def test_from_the_form_to_the_sealed_file(world: World, seal: Seal) -> None:
    official, leader = world.client("official"), world.client("leader")
    said = {"seal": seal.pk, "title": "关于检查的函", "purpose": "送市场监管局", "copies": 2, "place": "chosen"}
    bare = official.post(reverse("ask_seal_use"), said | {"file": SimpleUploadedFile("a.pdf", document())})
    assert bare.status_code == 422
    sent = said | {"page": 1, "x": 100, "y": 100, "file": SimpleUploadedFile("a.pdf", document())}
    asked = official.post(reverse("ask_seal_use"), sent)
    use = SealUse.objects.get()
    assert asked["Location"] == reverse("seal_use", args=[use.pk])
    assert (use.copies, Middle(use.page, use.x, use.y)) == (2, Middle(1, 100, 100))
    leader.post(reverse("approve_seal_use", args=[use.pk]), {"note": "同意"})
    assert pressed(use).state == SealUse.State.DONE
    answer = official.get(reverse("sealed_document", args=[use.pk]))
    assert answer.content == kept(use.sealed_name)
    assert answer["Content-Disposition"].startswith("attachment")
    found = official.get(reverse("seal_uses"), {"words": use.sealed_digest[:12].upper()})
    assert use.title in found.content.decode()


@pytest.mark.parametrize(("page", "statements"), [("seals", 3), ("seal_uses", 2), ("seal_uses_waiting", 2)])
def test_lists_cost_a_fixed_number_of_statements(world: World, seal: Seal, page: str, statements: int) -> None:
    for _ in range(3):
        asked_use(world, seal)
    client = world.client("leader")
    client.get(reverse(page))
    with CaptureQueriesContext(
        connection,
    ) as ran:
        client.get(reverse(page))
    own = [each["sql"] for each in ran if re.search(r'FROM "trust_', each["sql"]) and "COUNT" not in each["sql"][:40]]
    counts = [each["sql"] for each in ran if re.search(r'COUNT.*FROM "trust_', each["sql"])]
    assert len(own) + len(counts) == statements + 1  # and what waits, beside its place in the navigation


def test_a_gap_of_the_timestamps_is_shown(world: World) -> None:
    now = timezone.now()
    EvidenceStamp.objects.create(
        seq=1, head="0" * 64, sealed_at=now, oldest_at=now - timedelta(hours=2), stamped_at=now, token=b""
    )
    shown = world.client("audit_officer").get(reverse("evidence_stamps")).content.decode()
    assert "空缺 2 小时" in shown

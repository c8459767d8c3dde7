"""Nobody recovers a key alone: not by another account, not by a role that has both sides, not past the actions."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role, revise_role
from mingtang.kernel.directory.actions.people import appoint
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.queries import known_roles
from mingtang.kernel.evidence.api import SYSTEM, CannotUndo
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.undo import undo_record
from mingtang.kernel.trust.actions.escrow import collect_recovery
from mingtang.kernel.trust.api import EscrowedKey, KeyRecovery, Warrant, ask_recovery, confirm_recovery, refuse_recovery
from mingtang.kernel.trust.permissions import ASK_RECOVERY, CONFIRM_RECOVERY, READ_ESCROW
from mingtang.lib.crypto.keys import Sm2Key, generate_key, load_pkcs8, open_envelope
from mingtang.lib.crypto.keys.kinds import KeyKind
from tests.world import World

pytestmark = pytest.mark.django_db
NODE = Scope(kind="node")


@pytest.fixture
def recipient() -> Sm2Key:
    key = load_pkcs8(generate_key(KeyKind.SM2).pkcs8())
    assert isinstance(key, Sm2Key)
    return key


@pytest.fixture
def asked(world: World, escrowed_key: EscrowedKey, recipient: Sm2Key) -> KeyRecovery:
    return ask_recovery(world.actor("key-officer"), escrowed_key, Warrant("介质损坏"), recipient.spki)


def test_a_second_officer_confirms_and_the_first_collects(
    world: World, escrowed_key: EscrowedKey, asked: KeyRecovery, recipient: Sm2Key
) -> None:
    confirm_recovery(world.actor("key-reviewer"), asked, note="属实")
    asked.refresh_from_db()
    with pytest.raises(Refused, match="只交给提出恢复"):
        collect_recovery(SYSTEM, asked)
    envelope = collect_recovery(world.actor("key-officer"), asked)
    assert open_envelope(envelope, recipient).spki == bytes(escrowed_key.spki)
    assert Record.objects.filter(act="trust.collect_recovery", object_id=str(asked.pk)).count() == 1


def test_the_envelope_is_not_there_before_it_is_confirmed(world: World, asked: KeyRecovery) -> None:
    with pytest.raises(Refused, match="待确认"):
        collect_recovery(world.actor("key-officer"), asked)


@pytest.mark.parametrize("decide", [confirm_recovery, refuse_recovery])
def test_neither_who_asked_nor_the_same_person_by_another_account_decides(
    world: World, asked: KeyRecovery, decide: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = world.actor("key-officer")
    second = Account.objects.create(login="hy9901", kind="official", person_id=first.person_id, organ_id=first.organ_id)
    monkeypatch.setattr(AccountActor, "may", lambda *asked: True)  # as if a role had slipped through
    with pytest.raises(Refused, match="是您提出的"):
        decide(first, asked, note="x")
    with pytest.raises(Refused, match="您本人的另一个账号"):
        decide(AccountActor(second), asked, note="x")
    with pytest.raises(Refused, match="本人确认"):
        decide(SYSTEM, asked, note="x")


def test_what_is_decided_stays_decided(world: World, asked: KeyRecovery) -> None:
    reviewer = world.actor("key-reviewer")
    refuse_recovery(reviewer, asked, note="没有持有人的申请")
    stale = KeyRecovery(pk=asked.pk, state="asked", asked_by_id=asked.asked_by_id, key=asked.key)
    with pytest.raises(Refused, match="不予恢复"):
        confirm_recovery(reviewer, stale)


@pytest.mark.parametrize("change", ["own", "nobody", "early"])
def test_the_database_itself_demands_two(asked: KeyRecovery, change: str) -> None:
    values = {
        "own": {"state": "done", "decided_by": asked.asked_by, "decided_at": timezone.now()},
        "nobody": {"state": "done"},
        "early": {"envelope": b"key"},
    }[change]
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyRecovery.objects.filter(pk=asked.pk).update(**values)


def test_no_role_post_or_person_has_both_sides(world: World) -> None:
    codes, today = [ASK_RECOVERY.code, CONFIRM_RECOVERY.code], timezone.localdate()
    with pytest.raises(Refused, match="职责分离"):
        define_role(SYSTEM, code="both", name="两面", permissions=codes)
    ask = define_role(SYSTEM, code="ask-only", name="提出", permissions=codes[:1])
    confirm = define_role(SYSTEM, code="confirm-only", name="确认", permissions=codes[1:])
    post, other = world.post("fire-brigade/prevention/head"), world.post("fire-brigade/prevention/handler")
    grant_role(SYSTEM, post, ask, NODE, start=today)
    with pytest.raises(Refused, match="职责分离"):
        grant_role(SYSTEM, post, confirm, NODE, start=today)
    grant_role(SYSTEM, other, confirm, NODE, start=today + timedelta(days=3))
    person = world.account("fire-design-officer").person
    with pytest.raises(Refused, match="职责分离"):
        appoint(SYSTEM, person, post, kind="concurrent", start=today)


def test_a_role_that_is_held_beside_another_does_not_grow_the_other_side(world: World) -> None:
    today, post = timezone.localdate(), world.post("fire-brigade/prevention/head")
    ask = define_role(SYSTEM, code="ask-only", name="提出", permissions=[ASK_RECOVERY.code])
    other = define_role(SYSTEM, code="other", name="其他", permissions=[CONFIRM_RECOVERY.code])
    revise_role(SYSTEM, other, name="其他", permissions=[READ_ESCROW.code])
    revised = Record.objects.filter(act="directory.revise_role").latest("pk")
    for role in (ask, other):
        grant_role(SYSTEM, post, role, NODE, start=today)
    with pytest.raises(Refused, match="职责分离"):
        revise_role(SYSTEM, other, name="其他", permissions=[CONFIRM_RECOVERY.code])
    with pytest.raises(CannotUndo, match="职责分离"):
        undo_record(SYSTEM, revised)
    assert ("other", "其他") in known_roles()

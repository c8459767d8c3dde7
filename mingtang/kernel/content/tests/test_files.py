"""Keeping files: one content once, whose they are, versions, limits, and what goes when nothing refers to it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mingtang.kernel.content.actions.files import collect_unknown, collect_unused, remove_file, set_allowance
from mingtang.kernel.content.models import File, Rejection, StoredContent
from mingtang.kernel.content.queries import files_visible_to, held, own_files, readable_file
from mingtang.kernel.content.rules import Limits
from mingtang.kernel.content.storage import store
from mingtang.kernel.content.tests import samples
from mingtang.kernel.content.tests.conftest import Bring
from mingtang.kernel.directory.api import Account, AccountActor, Refused, Stale
from mingtang.kernel.evidence.models import Record
from mingtang.lib.digests import sm3_hex
from tests.world import World

pytestmark = pytest.mark.django_db


def in_two_days() -> Any:
    return timezone.now() + timedelta(days=2)


def test_a_file_is_kept_by_its_digest_and_its_evidence_names_the_sm3(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"), content=b"text\n")
    assert file.content.sm3 == sm3_hex(b"text\n")
    assert b"".join(store().chunks(file.content.sha256, 0, 5)) == b"text\n"
    record = Record.objects.get(act="content.store_file")
    assert file.content.sm3 in record.note


def test_the_same_content_is_kept_once_whoever_brings_it(world: World, bring: Bring) -> None:
    one, other = bring(world.actor("citizen"), "a.txt"), bring(world.actor("official"), "b.txt")
    assert one.content_id == other.content_id
    assert StoredContent.objects.count() == 1


def test_a_file_in_the_store_is_private_to_the_program(world: World, bring: Bring, settings: Any) -> None:
    bring(world.actor("citizen"))
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0


def test_everybody_sees_their_own_files_only(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"))
    others = ("agent", "official", "system_officer", "security_officer", "audit_officer")
    assert list(files_visible_to(world.actor("citizen"))) == [file]
    for name in others:
        assert not files_visible_to(world.actor(name)).exists()
        assert readable_file(world.actor(name), file.pk) is None


def test_an_agent_sees_what_the_legal_person_keeps_and_not_what_is_private(world: World, bring: Bring) -> None:
    agent = world.actor("agent")
    enterprise = AccountActor(Account.objects.get(kind="legal", legal_person=agent.agency.legal_person_id))
    of_enterprise = bring(enterprise, "执照.txt", b"licence")
    by_agent = bring(agent, "合同.txt", b"contract")
    assert set(own_files(agent)) == set(own_files(enterprise)) == {of_enterprise, by_agent}
    private = AccountActor(agent.account)
    assert not own_files(private).exists()
    assert not by_agent.is_held_by(private)


def test_a_new_version_follows_the_last_one_and_nobody_elses(world: World, bring: Bring) -> None:
    actor = world.actor("official")
    first = bring(actor, content=b"1")
    second = bring(actor, content=b"2", replaces=first)
    first.refresh_from_db()
    assert (second.document, second.version, second.current, first.current) == (first.document, 2, True, False)
    with pytest.raises(Stale):
        bring(actor, content=b"3", replaces=first)
    with pytest.raises(Refused, match="自己的文件"):
        bring(world.actor("citizen"), content=b"3", replaces=second)


def test_removing_the_last_version_brings_the_one_before_back(world: World, bring: Bring) -> None:
    actor = world.actor("official")
    first = bring(actor, content=b"1")
    remove_file(actor, bring(actor, content=b"2", replaces=first))
    first.refresh_from_db()
    assert first.current


def test_nobody_removes_the_file_of_another(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"))
    with pytest.raises(Refused):
        remove_file(world.actor("system_officer"), file)


def test_content_goes_two_days_after_its_last_file_and_not_before(world: World, bring: Bring) -> None:
    citizen, official = world.actor("citizen"), world.actor("official")
    one, other = bring(citizen), bring(official)
    sha256 = one.content.sha256
    remove_file(citizen, one)
    assert collect_unused(in_two_days()) == 0
    remove_file(official, other)
    assert collect_unused(timezone.now() - timedelta(days=2)) == 0
    assert store().has(sha256)
    assert collect_unused(in_two_days()) == 1
    assert not store().has(sha256)


def test_content_that_is_brought_again_stays(world: World, bring: Bring) -> None:
    citizen = world.actor("citizen")
    remove_file(citizen, bring(citizen))
    again = bring(citizen)
    assert collect_unused(in_two_days()) == 0
    assert store().has(again.content.sha256)


def test_bytes_that_no_row_knows_are_swept_when_they_are_old(world: World, bring: Bring, tmp_path: Path) -> None:
    known = bring(world.actor("citizen"))
    stray = tmp_path / "stray"
    stray.write_bytes(b"left by a crash")
    digests = store().put(stray)
    assert collect_unknown(digests.sha256[:2], timezone.now() - timedelta(days=2)) == 0
    assert collect_unknown(digests.sha256[:2], in_two_days()) == 1
    assert not store().has(digests.sha256)
    assert collect_unknown(known.content.sha256[:2], in_two_days()) == 0


def test_limits_hold_by_size_by_room_and_by_number(world: World, bring: Bring) -> None:
    officer, citizen = world.actor("system_officer"), world.actor("citizen")
    set_allowance(officer, "citizen", Limits(10, 15, 2))
    bring(citizen, content=b"123456789")
    assert held(citizen) == (9, 1)
    with pytest.raises(Refused, match="空间不够"):
        bring(citizen, content=b"abcdefg")
    with pytest.raises(Refused, match="超过 10 字节"):
        bring(citizen, content=b"x" * 11)
    bring(citizen, content=b"ab")
    with pytest.raises(Refused, match="达到上限 2 个"):
        bring(citizen, content=b"c")
    bring(world.actor("official"), content=b"x" * 100)


def test_an_empty_file_is_refused(world: World, bring: Bring) -> None:
    with pytest.raises(Refused, match="空的"):
        bring(world.actor("citizen"), content=b"")


def test_what_is_not_taken_is_written_down_and_leaves_nothing(world: World, bring: Bring, settings: Any) -> None:
    with pytest.raises(Refused, match="内容却是PDF 文档"):
        bring(world.actor("citizen"), "照片.jpg", samples.pdf())
    rejection = Rejection.objects.get()
    assert (rejection.name, rejection.reason) == ("照片.jpg", "type")
    assert Record.objects.filter(act="content.store_file", outcome="refused").count() == 1
    assert not File.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*"))
    assert not list((settings.VAR / "uploads").iterdir())


def test_a_broken_picture_is_refused_and_a_locked_document_is_not(world: World, bring: Bring) -> None:
    with pytest.raises(Refused, match="打不开"):
        bring(world.actor("citizen"), "照片.jpg", samples.picture("JPEG", (640, 480))[:900])
    assert bring(world.actor("citizen"), "加密.pdf", b"%PDF-1.7\nnothing that our reader opens").content.pages == 0


def test_names_lose_folders_and_what_cannot_be_seen(world: World, bring: Bring) -> None:
    assert bring(world.actor("citizen"), "../../etc/通知\u202egpj.txt").name == "通知gpj.txt"

"""Scanning: a real clamd where the machine has one, a server that speaks its protocol everywhere, and what follows."""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.content.actions.scans import MOST_TRIES, queue_unscanned, scan_due
from mingtang.kernel.content.models import Rejection, StoredContent
from mingtang.kernel.content.rules import ScanState
from mingtang.kernel.content.scanning import ScannerFailed, Verdict, answers, scan
from mingtang.kernel.content.tests.conftest import Bring
from mingtang.kernel.content.tests.samples import EICAR
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.messaging.models import InboxItem
from tests.world import World

pytestmark = pytest.mark.django_db


class _Scanner(socketserver.StreamRequestHandler):
    """INSTREAM and PING as clamd(8) describes them; knows one virus."""

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > 100_000:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: Eicar-Test FOUND\0" if EICAR in content else b"stream: OK\0")


@pytest.fixture
def scanner() -> Iterator[str]:
    """The address of a scanner over TCP."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Scanner) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real clamd at a Unix socket, knowing nothing but EICAR: signatures of today cannot be had without network."""
    if shutil.which("clamd") is None:
        pytest.skip("clamd is not installed")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "own.hdb").write_text("44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n")
    config = folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {folder}/clamd.ctl\nDatabaseDirectory {folder}\nForeground yes\nLogFile {folder}/log\nExitOnOOM yes\n"
    )
    process = subprocess.Popen(["clamd", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address, until = f"{folder}/clamd.ctl", time.monotonic() + 60
    while not answers(address) and time.monotonic() < until and process.poll() is None:
        threading.Event().wait(0.1)
    yield address
    process.terminate()
    process.wait(20)


def test_a_real_clamd_finds_eicar_and_lets_others_pass(clamd: str) -> None:
    assert scan(clamd, [EICAR[:30], EICAR[30:]]) == Verdict("Eicar-Test.UNOFFICIAL")
    assert scan(clamd, [b"harmless", b" text"]) == Verdict()
    assert scan(clamd, []) == Verdict()


def test_a_scanner_over_tcp_is_spoken_to_the_same_way(scanner: str) -> None:
    assert answers(scanner)
    assert scan(scanner, [EICAR]).threat == "Eicar-Test"
    assert scan(scanner, [b"text"]) == Verdict()


def test_a_scanner_that_gives_up_or_is_not_there_is_no_clean_verdict(scanner: str) -> None:
    with pytest.raises(ScannerFailed, match="size limit"):
        scan(scanner, [bytes(60_000), bytes(60_000)])
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ScannerFailed):
        scan(address, [b"text"])
    with pytest.raises(ScannerFailed):
        scan("/nowhere/clamd.ctl", [b"text"])
    assert not answers(address)


def test_without_a_scanner_nothing_is_claimed(world: World, bring: Bring) -> None:
    assert bring(world.actor("citizen")).content.scan == ScanState.NOT_SCANNED
    assert scan_due() == 0


def test_what_waits_is_given_to_its_owner_only_and_to_all_readers_when_clean(
    world: World, bring: Bring, scanner: str, settings: Any
) -> None:
    settings.CLAMAV = scanner
    file = bring(world.actor("citizen"))
    assert file.content.scan == ScanState.WAITING
    assert world.client("citizen").get(reverse("file_content", args=[file.pk])).status_code == 200
    assert scan_due() == 1
    file.content.refresh_from_db()
    assert (file.content.scan, file.content.scan_note) == (ScanState.CLEAN, "")
    assert scan_due() == 0


def test_an_infected_file_is_locked_recorded_told_and_never_taken_again(
    world: World, bring: Bring, scanner: str, settings: Any
) -> None:
    settings.CLAMAV = scanner
    citizen = world.actor("citizen")
    file = bring(citizen, "补丁.txt", EICAR)
    scan_due()
    browser = world.client("citizen")
    assert browser.get(reverse("file_content", args=[file.pk])).status_code == 403
    assert Rejection.objects.get().reason == "virus"
    assert Record.objects.get(act="content.quarantine").note.startswith("Eicar-Test")
    assert Fact.objects.filter(name="content.ContentInfected").count() == 1
    assert "Eicar-Test" in InboxItem.objects.get(account=citizen.account_id).notice.body
    with pytest.raises(Refused, match="Eicar-Test"):
        bring(world.actor("official"), "换个名字.txt", EICAR)


def test_a_scanner_that_is_away_is_asked_again_and_after_eight_tries_it_is_said(
    world: World, bring: Bring, settings: Any
) -> None:
    settings.CLAMAV = "/nowhere/clamd.ctl"
    content = bring(world.actor("citizen")).content
    for _ in range(MOST_TRIES):
        StoredContent.objects.update(scan_next_at=timezone.now() - timedelta(seconds=1))
        assert scan_due() == 1
    content.refresh_from_db()
    assert content.scan == ScanState.FAILED
    assert "ScannerFailed" in content.scan_note
    assert scan_due() == 0


def test_a_new_scanner_sees_what_was_stored_before(world: World, bring: Bring, scanner: str, settings: Any) -> None:
    bring(world.actor("citizen"))
    settings.CLAMAV = scanner
    assert queue_unscanned() == 1
    assert scan_due() == 1
    assert StoredContent.objects.get().scan == ScanState.CLEAN


def test_a_lost_content_does_not_stop_the_others(world: World, bring: Bring, scanner: str, settings: Any) -> None:
    settings.CLAMAV = scanner
    lost, kept = bring(world.actor("citizen"), content=b"lost"), bring(world.actor("citizen"), content=b"kept")
    next(Path(settings.MEDIA_ROOT).rglob(lost.content.sha256)).unlink()
    assert scan_due() == 2
    kept.content.refresh_from_db()
    assert kept.content.scan == ScanState.CLEAN

import json
import socket
import struct
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingtang.config import doctor
from mingtang.config.cli import COMMANDS, cli
from mingtang.config.processes import AlreadyRunning, is_running, lock_folder
from mingtang.config.restore import BadBackup, check_files, read_manifest
from mingtang.config.serve import Child
from mingtang.config.signing_key import signing_key
from mingtang.kernel.processes.api import ProcessVersion
from mingtang.lib.crypto.engine import Check, SelfTest
from mingtang.lib.sntp import clock_offset


def test_help_lists_every_command_and_the_exit_codes() -> None:
    said = CliRunner().invoke(cli, ["--help"])
    assert said.exit_code == 0
    assert all(name in said.output for name in COMMANDS)
    assert "Exit codes: 0 done" in said.output


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "manage"])
def test_every_command_explains_itself(name: str) -> None:
    said = CliRunner().invoke(cli, [name, "--help"])
    assert said.exit_code == 0, said.output
    assert "Usage:" in said.output


def test_a_folder_is_locked_for_one_process_and_named_by_its_number(tmp_path: Path) -> None:
    with lock_folder(tmp_path):
        assert is_running(tmp_path)
        with pytest.raises(AlreadyRunning) as refused:
            lock_folder(tmp_path)
        assert refused.value.pid.isdecimal()
    assert not is_running(tmp_path)


def test_a_child_that_keeps_ending_is_started_ever_more_slowly() -> None:
    child, waits = Child("child", []), []
    now = 1000.0
    for _ in range(9):
        child.born = now
        child._lost(1, now + 1)
        waits.append(child.due - (now + 1))
        now = child.due
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    child.born = now
    child._lost(1, now + 3600)
    assert child.due - (now + 3600) == 0.5


def test_the_signing_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = signing_key(tmp_path / "keys")
    assert first == signing_key(tmp_path / "keys")
    assert "BEGIN PRIVATE KEY" in first
    assert (tmp_path / "keys" / "oidc_key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "{}",
        '{"format": 99, "database": "sqlite", "version": "1", "keys": true, "files": []}',
        '{"format": 1, "database": "sqlite", "version": "1", "keys": true, "files": [{"path": "a"}]}',
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(BadBackup):
        read_manifest(tmp_path)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "files/../../outside"])
def test_a_manifest_that_points_outside_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    entry = {"path": path, "size": 1, "sm3": "", "sha256": ""}
    manifest = {"format": 1, "database": "sqlite", "version": "1", "keys": True, "files": [entry]}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BadBackup):
        read_manifest(tmp_path)


def test_a_file_that_only_one_digest_vouches_for_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    entry = {"path": "file", "size": 3, "sha256": sha256, "sm3": "0" * 64}
    with pytest.raises(BadBackup, match="digest does not match"):
        check_files(tmp_path, {"files": [entry]})


def _serve_time(sock: socket.socket, ahead: float) -> None:
    _, client = sock.recvfrom(512)
    moment = time.time() + ahead + 2_208_988_800
    stamp = struct.pack("!II", int(moment), int(moment % 1 * 2**32))
    sock.sendto(b"\x24" + bytes(31) + stamp + stamp, client)


@pytest.mark.parametrize("ahead", [0.0, 7.5, -3600.0])
def test_the_clock_is_compared_with_a_time_server(ahead: float) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve_time, args=(server, ahead))
        thread.start()
        offset = clock_offset("127.0.0.1", server.getsockname()[1])
        thread.join()
    assert offset == pytest.approx(ahead, abs=0.2)


@pytest.mark.django_db
def test_one_broken_look_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[doctor.Finding]:
        raise OSError("disk on fire")

    monkeypatch.setattr(doctor, "LOOKS", (("disk", broken), ("crypto", doctor.look_at_crypto)))
    findings = [(name, finding.state) for name, finding in doctor.examine()]
    assert findings == [("disk", "failure"), ("crypto", "ok"), ("crypto", "ok")]


def test_an_engine_that_computes_wrongly_or_must_not_hold_keys_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    result = SelfTest("pure", "Python 3", guards_private_keys=False, checks=(Check("SM3", passed=False, fault="E: x"),))
    monkeypatch.setattr(doctor, "self_test", lambda: result)
    wrong, unsafe = doctor.look_at_crypto()
    assert (wrong.state, wrong.what) == ("failure", "pure (Python 3) fails: SM3 E: x")
    assert (unsafe.state, "Debian" in unsafe.remedy) == ("warning", True)


@pytest.mark.django_db
def test_services_are_installed_without_a_demonstration_city_and_twice_is_once() -> None:
    said = [CliRunner().invoke(cli, ["services", "install"]) for _ in range(2)]
    assert [each.exit_code for each in said] == [0, 0], said[0].output
    processes = ProcessVersion.objects.filter(definition__key__in=["service-promised", "rating-follow-up"])
    assert processes.count() == 2

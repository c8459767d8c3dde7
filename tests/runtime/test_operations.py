import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.runtime.conftest import MakeNode
from tests.runtime.node import Node, eventually

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("processes")]

TABLES = ["django_migrations", "jobs_jobschedule", "directory_organ", "evidence_record"]


class Writer(threading.Thread):
    """Writes pairs of rows, each pair in one transaction, until told to stop."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node, self.pairs, self.enough = node, 0, threading.Event()

    def run(self) -> None:
        connection = self.node.connect()
        insert = "INSERT INTO jobs_jobschedule (name, rule, next_at) VALUES ('{} {}', '', '2999-01-01 00:00:00')"
        while not self.enough.wait(0.002):
            for half in ("left", "right"):
                connection.execute(insert.format(half, self.pairs))
            connection.commit()
            self.pairs += 1
        connection.close()


def counts(node: Node) -> list[object]:
    return [node.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]


def halves(node: Node) -> list[object]:
    return [
        node.rows(f"SELECT count(*) FROM jobs_jobschedule WHERE name LIKE '{half} %'")[0][0]
        for half in ("left", "right")
    ]


@pytest.fixture
def prepared(prepared: Node) -> Node:
    """With a file to be kept."""
    (prepared.folder / "files" / "ab").mkdir(parents=True)
    (prepared.folder / "files" / "ab" / "abcd").write_bytes(os.urandom(100_000))
    return prepared


def test_a_backup_while_writing_is_consistent_and_complete(prepared: Node, make_node: MakeNode, tmp_path: Path) -> None:
    writer = Writer(prepared)
    writer.start()
    assert eventually(lambda: writer.pairs > 50)
    done = prepared.run("backup", str(tmp_path / "during"), "--json")
    still_writing = writer.is_alive()
    writer.enough.set()
    writer.join()
    assert done.returncode == 0, done.stderr
    assert still_writing
    assert json.loads(done.stdout)["keys"]

    copy = make_node("copy")
    restored = copy.run("restore", str(tmp_path / "during"))
    assert restored.returncode == 0, restored.stderr
    left, right = halves(copy)
    assert left == right >= 50
    assert "evidence verify" in restored.stdout


def test_a_restored_node_holds_the_same_rows_files_and_keys(
    prepared: Node, make_node: MakeNode, tmp_path: Path
) -> None:
    assert prepared.run("backup", str(tmp_path / "backup")).returncode == 0
    copy = make_node("copy")
    assert copy.run("restore", str(tmp_path / "backup")).returncode == 0
    assert counts(copy) == counts(prepared)
    for part in ("files/ab/abcd", "keys/secret_key", "keys/field_key"):
        assert (copy.folder / part).read_bytes() == (prepared.folder / part).read_bytes()
        assert (copy.folder / part).stat().st_mode & 0o077 == 0
    copy.start()
    assert eventually(copy.is_ready), copy.output()


def test_a_backup_without_keys_holds_none(prepared: Node, tmp_path: Path) -> None:
    assert prepared.run("backup", str(tmp_path / "backup"), "--without-keys").returncode == 0
    assert not (tmp_path / "backup" / "keys").exists()


def test_a_changed_missing_or_added_file_is_found_before_anything_is_touched(
    prepared: Node, make_node: MakeNode, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    assert prepared.run("backup", str(folder)).returncode == 0
    file, copy = folder / "files" / "ab" / "abcd", make_node("copy")
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"x")
    changed = copy.run("restore", str(folder))
    file.unlink()
    missing = copy.run("restore", str(folder))
    file.write_bytes(content)
    (folder / "files" / "stranger").write_text("x")
    added = copy.run("restore", str(folder))
    assert [run.returncode for run in (changed, missing, added)] == [1, 1, 1]
    assert "files/ab/abcd was changed" in changed.stderr
    assert "files/ab/abcd is missing" in missing.stderr
    assert "files/stranger is not in the manifest" in added.stderr
    assert not (copy.folder / "files").exists()


def test_a_node_that_holds_something_is_replaced_only_by_force(prepared: Node, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    assert prepared.run("backup", folder).returncode == 0
    before = counts(prepared)
    writer = Writer(prepared)
    writer.start()
    assert eventually(lambda: writer.pairs > 0)
    writer.enough.set()
    writer.join()
    refused = prepared.run("restore", folder)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert counts(prepared) != before
    forced = prepared.run("restore", folder, "--force")
    assert forced.returncode == 0, forced.stderr
    assert counts(prepared) == before


def test_a_backup_of_the_other_kind_of_database_is_refused(prepared: Node, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    assert prepared.run("backup", str(folder)).returncode == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["database"] = {"sqlite": "postgresql", "postgresql": "sqlite"}[manifest["database"]]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    refused = prepared.run("restore", str(folder), "--force")
    assert refused.returncode == 1
    assert "--database-url" in refused.stderr


def test_a_running_node_is_not_replaced(running: Node, tmp_path: Path) -> None:
    folder = str(tmp_path / "backup")
    assert running.run("backup", folder).returncode == 0
    refused = running.run("restore", folder, "--force")
    assert refused.returncode == 1
    assert "stop it first" in refused.stderr


def test_an_existing_folder_is_not_overwritten_by_a_backup(prepared: Node, tmp_path: Path) -> None:
    assert prepared.run("backup", str(tmp_path)).returncode == 2


def test_the_doctor_tells_a_healthy_node_from_a_sick_one(make_node: MakeNode, running: Node) -> None:
    empty = make_node("empty").run("doctor", "--json")
    assert empty.returncode == 1
    states = {finding["what"]: finding["state"] for finding in json.loads(empty.stdout)}
    assert states["migrations are not applied"] == "failure"
    healthy = running.run("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert "a worker is alive" in healthy.stdout


def test_the_doctor_finds_a_key_that_others_can_read(prepared: Node) -> None:
    (prepared.folder / "keys" / "field_key").chmod(0o644)
    sick = prepared.run("doctor")
    assert sick.returncode == 1
    assert f"chmod go= {prepared.folder}/keys/field_key" in sick.stdout


def test_the_folder_of_state_is_closed_to_other_users(prepared: Node) -> None:
    assert prepared.folder.stat().st_mode & 0o077 == 0


def test_several_processes_may_prepare_one_database_at_once(node: Node) -> None:
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: node.run("migrate"), range(3)))
    assert [run.returncode for run in runs] == [0, 0, 0], [run.stderr for run in runs]


def test_wrong_settings_and_wrong_usage_end_with_two(node: Node) -> None:
    wrong = node.run("doctor", MINGTANG_DEBUG="perhaps")
    assert (wrong.returncode, "MINGTANG_DEBUG must be yes or no" in wrong.stderr) == (2, True)
    assert node.run("serve", "--port", "70000").returncode == 2
    assert node.run("no-such-command").returncode == 2
    assert node.run("--database-url", "mysql://x", "doctor").returncode == 2

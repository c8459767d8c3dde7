"""The database goes away and comes back: the public can read, others are told, nobody has to do anything by hand."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest

from mingtang.domains.portal.serving.store import Store
from tests.runtime.node import Node, eventually

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("processes")]

ROOT = Path(__file__).resolve().parents[2]
READABLE = ("/", "/sites/city/", "/sites/city/news/notices/", "/sites/city/news/headlines/news-0/")
Switch = Callable[[], None]


def told(node: Node, path: str) -> tuple[int, str, str]:
    """Status, warning and body."""
    connection = HTTPConnection("127.0.0.1", node.port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Warning", ""), answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def server() -> Iterator[str]:
    """A PostgreSQL of its own, because it is stopped: the address of its database."""
    script = ["bash", "-c", 'echo "$DATABASE_URL"; read']
    process = subprocess.Popen(
        [ROOT / "scripts/with-postgresql", *script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.communicate("\n")


def switches(url: str) -> tuple[Switch, Switch]:
    """Stop a PostgreSQL server as a failing machine does, and start it again as it was."""
    with psycopg.connect(url) as connection:
        ((folder,),) = connection.execute("SHOW data_directory").fetchall()
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []

    def control(*words: str) -> None:
        subprocess.run([*owner, program, "-D", folder, "-w", *words], cwd="/", check=True, stdout=subprocess.DEVNULL)

    return lambda: control("-m", "immediate", "stop"), lambda: control("restart")


def moving(node: Node) -> tuple[Switch, Switch]:
    """Take the file of the database away, and bring it back."""
    file = node.folder / "mingtang.sqlite3"
    parts = [file.with_name(file.name + suffix) for suffix in ("", "-wal", "-shm")]
    away = node.folder.parent / "away"

    def move(sources: list[Path], folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for part in sources:
            if part.exists():
                shutil.move(part, folder / part.name)

    def back() -> None:
        for part in parts:
            part.unlink(missing_ok=True)  # what was begun in its place is empty
        move([away / part.name for part in parts], node.folder)

    return lambda: move(parts, away), back


@contextmanager
def with_site(node: Node) -> Iterator[Node]:
    """The node runs, its home page has been asked for once, and what it leads to has been made ahead."""
    opened = node.run("manage", "shell", "-v", "0", "-c", "import tests.runtime.a_site")
    assert opened.returncode == 0, opened.stderr
    node.start()
    assert eventually(node.is_ready), node.output()
    assert told(node, "/")[0] == 200
    store = Store(node.folder / "portal")
    assert eventually(lambda: bool(store.homes()) and "" not in store.homes().values())
    yield node


def killed(node: Node) -> None:
    """The web process of `node` is killed, and comes back."""
    process = node.pids("web")[-1]
    os.kill(process, signal.SIGKILL)
    assert eventually(lambda: process not in node.processes() and node.get("/healthz")[0] == 200)


def restarted(node: Node) -> None:
    """The whole node is stopped and started again."""
    node.stop()
    node.start()
    assert eventually(lambda: node.get("/healthz")[0] == 200), node.output()[-3000:]


def told_what_is_kept(node: Node) -> None:
    for path in READABLE:
        assert told(node, path)[:2] == (200, '111 - "Revalidation Failed"'), path


def recovers(node: Node) -> None:
    assert eventually(lambda: told(node, "/search/?q=x")[0] == 200, 60)
    assert eventually(lambda: all(told(node, path)[:2] == (200, "") for path in READABLE), 60)
    assert eventually(node.is_ready, 90), node.output()[-3000:]


def survives(node: Node, off: Switch, on: Switch, again: Callable[[Node], None]) -> None:
    """The whole story; what is kept is not true any more when the database goes, and processes come `again` without it."""
    off()
    Store(node.folder / "portal").marks.change()
    told_what_is_kept(node)
    started = time.monotonic()
    status, _, text = told(node, "/search/?q=x")
    assert time.monotonic() - started < 15
    assert (status, "系统正在维护" in text, "Traceback" in text) == (503, True, False)
    again(node)
    told_what_is_kept(node)
    on()
    recovers(node)


@pytest.mark.once
def test_the_public_reads_on_while_postgresql_is_stopped(tmp_path: Path, server: str) -> None:
    node = Node(tmp_path / "node", server)
    try:
        assert node.run("migrate").returncode == 0
        with with_site(node):
            survives(node, *switches(server), restarted)
    finally:
        node.end_everything()


@pytest.mark.once
def test_the_public_reads_on_while_the_embedded_file_is_gone_or_held_by_another_process(prepared: Node) -> None:
    with with_site(prepared):
        survives(prepared, *moving(prepared), killed)
        prepared.stop()
        with closing(sqlite3.connect(prepared.folder / "mingtang.sqlite3", isolation_level=None)) as holder:
            holder.execute("PRAGMA locking_mode=EXCLUSIVE")
            holder.execute("BEGIN EXCLUSIVE")
            prepared.start()
            assert eventually(lambda: prepared.get("/healthz")[0] == 200), prepared.output()[-3000:]
            Store(prepared.folder / "portal").marks.change()
            told_what_is_kept(prepared)
            refused_in_the_script_of_the_reader(prepared)
        recovers(prepared)


def refused_in_the_script_of_the_reader(node: Node) -> None:
    """What is not kept says when to ask again."""
    connection = HTTPConnection("127.0.0.1", node.port, timeout=60)
    with closing(connection):
        connection.request("GET", "/search/?q=x", headers={"Cookie": "mingtang_reading=lang:zh-hant"})
        answer = connection.getresponse()
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "系統正在維護" in answer.read().decode()

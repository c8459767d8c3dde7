"""A node under test: its folder, its database, its processes."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

Run = subprocess.CompletedProcess[str]


def eventually(condition: Callable[[], bool], seconds: float = 120) -> bool:
    """Ask again and again until `condition` holds; False when it does not within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Node:
    """Runs `mingtang` commands with a folder and a database of its own."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder, self.port, self.database_url = folder, free_port(), database_url
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MINGTANG_", "DJANGO_"))}
        self.environment = {**kept, "MINGTANG_VAR": str(folder), "DATABASE_URL": database_url}
        self.supervisor: subprocess.Popen[str] | None = None

    def fill_like(self, other: "Node") -> None:
        """Take over the folder of a node at rest; its database is copied where this one's is created."""
        shutil.copytree(other.folder, self.folder)

    def run(self, *arguments: str, **environment: str) -> Run:
        command = [sys.executable, "-m", "mingtang", *arguments]
        given = {**self.environment, **environment}
        return subprocess.run(command, env=given, capture_output=True, text=True, timeout=300, check=False)

    def start(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "mingtang", "serve", "--port", str(self.port), *arguments]
        log = (self.folder.parent / f"{self.folder.name}.log").open("a")
        self.supervisor = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, text=True)
        log.close()

    def output(self) -> str:
        return (self.folder.parent / f"{self.folder.name}.log").read_text()

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self.supervisor is not None
        self.supervisor.send_signal(number)
        return self.supervisor.wait(15)

    def get(self, path: str) -> tuple[int, str]:
        """Status and body; 0 when nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def processes(self) -> dict[int, list[str]]:
        """Command lines of all processes of this node by process number."""
        mark = f"MINGTANG_VAR={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal() or int(entry.name) == os.getpid():
                continue
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found[int(entry.name)] = (entry / "cmdline").read_text().split("\0")
            except OSError:
                continue
        return {pid: line for pid, line in found.items() if line != [""]}

    def pids(self, command: str) -> list[int]:
        """Process numbers of `mingtang <command>`, oldest first."""
        return sorted(pid for pid, line in self.processes().items() if command in line)

    def end_everything(self) -> None:
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        if self.supervisor is not None:
            self.supervisor.wait()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Result of an SQL statement, asked of the database directly."""
        with closing(self.connect()) as connection:
            return list(connection.execute(statement).fetchall())

    def connect(self) -> Any:
        """A connection past the program: to PostgreSQL, or to the embedded file."""
        if self.database_url:
            return psycopg.connect(self.database_url)
        return sqlite3.connect(self.folder / "mingtang.sqlite3", timeout=20)


@contextmanager
def database(name: str, like: str = "") -> Iterator[str]:
    """Address of a fresh database: PostgreSQL where DATABASE_URL names one, otherwise the embedded file.

    `like` is the address of one at rest, whose content it begins with.
    """
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    with psycopg.connect(server, autocommit=True) as connection:
        template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
        connection.execute(f'CREATE DATABASE "{name}"{template}')
        try:
            yield with_path(server, name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def with_path(server: str, name: str) -> str:
    """The address of the database `name` on a server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))

"""`mingtang serve`: one supervisor that prepares the database and keeps a web server and a worker running.

The supervisor itself loads no Django and does nothing but start, watch and stop its children.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import click
import structlog

from mingtang.config.logs import configure
from mingtang.config.processes import DATABASE_AWAY, AlreadyRunning, end_with_parent, lock_folder

log = structlog.get_logger(__name__)

GRACE = 8.0
"""Seconds the children get to end after SIGTERM before they are killed."""

_LONGEST_WAIT = 30.0
_SETTLED = 60.0
_TICK = 0.2


_DEMO_SETTINGS = {
    "MINGTANG_PAYMENTS": "test",  # a newcomer sees fees paid; the till says that it is a test
    "MINGTANG_ACME_NETWORKS": "127.0.0.0/8,::1/128",  # servers on this machine are asked too
}


@dataclass
class Child:
    """A process that is started again when it ends: after half a second, doubling while it keeps failing.

    With `then` it is something to be done once: when it has ended well, these arguments take its place.
    """

    name: str
    arguments: list[str]
    then: list[str] | None = None
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    born: float = 0.0
    due: float = field(default_factory=time.monotonic)

    def tend(self, now: float) -> None:
        """Start the process when it is due, notice when it has ended."""
        if self.process is None:
            if now >= self.due:
                self.process, self.born = _start(self.arguments), now
            return
        if (code := self.process.poll()) is not None:
            self._lost(code, now)

    def _lost(self, code: int, now: float) -> None:
        if code == 0 and self.then:
            self.arguments, self.then, self.process, self.failures, self.due = self.then, None, None, 0, now
            return
        self.failures = 1 if now - self.born > _SETTLED else self.failures + 1
        wait = min(0.5 * 2 ** (self.failures - 1), _LONGEST_WAIT)
        log.error("child ended, starting it again", child=self.name, code=code, wait_seconds=wait)
        self.process, self.due = None, now + wait

    def send(self, number: int) -> None:
        """Send a signal if the process runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def wait(self, until: float) -> None:
        """Wait for the end of the process, at the latest until `until`; then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            log.warning("child did not end in time, killing it", child=self.name)
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Keeps `children` alive until `stop` is set, then ends all of them."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stop = threading.Event()

    def run(self) -> None:
        """Returns when SIGTERM or SIGINT came and every child has ended, at most GRACE seconds later."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        while not self.stop.wait(_TICK):
            for child in self.children:
                child.tend(time.monotonic())
        self._end_children()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop.set()

    def _end_children(self) -> None:
        until = time.monotonic() + GRACE
        for child in self.children:
            child.send(signal.SIGTERM)
        for child in self.children:
            child.wait(until)


def _start(arguments: list[str], output: int | None = None) -> subprocess.Popen[bytes]:
    """A `mingtang` process that dies with this one; keys typed at the terminal reach only the supervisor."""
    return subprocess.Popen(
        [sys.executable, "-m", "mingtang", *arguments],
        stdout=output,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - safe here: the supervisor starts children from its only thread
        start_new_session=True,
    )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Number of web processes.")
@click.option("--demo", is_flag=True, help="Fill the node with the demonstration city first and print its accounts.")
def serve(host: str, port: int, workers: int, demo: bool) -> None:
    """Run the whole node: prepares the database, then keeps web server and worker running until SIGTERM.

    Exit codes: 0 stopped in order, 1 could not start, 2 wrong usage or settings.
    """
    from mingtang.config import settings

    configure(settings.LOGGING)
    _require_free(host, port)
    try:
        lock = lock_folder(settings.VAR)
    except AlreadyRunning as error:
        raise click.ClickException(
            f"Mingtang already runs with the folder {settings.VAR} (process {error.pid}); stop it or set MINGTANG_VAR"
        ) from None
    with lock:
        if demo:
            os.environ.update({**_DEMO_SETTINGS, **os.environ})
        ready = _prepare(settings.VAR)
        accounts = _load_demo() if demo and ready else ""
        web = Child("web", ["web", "--host", host, "--port", str(port), "--workers", str(workers)])
        worker = Child("worker", ["worker"]) if ready else Child("worker", ["migrate"], then=["worker"])
        supervisor = Supervisor([web, worker])
        threading.Thread(target=_announce, args=(host, port, accounts, supervisor.stop), daemon=True).start()
        supervisor.run()
    click.echo("Mingtang has stopped.")


def _require_free(host: str, port: int) -> None:
    """Fail with a clear message when somebody listens there; the server itself would silently share the port."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen()
        except OSError as error:
            raise click.ClickException(
                f"cannot listen at {host}:{port}: {error.strerror}. Choose another port with --port."
            ) from None


def _prepare(folder: Path) -> bool:
    """Database and static files; False when a node that has served before finds its database away.

    Then it tells the pages that it kept, and goes on with its preparation until the database is back.
    """
    code, _ = _run(["migrate"])
    if code == DATABASE_AWAY and (folder / "portal").is_dir():
        log.error("the database does not answer: only kept pages are told until it does")
        return False
    _require_success(code, ["migrate"])
    return True


def _load_demo() -> str:
    """The demonstration city; its accounts as text."""
    code, output = _run(["demo", "load"])
    _require_success(code, ["demo", "load"])
    return output


def _run(arguments: list[str]) -> tuple[int, str]:
    """Exit code and output of a `mingtang` command."""
    process = _start(arguments, output=subprocess.PIPE)
    output, _ = process.communicate()
    return process.returncode, output.decode()


def _require_success(code: int, arguments: list[str]) -> None:
    if code:
        raise click.ClickException(f"`mingtang {' '.join(arguments)}` failed with exit code {code}")


def _announce(host: str, port: int, accounts: str, stop: threading.Event) -> None:
    """Print the address, and the accounts of the demonstration city, once the node is ready."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    while not _is_ready(reachable, port):
        if stop.wait(_TICK):
            return
    shown = f"[{reachable}]" if ":" in reachable else reachable
    click.echo(f"\n明堂 Mingtang is running: http://{shown}:{port}/   (process {os.getpid()}, stop with Ctrl-C)\n")
    if accounts:
        click.echo(f"Accounts of the demonstration city:\n{accounts}")


def _is_ready(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from tests.runtime.node import Node, eventually

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.xdist_group("processes")]


@pytest.fixture(scope="module")
def survivor(tmp_path_factory: pytest.TempPathFactory, pattern: Node) -> Iterator[Node]:
    """A running node on which several have a go, one after the other: whatever they do, it comes back."""
    node = Node(tmp_path_factory.mktemp("survivor") / "node")
    node.fill_like(pattern)
    node.start()
    assert eventually(node.is_ready), node.output()
    yield node
    node.end_everything()


def test_one_command_ends_in_a_running_site_that_names_its_address(node: Node) -> None:
    """From nothing: every other test begins with a node that has been prepared."""
    node.start()
    assert eventually(node.is_ready), node.output()
    assert eventually(lambda: f"http://127.0.0.1:{node.port}/" in node.output(), 5)
    assert node.get("/healthz") == (200, "ok\n")
    status, page = node.get("/no-such-page")
    assert status == 404
    assert "没有找到" in page


def test_sigterm_ends_every_process_within_ten_seconds(running: Node) -> None:
    started = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - started < 10
    assert running.processes() == {}
    assert "Mingtang has stopped." in running.output()


def test_an_open_connection_does_not_hold_up_the_end(running: Node) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")  # a request that never ends
        started = time.monotonic()
        assert running.stop(signal.SIGINT) == 0
        assert time.monotonic() - started < 10
    assert running.processes() == {}


@pytest.mark.parametrize("which", [0, -1], ids=["server", "process behind it"])
def test_a_killed_web_server_comes_back(survivor: Node, which: int) -> None:
    killed = survivor.pids("web")[which]
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: killed not in survivor.processes())
    assert eventually(lambda: survivor.is_ready() and len(survivor.pids("web")) >= 2)
    assert killed not in survivor.pids("web")


def test_a_killed_worker_comes_back_and_takes_over(survivor: Node) -> None:
    (killed,) = survivor.pids("worker")
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: survivor.pids("worker") not in ([], [killed]))
    (successor,) = survivor.pids("worker")

    def only_the_successor_is_known() -> bool:
        names = [str(name) for (name,) in survivor.rows("SELECT name FROM jobs_jobworker")]
        return len(names) == 1 and f":{successor}:" in names[0]

    assert eventually(only_the_successor_is_known)
    assert survivor.is_ready()


def test_a_killed_supervisor_leaves_no_process_behind_and_can_start_again(running: Node) -> None:
    assert running.stop(signal.SIGKILL) == -signal.SIGKILL
    assert eventually(lambda: running.processes() == {}, 10)
    running.start()
    assert eventually(running.is_ready), running.output()


def test_a_second_instance_on_the_same_folder_is_refused(survivor: Node) -> None:
    second = survivor.run("serve", "--port", str(survivor.port + 1))
    assert second.returncode == 1
    assert f"process {survivor.supervisor.pid}" in second.stderr
    assert survivor.is_ready()


def test_a_port_that_is_taken_is_said_plainly(node: Node) -> None:
    with socket.create_server(("127.0.0.1", node.port)):
        refused = node.run("serve", "--port", str(node.port))
    assert refused.returncode == 1
    assert f"cannot listen at 127.0.0.1:{node.port}" in refused.stderr
    assert node.processes() == {}


def test_several_web_processes_share_the_port_and_add_up_their_figures(prepared: Node) -> None:
    prepared.start("--workers", "2")
    assert eventually(prepared.is_ready), prepared.output()
    assert eventually(lambda: len(prepared.pids("web")) == 3)
    for _ in range(20):
        prepared.get("/healthz")
    assert 'mingtang_requests_total{method="GET",status="200",view="healthz"} 20.0' in prepared.get("/metrics")[1]

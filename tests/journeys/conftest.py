"""One running node with the demo city for all journeys of a process, and people who have signed in there."""

import fcntl
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mingtang.config.demo.accounts import PASSWORD
from tests.runtime.node import Node, eventually

SignIn = Callable[[str], Page]
WITHOUT_TWINS = {"MINGTANG_OFD": "no"}
"""The OFD of a hundred documents of the stories would keep the worker busy for minutes."""
PATIENCE = 900
"""Seconds until a city must be ready: a busy machine is slow, not wrong."""


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Node]:
    """The program as `mingtang serve --demo` leaves it, with a copy of the city of its own for each process of the tests."""
    base = tmp_path_factory.getbasetemp()
    node = Node(tmp_path_factory.mktemp("city") / "var")
    node.environment |= WITHOUT_TWINS
    node.fill_like(city_at_rest(base if worker_id == "master" else base.parent))
    node.start()
    assert eventually(node.is_ready, seconds=PATIENCE), node.output()
    yield node
    node.end_everything()


def city_at_rest(shared: Path) -> Node:
    """The city with all its stories told, made once a run: processes that come second wait for the first."""
    node = Node(shared / "city" / "var")
    node.environment |= WITHOUT_TWINS
    done = shared / "city" / "done"
    done.parent.mkdir(exist_ok=True)
    with (shared / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            node.start("--demo")
            assert eventually(lambda: node.is_ready() and is_at_rest(node), seconds=PATIENCE), node.output()
            node.stop()
            done.touch()
    return node


def is_at_rest(node: Node) -> bool:
    """Nothing is left to the worker."""
    time.sleep(0.5)
    left = (
        "SELECT (SELECT count(*) FROM evidence_unsealed), (SELECT count(*) FROM evidence_delivery WHERE state = 'waiting'),"
        " (SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING'))"
    )
    return node.rows(left) == [(0, 0, 0)]


@pytest.fixture(scope="session")
def address(city: Node) -> str:
    return f"http://127.0.0.1:{city.port}"


@pytest.fixture
def sign_in(chromium: Browser, address: str) -> Iterator[SignIn]:
    """Opens a browser of one's own and signs in: officials by staff number, others at the public page, "" not at all."""
    contexts = []

    def open_for(login: str) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=address, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        if login:
            page.goto("/sign-in/official/" if login.startswith("hy") else "/sign-in/")
            page.locator("input[name=who]").fill(login)
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield open_for
    for context in contexts:
        context.close()

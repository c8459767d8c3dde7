"""One running node with the demo city for all journeys of a process, and people who have signed in there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mingtang.config.demo.accounts import PASSWORD
from tests.runtime.node import Node, eventually

SignIn = Callable[[str], Page]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The program as `mingtang serve --demo` starts it."""
    folder: Path = tmp_path_factory.mktemp("city") / "var"
    node = Node(folder)
    node.environment["MINGTANG_OFD"] = "no"  # a hundred documents of the stories would keep the worker busy for minutes
    node.start("--demo")
    assert eventually(node.is_ready, seconds=300), node.output()
    yield node
    node.end_everything()


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

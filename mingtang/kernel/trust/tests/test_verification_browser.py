"""In a browser: a file is chosen and its verdict read, on a wide screen and on a phone, by everybody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import SealMandate, seal_pdf
from mingtang.kernel.trust.tests.test_sealing import SPOTS, document, mandate, seal  # noqa: F401
from tests.browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(params=[1440, 390])
def page(chromium: Browser, request: pytest.FixtureRequest, live_server: Any) -> Iterator[Page]:
    viewport = {"width": request.param, "height": 900}
    context = chromium.new_context(viewport=viewport, locale="zh-CN", base_url=live_server.url)
    yield context.new_page()
    context.close()


def assert_good(page: Page) -> None:
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_is_chosen_and_its_verdict_read(page: Page, mandate: SealMandate, tmp_path: Path) -> None:  # noqa: F811
    sealed = seal_pdf(SYSTEM, mandate, document(), SPOTS, title="准予许可决定书", about=mandate).content
    at = sealed.index(b"stream") + 20
    files = {"bare": document(), "changed": sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :], "good": sealed}
    says = {"bare": "没有电子签名", "changed": "核验不通过", "good": "核验通过"}
    page.goto("/verify/")
    assert_good(page)
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
        page.goto("/verify/")
        page.get_by_label("要核验的文件").set_input_files(tmp_path / f"{name}.pdf")
        page.get_by_role("button", name="核验", exact=True).click()
        page.get_by_role("status").get_by_text(says[name], exact=True).wait_for()
        assert_good(page)
    page.get_by_text("给技术人员的细节").click()
    assert_good(page)
    page.get_by_role("button", name="下载离线核验包").click()
    page.get_by_role("alert").get_by_text("请选择要核验的文件").first.wait_for()
    assert_good(page)

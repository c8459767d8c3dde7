"""A seal from the application to a sealed letter that a stranger's reader calls valid: five people, no two steps in one hand."""

import subprocess
from pathlib import Path

import pytest
import typst
from playwright.sync_api import Page, expect

from mingtang.lib.seal_pictures.outline import Outline, ring, star
from mingtang.lib.seal_pictures.picture import Picture
from tests.browser import findings
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
ADMINISTRATOR, APPROVER, OFFICIAL, LEADER = "hy0117", "hy0026", "hy0012", "hy0035"
NAME, TITLE = "和源市住房和城乡建设局审批专用章", "关于核对施工许可的函"


def accessible(page: Page) -> None:
    """Axe finds nothing on the page."""
    assert findings(page) == []


def test_a_seal_is_applied_for_made_asked_for_and_pressed(sign_in: SignIn, tmp_path: Path) -> None:
    _applied_for(sign_in(ADMINISTRATOR))
    _approved(sign_in(APPROVER))
    official, leader = sign_in(OFFICIAL), sign_in(LEADER)
    _asked_for(official, tmp_path)
    _use_approved(leader)
    sealed = _downloaded(official, tmp_path)
    said = subprocess.run(["pdfsig", str(sealed)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said


def _applied_for(page: Page) -> None:
    page.goto("/workbench/trust/seals/new/")
    page.get_by_label("用章单位").select_option(label="和源市住房和城乡建设局")
    page.get_by_role("button", name="下一步").click()
    accessible(page)
    page.locator("input[name=name]").fill(NAME)
    page.get_by_label("业务专用章").check()
    page.locator("select[name=custodian]").select_option(label="办公室 文秘岗")
    page.locator("input[name=approval]").fill("和编〔2026〕21号")
    page.get_by_label("上传制章单位提供的印模图片").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("请选择印模图片。").first).to_be_visible()
    page.locator("input[name=file]").set_input_files(
        {"name": "seal.png", "mimeType": "image/png", "buffer": _artwork()}
    )
    page.locator("input[name=width]").fill("42")
    page.locator("input[name=height]").fill("42")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("已提交申请，等待审批。")).to_be_visible()


def _artwork() -> bytes:
    """A ring and a star, 42 mm at 300 dots to the inch."""
    return Picture(Outline.together([ring(21, 1.2), star(7)]), 42, 42).png(dots=300)


def _approved(page: Page) -> None:
    page.goto("/workbench/trust/seals/?state=applied")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="批准并制作").click()
    page.get_by_role("button", name="批准并制作").click()
    expect(page.get_by_text("已批准并制作。")).to_be_visible()
    expect(page.get_by_text("ECDSA P-256").first).to_be_visible()
    accessible(page)


def _asked_for(page: Page, folder: Path) -> None:
    paper = folder / "letter.pdf"
    paper.write_bytes(bytes(typst.compile(b'#set page(paper: "a4")\nLetter', format="pdf", timestamp=0)))
    page.goto("/workbench/trust/seal-uses/new/")
    accessible(page)
    page.locator("select[name=seal]").select_option(label=f"市住建局：{NAME}（业务专用章）")
    page.locator("input[name=file]").set_input_files(paper)
    page.locator("input[name=title]").fill(TITLE)
    page.locator("input[name=purpose]").fill("送市市场监管局")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("已提交用印申请，等待审批。")).to_be_visible()
    expect(page.get_by_role("link", name="批准用印")).to_have_count(0)


def _use_approved(page: Page) -> None:
    page.goto("/workbench/trust/seal-uses/waiting/")
    accessible(page)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="批准用印").click()
    page.get_by_role("button", name="批准用印").click()
    expect(page.get_by_text("已批准用印。")).to_be_visible()


def _downloaded(page: Page, folder: Path) -> Path:
    link = page.get_by_role("link", name="已用印的文件（PDF）")
    for _ in range(30):
        page.reload()
        if link.count():
            break
        page.wait_for_timeout(1000)
    accessible(page)
    with page.expect_download() as started:
        link.click()
    sealed = folder / "sealed.pdf"
    started.value.save_as(sealed)
    return sealed

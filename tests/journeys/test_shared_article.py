"""What a bureau reports is adopted and counts; an article of the city stands on the county's site at once, and leaves it again."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

TITLE, COUNTY = "背街小巷路灯今年补齐 460 盏", "石桥县人民政府"
REPORTER, EDITOR = "hy0037", "hy0022"


def test_a_contribution_is_adopted_and_an_article_goes_to_the_county_and_back(sign_in: SignIn) -> None:
    reporter, editor, reader = sign_in(REPORTER), sign_in(EDITOR), sign_in("")
    before = points(reporter)
    hand_in(reporter)
    adopt(editor)
    assert points(reporter) > before
    expect(reporter.get_by_role("row", name=TITLE)).to_contain_text("采用")

    offer, title = share(editor)
    assert eventually(lambda: "已转载" in text_of(editor, offer))
    assert serious(editor) == []
    mirror = editor.get_by_role("link", name=COUNTY).get_attribute("href") or ""
    reader.goto(mirror)
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.get_by_role("article")).to_contain_text("转载自")
    assert serious(reader) == []
    reader.get_by_role("link", name="和源市人民政府（查看原文）").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)

    editor.get_by_label("收回原因").fill("发布范围有误")
    editor.get_by_role("button", name="收回").click()
    assert eventually(lambda: "已撤下" in text_of(editor, offer))
    gone = reader.goto(mirror)
    assert gone is not None
    assert gone.status == 410
    expect(reader.get_by_role("main")).to_contain_text("发布范围有误")


def points(page: Page) -> float:
    """The points of the reader's organ this month."""
    page.goto("/workbench/contributions/")
    figures = page.locator(".figures").inner_text()
    found = re.search(r"([\d.]+)\s*分\s*本月得分|本月得分\s*([\d.]+)", figures)
    assert found, figures
    return float(found.group(1) or found.group(2))


def hand_in(page: Page) -> None:
    """A text with a picture; what was typed stays when something is missing."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    page.goto("/workbench/contributions/new/")
    page.get_by_label("正文").fill("补齐背街小巷路灯盲区，方便居民夜间出行。")
    page.get_by_role("button", name="报送").click()
    assert serious(page) == []
    expect(page.get_by_label("正文")).to_have_value("补齐背街小巷路灯盲区，方便居民夜间出行。")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("建议栏目").select_option(label="和源市人民政府　部门动态")
    page.locator("input[type=file]").set_input_files(
        {"name": "路灯.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("路灯.png")


def adopt(page: Page) -> None:
    """From the inbox."""
    page.goto("/workbench/contributions/inbox/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("处理意见").fill("选题好，有数据。")
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("选题好，有数据。")


def share(page: Page) -> tuple[str, str]:
    """The newest headline that is not shared yet must be shown by the county; the page of the offer, and the title."""
    page.goto("/workbench/sharing/offers/new/")
    wanted = page.get_by_label("文章").locator("option").filter(has_text="市政府常务会议").first
    title = (wanted.inner_text()).rsplit("（", 1)[0]
    page.get_by_label("文章").select_option(label=wanted.inner_text())
    page.get_by_role("radio", name="必转").check()
    page.get_by_label(COUNTY).check()
    page.get_by_label("转载要求").fill("当日转载")
    page.get_by_role("button", name="共享").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url, title


def text_of(page: Page, address: str) -> str:
    page.goto(address)
    return page.get_by_role("main").inner_text()

"""What a bureau reports is adopted, reviewed by three people, published at its moment, stands on the county's site, and leaves it again."""

import re
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import Node, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

TITLE, COUNTY = "背街小巷路灯今年补齐 460 盏", "石桥县人民政府"
REPORTER, EDITOR = "hy0037", "hy0022"
REVIEWERS = ("hy0018", "hy0017", "hy0016")


def test_a_contribution_becomes_an_article_goes_to_the_county_and_is_recalled(sign_in: SignIn, city: Node) -> None:
    reporter, editor, reader = sign_in(REPORTER), sign_in(EDITOR), sign_in("")
    before = points(reporter)
    hand_in(reporter)
    adopt(editor)
    assert points(reporter) > before
    expect(reporter.get_by_role("row", name=TITLE)).to_contain_text("采用")

    describe_its_picture(editor)
    write(editor)
    for login in REVIEWERS:
        review(sign_in(login))
    release = schedule(editor)
    let_its_moment_come(city)
    assert eventually(lambda: "已发布" in text_of(editor, release))

    offer = share(editor)
    assert eventually(lambda: "已转载" in text_of(editor, offer))
    assert serious(editor) == []
    mirror = editor.get_by_role("link", name=COUNTY).get_attribute("href") or ""
    reader.goto(mirror)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("article")).to_contain_text("转载自")
    expect(reader.get_by_role("img", name="小巷里新装的路灯")).to_be_visible()
    assert serious(reader) == []
    reader.get_by_role("link", name="和源市人民政府（查看原文）").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)

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
    page.get_by_label("建议栏目").select_option(label="和源市人民政府　和源要闻")
    page.locator("input[type=file]").set_input_files(
        {"name": "路灯.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("路灯.png")


def adopt(page: Page) -> None:
    """From the inbox; a manuscript of it stands ready."""
    page.goto("/workbench/contributions/inbox/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("处理意见").fill("选题好，有数据。")
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("选题好，有数据。")
    page.get_by_role("link", name="查看稿件").click()


def describe_its_picture(page: Page) -> None:
    """What came with the contribution has a name of a file, and needs words for those who do not see it."""
    page.get_by_role("link", name="图片和附件").click()
    expect(page.get_by_role("main")).to_contain_text("缺替代文字")
    page.get_by_role("link", name="改说明").click()
    assert serious(page) == []
    page.get_by_label("替代文字").fill("小巷里新装的路灯")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name=TITLE).click()


def write(page: Page) -> None:
    """The editor looks at a change before saving it; what is impossible is told, and nothing typed is lost."""
    page.get_by_label("正文").fill("# 进展\n今年补齐路灯盲区 460 处，2月30日前完工。")
    page.get_by_role("button", name="检查，暂不保存").click()
    expect(page.get_by_role("main")).to_contain_text("2月30日")
    assert serious(page) == []
    page.get_by_label("正文").fill("# 进展\n今年补齐路灯盲区 460 处，11月底前完工。\n[图1]")
    page.get_by_role("button", name="保存并送审").click()
    confirm(page, "送审")
    expect(page.get_by_role("main")).to_contain_text("初审一校")


def confirm(page: Page, button: str) -> None:
    """Acknowledge the warnings where there are some, and press the button."""
    hints = page.get_by_role("checkbox")
    if hints.count():
        hints.first.check()
    page.get_by_role("button", name=button, exact=True).click()


def review(page: Page) -> None:
    """From the list, by the page of the case, to the decision."""
    page.goto("/workbench/manuscripts/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="审核", exact=True).click()
    assert serious(page) == []
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("radio", name="通过").check()
    confirm(page, title)
    expect(page.get_by_role("main")).to_contain_text(f"{title}：已办理。")


def schedule(page: Page) -> str:
    """For tomorrow; the page of the release."""
    page.goto("/workbench/manuscripts/")
    page.get_by_role("row", name=TITLE).get_by_role("checkbox").check()
    page.get_by_role("button", name="发布所选").click()
    page.get_by_role("radio", name="定时发布").check()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("请填写发布时间")
    assert serious(page) == []
    page.get_by_label("发布时间").fill(f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("待发布")
    assert serious(page) == []
    return page.url


def let_its_moment_come(city: Node) -> None:
    """Tomorrow is now, for what waits to be published."""
    with closing(city.connect()) as connection:
        connection.execute(
            "UPDATE portal_editing_release SET due_at = CURRENT_TIMESTAMP"
            " WHERE id = (SELECT max(id) FROM portal_editing_release)"
        )
        connection.commit()


def share(page: Page) -> str:
    """The county must show the new article; the page of the offer."""
    page.goto("/workbench/sharing/offers/new/")
    wanted = page.get_by_label("文章").locator("option").filter(has_text=TITLE).first
    page.get_by_label("文章").select_option(label=wanted.inner_text())
    page.get_by_role("radio", name="必转").check()
    page.get_by_label(COUNTY).check()
    page.get_by_label("转载要求").fill("当日转载")
    page.get_by_role("button", name="共享").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return page.url


def text_of(page: Page, address: str) -> str:
    page.goto(address)
    return page.get_by_role("main").inner_text()

"""The walk of the README, step by step, as somebody does it who sees Mingtang for the first time.

With MINGTANG_PICTURES=docs/pictures it also takes the pictures that the README shows.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mingtang.config.demo.services.applications import SHEET
from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
ITEM = "公共场所卫生许可"
FILLED = {
    "operator": "和源市澄江区文澜书店", "credit_code": "92990102MA0A001Y0M", "address": "文澜路 88 号", "principal": "林叙",
    "area": "120", "staff": "3", "health_certificates": "3",
}  # fmt: skip


def test_the_walk_of_the_readme_can_be_followed_to_its_end(sign_in: SignIn) -> None:
    citizen = sign_in("19900082046")
    find_and_fill_in(citizen)
    submit(citizen)
    take_step(sign_in("hy0028"), "收件")
    take_step(sign_in("hy0043"), "受理")
    see_why_this_date(citizen)
    see_who_takes_the_time(sign_in("hy0029"))
    verify_a_licence(citizen, sign_in(""))


def pictured(page: Page, name: str) -> None:
    """No barrier on the page; a picture of its first screen when pictures are asked for."""
    assert serious(page) == []
    if folder := os.environ.get("MINGTANG_PICTURES"):
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=Path(folder) / f"{name}.png")


def find_and_fill_in(page: Page) -> None:
    page.goto("/services/")
    pictured(page, "1-hall")
    page.get_by_role("searchbox").last.fill(ITEM)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile(ITEM)).first.click()
    page.get_by_role("link", name="在线办理").first.click()
    for answer in ("文化娱乐等其他公共场所", "不使用", "一般程序", "负责人本人"):
        page.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="下一步").click()
    page.get_by_role("link", name="在线办理").first.click()
    page.get_by_role("button", name="开始填写").click()
    for name, value in FILLED.items():
        page.locator(f"input[name={name}]").fill(value)
    page.locator("select[name=place_kind]").select_option("shopping")
    for name in ("central_air", "second_water"):
        page.locator(f"input[name={name}][value=no]").check()
    pictured(page, "2-form")


def submit(page: Page) -> None:
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/materials/**")
    for field in page.locator("input[type=file][id^=m]").all():
        field.set_input_files(SHEET)
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/confirmation/**")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("申请已提交")).to_be_visible()
    pictured(page, "3-submitted")


def take_step(page: Page, step: str) -> None:
    """From the desk to what waits to be taken, to the application, to its step."""
    page.goto("/workbench/")
    page.get_by_text(re.compile("可以签收")).first.click()
    page.get_by_role("link", name=f"林叙：{ITEM}（新办）").last.click()
    page.get_by_role("link", name="办理", exact=True).first.click()
    page.get_by_role("radio", name=step, exact=True).check()
    page.get_by_role("button", name="确定").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ITEM)


def see_why_this_date(page: Page) -> None:
    page.goto("/services/applications/")
    page.get_by_role("link", name=re.compile(ITEM)).first.click()
    expect(page.get_by_role("main")).to_contain_text("审查中")
    expect(page.get_by_role("main")).to_contain_text("受理通知书")
    pictured(page, "4-tracking")


def see_who_takes_the_time(page: Page) -> None:
    page.goto("/workbench/efficiency/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("效能监察")
    pictured(page, "5-dashboard")
    page.goto("/workbench/applications/")
    page.get_by_label("事项、编号或申请人").fill("云麓康养")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("link", name=re.compile("施工许可")).first.click()
    expect(page.get_by_role("main")).to_contain_text("关键路径")
    pictured(page, "6-joint")
    page.get_by_role("link", name="关键路径和推演").click()
    expect(page.get_by_role("main")).to_contain_text("特殊建设工程消防设计审查")
    assert serious(page) == []


def verify_a_licence(citizen: Page, visitor: Page) -> None:
    """The licence on a telephone, and what somebody sees who scans its code."""
    citizen.goto("/licences/")
    citizen.get_by_role("link", name=re.compile("食品经营许可证")).first.click()
    citizen.get_by_role("link", name="亮证").click()
    assert serious(citizen) == []
    visitor.goto(citizen.get_by_role("link", name="打开核验页面").get_attribute("href") or "")
    expect(visitor.get_by_role("main")).to_contain_text("有效")
    pictured(visitor, "7-verified")

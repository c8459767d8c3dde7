"""A designer draws three branches that never meet, is told so, mends it, loses the session on the way, and publishes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mingtang.config.demo.accounts import PASSWORD
from mingtang.kernel.processes.tests.drawings import three_branches
from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]


def test_three_branches_are_drawn_checked_mended_and_published(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("hy0031")
    refused = refusals_of_policy(page)
    create(page, tmp_path)

    ask(page, "检查", "处错误")
    page.get_by_role("button", name="“汇总”永远等不齐").click()
    expect(page.get_by_label("编号")).to_have_value("join")
    assert serious(page) == []

    page.locator(".djs-context-pad [data-action=replace]").click()
    page.locator(".djs-popup").get_by_text("单选网关").click()
    write_duty(page)
    ask(page, "检查", "检查通过")
    ask(page, "保存草稿", "草稿已保存")
    lose_session_and_come_back(page)

    page.get_by_role("link", name="发布").click()
    page.get_by_role("main").get_by_role("button", name="发布").click()
    expect(page.get_by_role("main")).to_contain_text("第 1 版已发布")
    page.get_by_role("link", name="第 1 版").click()
    expect(page.get_by_role("main")).to_contain_text("检查通过")
    assert refused == []


def refusals_of_policy(page: Page) -> list[str]:
    """Whatever the content security policy refuses from now on."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    return refused


def create(page: Page, folder: Path) -> None:
    file = folder / "three.bpmn"
    file.write_text(three_branches(), encoding="utf-8")
    page.goto("/workbench/processes/new/")
    page.get_by_label("名称").fill("三部门审查")
    page.get_by_label("代号").fill("three-organs")
    page.get_by_label("或者导入文件").set_input_files(file)
    page.get_by_role("main").get_by_role("button", name="建立").click()
    expect(page.locator("[data-ready]")).to_be_visible()


def ask(page: Page, button: str, answer: str) -> None:
    page.get_by_role("button", name=button).click()
    expect(page.locator("[data-said]")).to_contain_text(answer)


def write_duty(page: Page) -> None:
    """Name, post and countersigning of one branch, in the property panel."""
    page.locator("[data-element-id=planning]").first.click()
    page.get_by_label("名称").fill("规划条件核实")
    page.get_by_label("岗位").fill("reviewer")
    page.get_by_label("多人办理（会签）").select_option("parallel")
    page.get_by_label("名单").fill("organs")
    page.get_by_label("多少人办完算数").fill("2/3")
    page.get_by_label("撤回").uncheck()
    page.locator("[data-element-id=fire]").first.click()
    page.locator("[data-element-id=planning]").first.click()
    expect(page.get_by_label("名称")).to_have_value("规划条件核实")
    expect(page.get_by_label("岗位")).to_have_value("reviewer")
    expect(page.get_by_label("多少人办完算数")).to_have_value("2/3")
    expect(page.get_by_label("撤回")).not_to_be_checked()


def lose_session_and_come_back(page: Page) -> None:
    page.locator("[data-element-id=fire]").first.click()
    page.get_by_label("名称").fill("消防查验")
    page.get_by_label("岗位").focus()
    page.context.clear_cookies()
    ask(page, "保存草稿", "登录已过期")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="重新登录").click()
    page.wait_for_url(lambda url: "/sign-in/" in url)
    page.goto(page.url.replace("/sign-in/?", "/sign-in/official/?"))
    page.locator("input[name=who]").fill("hy0031")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("[data-said]")).to_contain_text("没有保存的内容")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("[data-said]")).to_contain_text("已恢复")
    ask(page, "保存草稿", "草稿已保存")
    expect(page.locator("[data-element-id=fire]").first).to_contain_text("消防查验")

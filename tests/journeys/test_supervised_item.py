"""A supervised item from proposal to close: two organs, one of them in the county, a later date, one report sent back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

TITLE = "背街小巷路灯补盲"


def test_an_item_is_proposed_handled_by_two_organs_extended_sent_back_and_closed(sign_in: SignIn) -> None:
    office = sign_in("hy0024")
    item = propose(office)

    head = sign_in("hy0016")
    press(head, item, "同意立项", "请两家抓紧。")
    assert eventually(lambda: "待签收" in text_of(office, item))  # the worker assigns it

    housing, county = sign_in("hy0012"), sign_in("hy0067")
    press(housing, item, "签收")
    press(county, item, "签收")

    ask_for_extension(county, item)
    press(office, item, "同意", "情况属实。")
    press(head, item, "同意", "只延一次。")
    assert eventually(lambda: "已批准" in text_of(county, item))
    assert "原定时限" in text_of(county, item)

    report(housing, item, "新装路灯 46 盏。")
    press(sign_in("hy0034"), item, "同意上报")
    report(county, item, "石桥镇新装路灯 12 盏。")
    press(county, item, "同意上报")
    press(housing, item, "提交督查审核", "两家共新装 58 盏。")

    send_back(office, item)
    assert "退回 1 次" in text_of(county, item)
    assert serious(county) == []
    report(county, item, "补报：12 盏的位置见附表。")
    press(county, item, "同意上报")
    press(housing, item, "提交督查审核", "石桥县已补报位置。")
    press(office, item, "通过", "抽查 6 处属实。")
    press(head, item, "同意办结", "同意销号。")

    tell_the_whole_story(office, item)
    auditor = sign_in("hy0033")
    auditor.goto("/workbench/evidence/?q=" + TITLE)
    for act in ("提交督查立项", "申请督查延期", "报送督查办理情况"):
        expect(auditor.get_by_role("table")).to_contain_text(act)


def propose(page: Page) -> str:
    """A draft with a fault first, then submitted; the address of the item."""
    page.goto("/workbench/supervision/new/")
    page.get_by_label("督查事项").fill(TITLE)
    page.get_by_label("来源").select_option(label="重点工作")
    page.get_by_label("立项依据").fill("2026 年《政府工作报告》重点任务分解第 31 项")
    page.get_by_label("办理要求").fill("补齐背街小巷路灯盲区。")
    page.get_by_label("主办单位").select_option(label="市住建局")
    page.get_by_label("石桥县政府").check()
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_role("alert").first).to_contain_text("请填写日期")
    assert serious(page) == []
    page.get_by_label("办理时限").fill((date.today() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("立项审批")
    return page.url


def press(page: Page, item: str, outcome: str, opinion: str = "") -> None:
    """Do the step that waits for this reader."""
    page.goto(item)
    if opinion:
        page.get_by_role("textbox", name="意见").or_(page.get_by_role("textbox", name="汇总情况")).fill(opinion)
    page.get_by_role("main").get_by_role("button", name=outcome, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已办理")


def report(page: Page, item: str, content: str) -> None:
    page.goto(item)
    page.get_by_role("main").get_by_label("完成进度").fill("100")
    page.get_by_role("textbox", name="办理情况").fill(content)
    page.get_by_role("button", name="提交本单位审核").last.click()
    expect(page.get_by_role("main")).to_contain_text("已报送")


def ask_for_extension(page: Page, item: str) -> None:
    page.goto(item)
    page.get_by_role("link", name="申请延期").click()
    page.get_by_label("申请延至").fill((date.today() + timedelta(days=30)).isoformat())
    page.get_by_label("理由").fill("灯杆要到下月中旬到货。")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("main")).to_contain_text("延期申请已提交审核")


def send_back(page: Page, item: str) -> None:
    """Without a reason the page says so and keeps what was chosen."""
    page.goto(item)
    page.get_by_label("退回给").select_option(label="石桥县政府")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("理由")
    assert page.get_by_label("退回给").locator("option:checked").inner_text() == "石桥县政府"
    page.get_by_label("审核意见").fill("请补报路灯位置。")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已办理")


def text_of(page: Page, item: str) -> str:
    page.goto(item)
    return page.get_by_role("main").inner_text()


def tell_the_whole_story(page: Page, item: str) -> None:
    """The timeline has every step, newest first, and the ledger says that the item is closed."""
    page.goto(item)
    story = page.locator(".timeline")
    for line in (
        "审定办结：同意办结",
        "退回（督查审核）",
        "延期批准：同意",
        "汇总反馈：提交督查审核",
        "签收",
        "交办",
        "立案",
    ):
        expect(story).to_contain_text(line)
    page.goto("/workbench/supervision/?stage=closed&words=" + TITLE)
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("按期办结")
    assert serious(page) == []

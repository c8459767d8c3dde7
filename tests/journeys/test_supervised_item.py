"""A supervised item from proposal to close: two organs, one of them in the county, a later date, one report sent back."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

TITLE = "背街小巷路灯补盲"


def test_an_item_is_proposed_handled_by_two_organs_extended_sent_back_and_closed(sign_in: SignIn) -> None:
    office = sign_in("hy0024")
    item = propose(office)

    head = sign_in("hy0016")
    decide(head, item, "同意立项", "请两家抓紧。")
    assert eventually(lambda: "待签收" in text_of(office, item))  # the worker assigns it

    housing, county = sign_in("hy0012"), sign_in("hy0067")
    decide(housing, item)
    decide(county, item)

    ask_for_extension(county, item)
    request = request_of(office, item)
    decide(office, request, "同意", "情况属实。")
    decide(head, request, "同意", "只延一次。")
    assert eventually(lambda: "已批准" in text_of(county, item))
    assert "原定时限" in text_of(county, item)

    report(housing, item, "新装路灯 46 盏。")
    decide(sign_in("hy0034"), item, "同意上报")
    report(county, item, "石桥镇新装路灯 12 盏。", attachment=True)
    decide(county, item, "同意上报")
    decide(housing, item, opinion="两家共新装 58 盏。")

    send_back(office, item)
    assert "退回 1 次" in text_of(county, item)
    assert serious(county) == []
    report(county, item, "补报：12 盏的位置见附表。")
    decide(county, item, "同意上报")
    decide(housing, item, opinion="石桥县已补报位置。")
    decide(office, item, opinion="抽查 6 处属实。")
    decide(head, item, "同意办结", "同意销号。")

    evaluate(office, item)
    tell_the_whole_story(office, item)
    auditor = sign_in("hy0033")
    auditor.goto("/workbench/evidence/?q=" + TITLE)
    for act in ("提交督查立项", "申请督查延期", "评价督查办理"):
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


def panel(page: Page, name: str) -> Locator:
    """A panel of the page of a case by the id of its heading."""
    return page.locator(f"section[aria-labelledby={name}]")


def decide(page: Page, case: str, outcome: str = "", opinion: str = "") -> None:
    """Do the step that waits for this reader, on the page of its case."""
    page.goto(case)
    task = panel(page, "act")
    if outcome:
        task.get_by_role("radio", name=re.compile(f"^{outcome}")).check()
    if opinion:
        task.locator("textarea").fill(opinion)
    task.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("已办结“")


def report(page: Page, item: str, content: str, *, attachment: bool = False) -> None:
    page.goto(item)
    page.get_by_role("link", name="填写表单并办理").click()
    page.get_by_role("main").get_by_label("完成进度").fill("100")
    page.get_by_role("textbox", name="办理情况").fill(content)
    if attachment:
        letter = {"name": "路灯位置.txt", "mimeType": "text/plain", "buffer": "石桥镇人民路".encode()}
        page.get_by_label("附件").set_input_files(letter)
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("已办结“")
    if attachment:
        page.goto(item)
        expect(panel(page, "materials")).to_contain_text("路灯位置.txt")


def request_of(page: Page, item: str) -> str:
    """The address of the case in which a request is decided."""
    page.goto(item)
    panel(page, "requests").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("申请内容")
    return page.url


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
    panel(page, "act").get_by_role("link", name="退回", exact=True).click()
    page.get_by_role("radio", name=re.compile("承办落实（石桥县政府")).check()
    page.get_by_role("main").get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("退回原因")
    page.get_by_label("退回原因").fill("请补报路灯位置。")
    page.get_by_role("main").get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已退回")


def evaluate(page: Page, item: str) -> None:
    page.goto(item)
    page.get_by_role("link", name="评价", exact=True).click()
    page.get_by_label("优秀").first.check()
    assert serious(page) == []
    page.get_by_role("button", name="保存评价").click()
    expect(panel(page, "branches")).to_contain_text("评价：优秀")


def text_of(page: Page, item: str) -> str:
    page.goto(item)
    return page.get_by_role("main").inner_text()


def tell_the_whole_story(page: Page, item: str) -> None:
    """The timeline has every step, newest first and the older ones folded, and the ledger says that the item is closed."""
    page.goto(item)
    story = page.get_by_role("region", name="经过")
    for line in ("审定办结：办结（同意办结）", "督查审核：退回", "延长时限", "汇总反馈：办结", "签收：办结", "立案"):
        expect(story).to_contain_text(line)
    page.goto("/workbench/supervision/?stage=closed&words=" + TITLE)
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("按期办结")
    assert serious(page) == []

"""A clerk draws a process for three organs, mends its stuck join, and publishes it; four people handle a case of it.

While a second case is on its way a second version is published: the case is moved after a dry run and ends on it.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.journeys.drawing_board import DrawingBoard
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

NAME = "工程联合踏勘"
BRANCHES = {
    "规划核实": ("hy0048", "11990100009901606D"),  # 市自然资源局
    "消防查验": ("hy0056", "119901000099024069"),  # 市消防救援支队
    "施工核查": ("hy0012", "11990100009901008H"),  # 市住建局
}
"""The reviews, who of the organ does each, and the organ's credit code."""
STARTER, HEAD = "hy0028", "hy0027"  # 窗口受理岗 and 首席代表 of 市政务服务局


@dataclass
class Drawn:
    """What the clerk has drawn: the numbers of the shapes that matter later."""

    split: str
    last: str
    end: str


def test_a_process_is_drawn_mended_published_run_by_four_people_and_a_running_case_moves_on(sign_in: SignIn) -> None:
    clerk = sign_in("hy0031")
    wrong = complaints(clerk)
    drawn = draw(clerk)
    mend(clerk, drawn)
    publish(clerk, 1)

    people = {who: sign_in(who) for who in (STARTER, HEAD, *(who for who, _ in BRANCHES.values()))}
    first = start(people[STARTER], "澄江路改造工程踏勘")
    for step, (who, _) in BRANCHES.items():
        handle(people[who], "澄江路改造工程踏勘", step)
    handle(people[HEAD], "澄江路改造工程踏勘", "出具意见")
    assert "办结" in head_of(people[STARTER], first)

    second = start(people[STARTER], "文澜小学扩建工程踏勘")
    handle(people["hy0048"], "文澜小学扩建工程踏勘", "规划核实")
    add_a_step(clerk, drawn)
    publish(clerk, 2)
    move(clerk, second)
    for step in ("消防查验", "施工核查"):
        handle(people[BRANCHES[step][0]], "文澜小学扩建工程踏勘", step)
    handle(people[HEAD], "文澜小学扩建工程踏勘", "出具意见")
    handle(people[STARTER], "文澜小学扩建工程踏勘", "归档移交")
    assert "办结" in head_of(people[STARTER], second)
    assert serious(people[STARTER]) == []
    expect(people[STARTER].get_by_role("region", name="经过")).to_contain_text("变更流程版本")
    assert wrong == []


def complaints(page: Page) -> list[str]:
    """What the console calls an error from now on."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


def draw(page: Page) -> Drawn:
    """From a blank page: everybody may start it, three organs review, one gathers. The split is left as it comes."""
    page.goto("/workbench/processes/new/")
    page.get_by_label("名称").fill(NAME)
    page.get_by_label("代号").fill("joint-survey")
    page.get_by_label("所属机构").select_option(label="全平台")
    page.get_by_role("main").get_by_role("button", name="建立").click()
    expect(page.locator("[data-ready]")).to_be_visible()
    board = DrawingBoard(page)
    board.delete("task")
    board.delete("end")
    board.write("start", 谁可以发起="official")
    split = board.append("start", "gateway", "分派")
    reviews = [board.append(split, "task", name) for name in BRANCHES]
    for review, (_, organ) in zip(reviews, BRANCHES.values(), strict=True):
        board.write(review, 办理机构=organ)
    join = board.append(reviews[0], "gateway", "汇总")
    board.replace(join, "并行网关")
    for review in reviews[1:]:
        board.connect(review, join)
    last = board.append(join, "task", "出具意见")
    board.write(last, 岗位="首席代表")
    return Drawn(split, last, board.append(last, "end-event", "结束"))


def mend(page: Page, drawn: Drawn) -> None:
    """The check shows the join that waits for ever; a parallel split lets it pass."""
    board = DrawingBoard(page)
    board.ask("检查", "处错误")
    page.get_by_role("button", name="“汇总”永远等不齐").click()
    expect(page.locator(".djs-shape.is-faulty").first).to_be_visible()
    assert serious(page) == []
    board.replace(drawn.split, "并行网关")
    board.ask("检查", "检查通过")
    board.ask("保存草稿", "草稿已保存")


def publish(page: Page, number: int) -> None:
    page.get_by_role("link", name="发布").click()
    page.get_by_role("main").get_by_role("button", name="发布").click()
    expect(page.get_by_role("main")).to_contain_text(f"第 {number} 版已发布")


def start(page: Page, title: str) -> str:
    """Start a case from the page of everything that can be started; the address of the case."""
    page.goto("/workbench/matters/")
    assert serious(page) == []
    page.get_by_role("link", name=NAME).click()
    page.get_by_label("标题").fill(title)
    assert serious(page) == []
    page.get_by_role("button", name="发起").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def handle(page: Page, title: str, step: str) -> None:
    """Find the item in the list of what waits for one's office, and complete it on the page of the case."""
    page.goto("/workbench/tasks/pool/")
    page.get_by_role("row", name=title).filter(has_text=step).get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name="我的任务")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("textbox", name="意见").fill(f"{step}：符合要求。")
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text(f"已办结“{step}”")


def head_of(page: Page, case: str) -> str:
    page.goto(case)
    return page.locator(".work-head").inner_text()


def add_a_step(page: Page, drawn: Drawn) -> None:
    """Before the end, who began it hands the papers over to the archive."""
    page.get_by_role("link", name="设计").click()
    expect(page.locator("[data-ready]")).to_be_visible()
    board = DrawingBoard(page)
    board.delete(drawn.end)
    handing = board.append(drawn.last, "task", "归档移交")
    board.write(handing, 候选人="initiator")
    board.append(handing, "end-event", "结束")
    board.ask("检查", "检查通过")
    board.ask("保存草稿", "草稿已保存")


def move(page: Page, case: str) -> None:
    """The dry run says what would become of the running case; ordered, the worker moves it."""
    page.goto("/workbench/case-migrations/")
    page.get_by_role("link", name=NAME).click()
    report = page.get_by_role("main")
    expect(report).to_contain_text("1 件可以变更，0 件不能变更")
    expect(report).to_contain_text("试算没有改动任何案件")
    assert serious(page) == []
    page.get_by_label("理由").fill("新增归档移交环节")
    page.get_by_role("button", name="变更 1 件案件").click()
    assert eventually(lambda: page.reload() and "1 件已变更" in page.get_by_role("main").inner_text())
    expect(page.get_by_role("row", name="文澜小学扩建工程踏勘")).to_contain_text("已变更")
    assert serious(page) == []

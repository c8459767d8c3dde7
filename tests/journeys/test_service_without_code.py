"""A clerk makes a service without a line of code: the item, its form, its process, a trial; two others pass it; a citizen opens it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

NAME = "托育机构开办补贴申领"
CODE = "2026"
CLERK, REVIEWER, AUDITOR = "hy0043", "hy0042", "hy0027"


def test_a_clerk_makes_a_service_and_a_citizen_finds_it(sign_in: SignIn) -> None:
    page = sign_in(CLERK)
    refused = refusals_of_policy(page)
    make_item(page)
    item = page.url.partition("sections/")[0]
    fill_in(page, item)
    draw_form(page, item)
    choose_process(page, item)
    try_out(page, item)
    page.goto(item)
    expect(page.get_by_text("各项要求都已满足")).to_be_visible()
    press(page, "提交部门审核")
    pass_on(sign_in(REVIEWER), item, "审核通过")
    pass_on(sign_in(AUDITOR), item, "发布第 1 版")
    apply_for(sign_in(""), sign_in)
    assert refused == []


def refusals_of_policy(page: Page) -> list[str]:
    """Whatever the content security policy refuses from now on."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    return refused


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def make_item(page: Page) -> None:
    page.goto("/workbench/items/new/")
    page.get_by_label("事项名称").fill(NAME)
    page.get_by_label("事项类型").select_option(label="行政给付")
    page.get_by_label("行使层级").select_option(label="市级")
    press(page, "建立，接着填各节内容")
    expect(page.locator("h1")).to_have_text("基本信息")


def fill_in(page: Page, item: str) -> None:
    """The sections, one after the other, with what must be said."""
    page.locator("[name=local_task_code]").fill(f"HY-TY-{CODE}")
    row(page, "by_law", law_name="中华人民共和国人口与计划生育法", article="第二十八条")
    go_on(page, "实施机关")
    go_on(page, "办理时限")
    for name, text in (("anticipate_day", "20"), ("promise_day", "7")):
        page.locator(f"[name={name}]").fill(text)
    for name in ("anticipate_type", "promise_type"):
        choose(page, name, "working_days")
    go_on(page, "受理")
    choose(page, "project_type", "2")
    choose(page, "examine_type", "2")
    choose(page, "server_type", "1")
    choose(page, "server_type", "2")
    page.locator("[name=accept_condition]").fill("在本市登记备案，开办满六个月。")
    go_on(page, "办理渠道")
    choose(page, "handle_type", "1")
    choose(page, "handle_type", "2")
    choose(page, "is_online", "yes")
    page.locator("[name=limit_scene_num]").fill("0")
    go_on(page, "办理流程")
    page.goto(f"{item}sections/7/")
    row(
        page,
        "materials",
        material_name="场地使用证明",
        material_type="2",
        material_format="2",
        is_need="1",
        source_type="1",
    )
    go_on(page, "收费")
    choose(page, "is_fee", "no")
    go_on(page, "办理结果")
    choose(page, "result_type", "99")
    page.locator("[name=result_name]").fill("补贴资格确认书")
    go_on(page, "咨询与救济")
    for name, text in (
        ("transact_addr", "和源市政务服务中心二楼"), ("transact_time", "工作日 09:30-13:30"),
        ("link_way", "0999-8600012"), ("supervise_way", "0999-8612345"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    go_on(page, "主题分类")


def row(page: Page, table: str, **cells: str) -> None:
    """The first row of a table."""
    for name, text in cells.items():
        control = page.locator(f"[name={table}-0-{name}]")
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(text)
        else:
            control.fill(text)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value='{value}']").check()


def go_on(page: Page, following: str) -> None:
    press(page, "保存，填下一节")
    expect(page.locator("h1")).to_have_text(following)


def draw_form(page: Page, item: str) -> None:
    """Begin from the template for people, then six fields: a choice, an amount, a table, a file and two more."""
    page.goto(item)
    page.get_by_role("link", name="申请表", exact=True).click()
    page.locator("[name=start]").select_option("start:person")
    press(page, "选定，接着设计")
    expect(page.locator("html[data-designer-ready]")).to_be_attached()
    for title, kind in (
        ("机构类型", "choice"), ("收托人数", "number"), ("申请金额", "money"), ("收托幼儿名单", "table"),
        ("备案回执", "files"), ("停办原因", "long_text"),
    ):  # fmt: skip
        add_field(page, 1, title, kind)
    page.locator("#field-choice a").first.click()
    page.locator("[name=p-options]").fill("独立举办\n幼儿园托班\n单位自办")
    page.locator("[name=p-requirement]").select_option("yes")
    press(page, "保存属性")
    expect(page.locator("#field-choice").get_by_text("幼儿园托班")).to_be_visible()
    page.locator("#field-long_text a").first.click()
    page.locator("[name=p-shown]").select_option("when")
    page.get_by_text("条件", exact=True).first.click()
    page.locator("[name=p-visible_0_field]").select_option(label="机构类型")
    page.locator("[name=p-visible_0_value]").fill("单位自办")
    press(page, "保存属性")
    expect(page.locator("#field-long_text .question-when")).to_contain_text("如“机构类型”为“单位自办”")
    page.get_by_role("button", name="上移“申请金额”").click()
    expect(page.locator("#section-1 .designed-name").nth(2)).to_have_text("申请金额")
    drag(page, "reason", "choice")
    expect(page.locator("#section-1 .designed-name").first).to_have_text("机构类型")
    press(page, "删除“停办原因”")
    expect(page.locator("#field-long_text")).to_have_count(0)
    press(page, "撤销上一步")
    expect(page.locator("#field-long_text")).to_have_count(1)
    assert serious(page) == []


def drag(page: Page, name: str, onto: str) -> None:
    """Take a field by its bar and drop it on the lower half of another."""
    bar, target = page.locator(f"#field-{name} .designed-bar"), page.locator(f"#field-{onto}")
    bar.evaluate("bar => bar.scrollIntoView({ block: 'center' })")
    taken, place = bar.bounding_box(), target.bounding_box()
    assert taken is not None
    assert place is not None
    page.mouse.move(taken["x"] + 250, taken["y"] + 12)
    page.mouse.down()
    page.mouse.move(place["x"] + 250, place["y"] + 12, steps=6)
    page.mouse.move(place["x"] + 250, place["y"] + place["height"] - 8, steps=6)
    page.mouse.up()


def add_field(page: Page, section: int, title: str, kind: str) -> None:
    page.locator(f"#title-{section}").fill(title)
    page.locator(f"#kind-{section}").select_option(kind)
    page.locator(f"#add-{section}").click()
    expect(page.locator(f"#field-{kind}")).to_contain_text(title)


def choose_process(page: Page, item: str) -> None:
    page.goto(item)
    page.get_by_role("link", name="流程图", exact=True).click()
    press(page, "选定，接着设计")
    expect(page.locator("[data-ready]")).to_be_visible()
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("[data-said]")).to_contain_text("检查通过")


def try_out(page: Page, item: str) -> None:
    page.goto(item)
    page.get_by_role("link", name="试办", exact=True).click()
    page.get_by_role("link", name="不填，直接走流程").click()
    for outcome in ("收件", "受理", "提交", "同意", "准予", "制作完成", "已送达"):
        page.get_by_role("main").locator(f"button[value$=':{outcome}']").click()
    expect(page.get_by_text("流程走到了头")).to_be_visible()
    assert serious(page) == []


def pass_on(page: Page, item: str, button: str) -> None:
    page.goto(item)
    press(page, button)
    expect(page.get_by_role("status").first).to_contain_text(re.compile("已发布|已送审定"))


def apply_for(page: Page, sign_in: SignIn) -> None:
    """The hall knows the item at once by its organ; its form asks what was drawn."""
    citizen = sign_in("19900082046")
    citizen.goto("/services/?sort=newest&words=托育机构")
    citizen.get_by_role("link", name=NAME).first.click()
    citizen.get_by_role("link", name=re.compile("在线办理|立即办理|网上办理")).first.click()
    citizen.get_by_role("button", name=re.compile("开始|下一步|填写")).first.click()
    expect(citizen.get_by_text("收托幼儿名单")).to_be_visible()

"""A joint matter of four organs, in the browser and by its guide for programs.

An enterprise applies; one branch asks for a correction while another runs; one is late and turns red; one returns to an
earlier step; the lead joins, approves and issues the licence; whoever scans its code sees that it holds; the enterprise rates.
"""

import re
import runpy
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Page, expect

from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

ITEM = "建筑工程施工许可证核发（施工许可阶段并联审批）"
DEVELOPER = "91990100MA0A002Y77"
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "joint-matter-by-api.py"
BRANCHES = {
    "施工图": ("hy0102", "hy0101", "hy0101"),
    "消防": ("hy0105", "hy0056", "hy0056"),
    "质量安全": ("hy0106", "hy0039", "hy0039"),
    "施工许可证": ("hy0012", "hy0036", "hy0034"),
}
"""Who handles, checks and decides each branch; the planning office gives an opinion."""


class Matter:
    """One application, and whoever works on it, each in a browser of his own."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in, self._pages = sign_in, {}  # type: ignore[var-annotated]
        self.case = ""

    def page(self, login: str) -> Page:
        if login not in self._pages:
            self._pages[login] = self._sign_in(login)
        return self._pages[login]

    def text(self, login: str, address: str = "") -> str:
        page = self.page(login)
        page.goto(address or self.case)
        return page.get_by_role("main").inner_text()

    def step(self, login: str, title: str, outcome: str = "", **fields: str) -> None:
        """Do the step that waits for somebody, as soon as it is there."""
        page = self.page(login)
        turn = self.case.replace("/workbench/cases/", "/workbench/applications/") + "turn/"

        def is_there() -> bool:
            page.goto(turn)
            return re.search(title, page.get_by_role("heading", level=1).inner_text()) is not None

        assert eventually(is_there, seconds=60), f"{login}: {title}"
        if outcome:
            page.get_by_role("radio", name=outcome, exact=True).check()
        for name, value in fields.items():
            page.locator(f"[name={name}], [name$='{name}']").first.fill(value)
        page.get_by_role("button", name="确定").last.click()
        expect(page.get_by_role("main")).to_contain_text("已办理")

    def grant(self, branch: str) -> None:
        handler, checker, decider = BRANCHES[branch]
        self.step(handler, "受理", "受理")
        self.finish(branch)
        assert checker
        assert decider

    def finish(self, branch: str) -> None:
        """From the review to the decision."""
        handler, checker, decider = BRANCHES[branch]
        self.step(handler, "审查", opinion="材料齐全，符合标准。")
        self.step(checker, "审核", opinion="同意。")
        self.step(decider, "决定", "准予", facts="经审查符合条件。", law="建筑法第八条")


def test_an_enterprise_gets_a_joint_permit_from_four_organs(sign_in: SignIn) -> None:
    matter = Matter(sign_in)
    enterprise = matter.page(DEVELOPER)
    address = applied(enterprise)
    clerk = matter.page("hy0028")
    clerk.goto("/workbench/applications/?sort=-submitted")
    clerk.get_by_role("link", name=ITEM).first.click()
    matter.case = re.sub(r"^https?://[^/]+", "", clerk.url).split("?")[0].split("#")[0]
    matter.step("hy0028", "收件", "收件")

    matter.step("hy0105", "消防.*材料审查", "需要补正", about="消防设计文件", requirement="请补充计算书")
    for login in ("hy0102", "hy0106", "hy0012", "hy0048"):
        matter.step(login, "材料审查", "材料齐全")
    matter.step("hy0012", "汇总补正意见")
    matter.step("hy0102", "受理", "受理")  # the drawings go on while fire waits
    assert "请补充计算书" in correct(matter, enterprise, address)
    matter.step("hy0048", "出具意见", "同意但需报上级", reason="报省自然资源厅。")
    matter.finish("施工图")

    matter.step("hy0105", "受理", "受理")
    matter.step("hy0105", "审查", opinion="符合标准。")
    send_back(matter, "hy0056")
    assert "报省自然资源厅" in matter.text("hy0012")  # the opinion of the other is still there
    matter.finish("消防")
    matter.grant("质量安全")
    matter.grant("施工许可证")
    matter.step("hy0012", "汇总办理结果", opinion="各部门已经分别作出决定，准予开工。")
    matter.step("hy0012", "制作文书证照")
    matter.step("hy0028", "送达", "电子送达", receiver="和源城市建设发展有限公司")

    told = matter.text(DEVELOPER, address)
    for words in ("已经办结", "联合办理结果告知书", "准予行政许可决定书", "已经准予"):
        assert words in told
    assert serious(enterprise) == []
    number = verify_the_licence(enterprise, sign_in(""))
    assert number in matter.text("hy0012")
    rate(enterprise, address)


def test_the_lead_sees_which_organ_is_late_and_what_would_be(sign_in: SignIn) -> None:
    page = sign_in("hy0012")
    page.goto("/workbench/applications/?name=" + "云麓康养")
    page.get_by_role("link", name=ITEM).first.click()
    branches = page.locator("section[aria-labelledby=parts]")
    expect(branches).to_contain_text("超期")
    expect(branches.locator(".light-red")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="关键路径和推演").click()
    expect(page.get_by_role("main")).to_contain_text("用时最多的是市消防救援支队")
    page.locator("[name=days_permit]").fill("10")
    page.get_by_role("button", name="推演").click()
    expect(page.get_by_role("status")).to_contain_text("推迟 7 个工作日")
    assert serious(page) == []


def test_the_guide_for_programs_does_what_it_says(address: str) -> None:
    ended = runpy.run_path(str(GUIDE))["main"](address)
    assert (ended["state"], ended["verified"], ended["grade"]) == ("closed", "effective", 1)
    assert len(GUIDE.read_text(encoding="utf-8").splitlines()) < 120


def applied(page: Page) -> str:
    """Fill in, hand in, submit; the address of the application."""
    page.goto("/services/?words=" + "施工许可")
    page.get_by_role("link", name=ITEM).first.click()
    page.get_by_role("link", name=re.compile("在线办理|立即办理")).first.click()
    for answer in ("投资 30 万元以上或面积 300 平方米以上", "是", "不需要", "不是"):
        page.get_by_text(answer, exact=True).first.click()
        page.get_by_role("button", name=re.compile("下一步|继续|下一题")).click()
    page.get_by_role("link", name="在线办理").click()
    page.get_by_role("button", name="开始填写").click()
    fill_in(page)
    for place in page.locator("input[type=file]").all():
        place.set_input_files({"name": "图纸.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"})
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("main")).to_contain_text("申请已提交")
    return re.sub(r"^https?://[^/]+|#.*$", "", page.url)


def fill_in(page: Page) -> None:
    values = {
        "project_code": "2026-990102-47-01-000077", "project_name": "枢纽停车楼", "developer": "和源城市建设发展有限公司",
        "credit_code": DEVELOPER, "address": "澄江区枢纽大道 3 号", "floor_area": "8600", "floors": "地上 5 层",
        "contract_price": "2300", "contract_days": "300", "companies-0-name": "和源建工集团有限公司",
        "companies-0-credit_code": "91990100MA0A003Y3G", "companies-0-leader": "马跃川",
    }  # fmt: skip
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("公共建筑").check()
    page.locator("[name=companies-0-role]").select_option(label="施工")
    page.get_by_role("button", name="保存并继续").click()


def correct(matter: Matter, page: Page, address: str) -> str:
    """What the enterprise is asked for, after it has answered."""

    def is_asked() -> bool:
        page.goto(address)
        return page.get_by_role("link", name="去补正").count() > 0

    assert eventually(is_asked)
    page.get_by_role("link", name="去补正").click()
    asked = page.get_by_role("main").inner_text()
    page.get_by_role("button", name="提交补正").last.click()
    page.wait_for_url(f"**{address}*")
    return asked


def send_back(matter: Matter, login: str) -> None:
    """Whoever checks returns the branch to its review, on the page of the case."""
    page = matter.page(login)
    page.goto(matter.case)
    page.get_by_role("link", name="退回", exact=True).first.click()
    page.get_by_role("radio", name=re.compile("审查")).first.check()
    page.get_by_label("退回原因").fill("请核对登高操作场地。")
    page.get_by_role("main").get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已退回")


def verify_the_licence(holder: Page, visitor: Page) -> str:
    """The number of the licence, which the holder shows and somebody reads who scans the code without an account."""
    holder.goto("/licences/")
    holder.get_by_role("link", name=re.compile("建筑工程施工许可证")).first.click()
    expect(holder.get_by_role("main")).to_contain_text("枢纽停车楼")
    holder.get_by_role("link", name="亮证").click()
    address = holder.get_by_role("link", name="打开核验页面").evaluate("link => link.href")
    assert drawing_of(address) in holder.content()
    visitor.goto(address)
    for words in ("证照有效", "和源城市建设发展有限公司", "和源市住房和城乡建设局"):
        expect(visitor.get_by_role("main")).to_contain_text(words)
    assert serious(visitor) == []
    return visitor.locator("dd.code").inner_text()


def drawing_of(address: str) -> str:
    """The lines of the code that says an address: what a camera would read."""
    return re.findall(r'd="([^"]+)"', segno.make(address, error="m").svg_inline(border=3, light="#fff", omitsize=True))[
        -1
    ]


def rate(page: Page, address: str) -> None:
    def is_invited() -> bool:
        page.goto(address)
        return page.get_by_role("link", name="去评价").count() > 0

    assert eventually(is_invited)
    page.get_by_role("link", name="去评价").click()
    page.get_by_label("非常满意", exact=True).check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_role("main")).to_contain_text("谢谢")

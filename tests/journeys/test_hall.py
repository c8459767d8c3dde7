"""The hall: a citizen books and takes a ticket, a clerk calls her, files for her and hands a result out, she rates it badly."""

import re

import pytest
from playwright.sync_api import Page, expect

from mingtang.config.demo.services.applications import SHEET
from tests.browser import findings
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
CITIZEN, CLERK, MANAGER = "19900082046", "hy0028", "hy0027"
FILLED = {
    "operator": "南门巷口书店", "credit_code": "92990102MA0A001Y0M", "address": "文澜路 90 号", "principal": "林叙",
    "area": "60", "staff": "2", "health_certificates": "2",
}  # fmt: skip


def accessible(page: Page) -> None:
    """Axe finds nothing on the page."""
    assert findings(page) == []


def test_a_visit_to_the_hall_from_booking_to_a_bad_rating(sign_in: SignIn) -> None:
    citizen, clerk = sign_in(CITIZEN), sign_in(CLERK)
    _books(citizen)
    _takes_a_ticket(citizen)
    _called(clerk, citizen)
    _filed_for(clerk)
    _handed_out(clerk)
    _rated_badly(clerk, citizen)
    _followed_up(sign_in(MANAGER))


def _books(page: Page) -> None:
    page.goto("/hall/")
    accessible(page)
    page.get_by_role("link", name="和源市政务服务中心").click()
    accessible(page)
    page.get_by_role("row", name=re.compile("综合受理")).get_by_role("link").click()
    accessible(page)
    page.locator("button[name=slot]:not([disabled])").first.click()
    expect(page.get_by_text("预约好了")).to_be_visible()
    accessible(page)


def _takes_a_ticket(page: Page) -> None:
    page.goto("/hall/")
    page.get_by_role("link", name="和源市政务服务中心").click()
    page.get_by_label("领取证照").check()
    page.get_by_role("button", name="取号").click()
    expect(page.get_by_text("前面还有")).to_be_visible()
    accessible(page)


def _called(clerk: Page, citizen: Page) -> None:
    clerk.goto("/workbench/hall/")
    accessible(clerk)
    clerk.get_by_role("button", name="08 号窗口").click()
    clerk.get_by_role("button", name="叫下一位").click()
    accessible(clerk)
    citizen.reload()
    expect(citizen.get_by_text("请现在到窗口")).to_be_visible()
    clerk.get_by_role("button", name="到了，开始办理").click()
    expect(clerk.get_by_role("button", name="办完")).to_be_visible()


def _filed_for(page: Page) -> None:
    page.get_by_role("link", name="代为申报").click()
    page.get_by_label("事项名称或编码").fill("公共场所卫生许可")
    page.get_by_role("button", name="筛选").click()
    accessible(page)
    page.get_by_role("link", name=re.compile("公共场所卫生许可")).first.click()
    for answer in ("文化娱乐等其他公共场所", "不使用", "一般程序", "负责人本人"):
        page.get_by_label(answer, exact=True).check()
        page.get_by_role("button", name="下一步").click()
    accessible(page)
    page.get_by_label("申请人姓名或名称").fill("林叙")
    page.locator("input[name=number]").fill("990102198803043017")
    page.locator("input[name=contact]").fill("林叙")
    page.locator("input[name=phone]").fill(CITIZEN)
    page.get_by_role("button", name="下一步：填申请表").click()
    for name, value in FILLED.items():
        page.locator(f"input[name={name}]").fill(value)
    page.locator("select[name=place_kind]").select_option("shopping")
    for name in ("central_air", "second_water"):
        page.locator(f"input[name={name}][value=no]").check()
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/materials/**")
    accessible(page)
    for field in page.locator("input[type=file][id^=m]").all():
        field.set_input_files(SHEET)
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/window/drafts/**")
    page.get_by_label("法定代表人或者负责人身份证明").check()
    page.get_by_role("button", name="提交并出具收件凭证").click()
    expect(page.get_by_text("原件已核对，留存复印件")).to_be_visible()
    accessible(page)


def _handed_out(page: Page) -> None:
    page.goto("/workbench/hall/delivery/")
    accessible(page)
    page.get_by_role("link", name=re.compile("食品经营许可")).first.click()
    page.get_by_label("领取人", exact=True).fill("林叙")
    page.get_by_label("领取人证件号码").fill("11010519491231002X")
    page.get_by_role("button", name="出件").click()
    expect(page.get_by_text("都不一致").first).to_be_visible()
    accessible(page)
    page.get_by_label("领取人证件号码").fill("990102198803043017")
    page.get_by_role("button", name="出件").click()
    expect(page.get_by_text("已出件")).to_be_visible()


def _rated_badly(clerk: Page, citizen: Page) -> None:
    clerk.goto("/workbench/hall/")
    clerk.get_by_role("button", name="办完").click()
    citizen.reload()
    citizen.get_by_role("link", name="评价这次服务").click()
    accessible(citizen)
    citizen.get_by_label("不满意", exact=True).check()
    citizen.get_by_label("服务效率").check()
    citizen.get_by_label("意见和建议").fill("材料要了两遍。")
    citizen.get_by_role("button", name="提交评价").click()
    expect(citizen.get_by_text("一个工作日内回访，属实的")).to_be_visible()
    accessible(citizen)


def _followed_up(page: Page) -> None:
    page.goto("/workbench/ratings/")
    accessible(page)
    page.get_by_role("link", name="和源市政务服务中心：领取证照").first.click()
    page.get_by_role("link", name="差评办理").click()
    expect(page.get_by_text("材料要了两遍。")).to_be_visible()
    expect(page.get_by_text("回访").first).to_be_visible()
    accessible(page)

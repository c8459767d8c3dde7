"""A newcomer's first day: the system officer registers her, the security officer lets her in, the auditor can tell."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

CHOSEN = "Qingming-2026-hua"


def test_an_official_is_registered_appointed_enabled_and_signs_in(sign_in: SignIn) -> None:
    system = sign_in("hy0031")
    register(system, organ="和源市教育局", name="柳如烟", login="hy0900")
    appoint(system, post="文秘岗")

    security = sign_in("hy0032")
    first_password = enable(security, "hy0900")

    newcomer = sign_in("")
    newcomer.goto("/sign-in/official/")
    enter(newcomer, "hy0900", first_password)
    expect(newcomer).to_have_url(re.compile("/account/password/"))
    newcomer.get_by_label("原口令").fill(first_password)
    newcomer.get_by_label("新口令").first.fill("12345678")
    newcomer.get_by_label("再输一次").fill("12345678")
    newcomer.get_by_role("button", name="修改口令").click()
    expect(newcomer.get_by_role("alert").first).to_contain_text("四类")
    newcomer.get_by_label("原口令").fill(first_password)
    newcomer.get_by_label("新口令").first.fill(CHOSEN)
    newcomer.get_by_label("再输一次").fill(CHOSEN)
    newcomer.get_by_role("button", name="修改口令").click()
    newcomer.goto("/workbench/")
    expect(newcomer.get_by_role("main")).to_contain_text("和源市教育局")

    auditor = sign_in("hy0033")
    auditor.goto("/workbench/evidence/?q=hy0900")
    for act in ("登记工作人员", "启用账号", "修改口令"):
        expect(auditor.get_by_role("table")).to_contain_text(act)


def register(page: Page, *, organ: str, name: str, login: str) -> None:
    page.goto("/workbench/organs/")
    page.get_by_role("link", name=organ, exact=True).click()
    page.get_by_role("link", name="登记人员").click()
    page.get_by_label("姓名").fill(name)
    page.get_by_label("身份证件号").fill("99010219960101162X")
    page.get_by_label("工号").fill(login)
    page.get_by_role("main").get_by_role("button", name="登记").click()
    expect(page.locator(".field-error").first).to_contain_text("校验码")
    page.get_by_label("身份证件号").fill("990102199601011628")
    page.get_by_role("main").get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def appoint(page: Page, *, post: str) -> None:
    page.get_by_role("link", name="任职").first.click()
    page.get_by_label("岗位", exact=True).select_option(label=f"市教育局 / 办公室 / {post}")
    page.get_by_role("main").get_by_role("button", name="任职").click()
    expect(page.get_by_role("main")).to_contain_text(post)


def enable(page: Page, login: str) -> str:
    page.goto(f"/workbench/accounts/?name={login}")
    page.get_by_role("row", name=login).get_by_role("link").first.click()
    page.get_by_role("button", name="启用").click()
    return page.locator("[data-copy]").get_attribute("data-copy") or ""


def enter(page: Page, login: str, password: str) -> None:
    page.locator("input[name=who]").fill(login)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="登录").click()

"""A morning at the desk: one official walks her list by keyboard, another writes an opinion with a phrase and keeps it."""

import pytest
from playwright.sync_api import expect

from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

HOLDER = "hy0012"
"""She has to report on a supervised item of the demonstration."""
SUPERVISOR, TO_VERIFY = "hy0024", "社区养老服务床位建设"
"""Whoever verifies what was reported writes an opinion."""


def test_the_list_is_walked_by_keyboard_and_an_opinion_is_kept(sign_in: SignIn) -> None:
    page = sign_in(HOLDER)
    page.goto("/workbench/tasks/")
    assert serious(page) == []
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1")
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog", name="列表的按键")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/workbench/cases/**")
    assert serious(page) == []

    page = sign_in(SUPERVISOR)
    page.goto("/workbench/tasks/pool/")
    page.get_by_role("link", name=TO_VERIFY).click()
    opinion = page.locator("textarea[name='act-opinion']")
    page.get_by_role("button", name="同意。", exact=True).click()
    expect(opinion).to_have_value("同意。")
    page.get_by_role("button", name="暂存意见").click()
    expect(page.get_by_role("status").first).to_contain_text("已暂存")
    expect(page.locator("textarea[name='act-opinion']")).to_have_value("同意。")
    assert serious(page) == []

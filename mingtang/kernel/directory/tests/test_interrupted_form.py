"""A session that ends while somebody is typing, in a real browser: back on the same page, with what was typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from mingtang.kernel.directory.models import Account, Agency, Session
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def sign_in(page: Page, account: Account, password: str) -> None:
    page.get_by_label("手机号、身份证件号或统一社会信用代码").fill(account.login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def type_in(page: Page, world: World) -> None:
    person = world.account("citizen").person
    page.get_by_label("经办人姓名").fill(person.name)
    page.get_by_label("经办人身份证件号").fill(person.identity_number)
    page.get_by_label("领取结果").check()
    page.get_by_label("起", exact=True).fill("2026-01-01")


def make_idle(account: Account) -> None:
    """Let the account's session have been idle for a day."""
    row = Session.objects.get(account=account)
    store = Session.get_session_store_class()(row.session_key)
    store["seen"] -= 24 * 3600
    store.save()


def test_what_was_typed_outlives_the_session(live_server: Any, world: World, page: Page, request) -> None:
    enterprise = world.account("enterprise")
    address = live_server.url + reverse("authorise_agent", args=[enterprise.legal_person_id])
    page.goto(address)
    sign_in(page, enterprise, world.password)
    expect(page).to_have_url(address)
    type_in(page, world)
    make_idle(enterprise)
    page.get_by_role("button", name="授权", exact=True).click()
    expect(page.get_by_text("长时间没有操作，已自动退出")).to_be_visible()
    sign_in(page, enterprise, world.password)
    if "without" in request.node.callspec.id:
        page.get_by_role("button", name="继续提交").click()
    else:
        expect(page).to_have_url(address)
        expect(page.get_by_label("经办人姓名")).to_have_value(world.account("citizen").person.name)
        expect(page.get_by_text("已恢复上次没有提交的内容")).to_be_visible()
        page.get_by_role("button", name="授权", exact=True).click()
    expect(page.get_by_text("为经办人")).to_be_visible()
    assert Agency.objects.filter(person=world.account("citizen").person, scope="receive").exists()


def test_nothing_is_left_for_the_next_person_after_signing_out(
    live_server: Any, world: World, chromium: Browser
) -> None:
    page, enterprise = chromium.new_page(), world.account("enterprise")
    address = live_server.url + reverse("authorise_agent", args=[enterprise.legal_person_id])
    page.goto(address)
    sign_in(page, enterprise, world.password)
    type_in(page, world)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_text("您已安全退出")).to_be_visible()
    page.goto(address)
    sign_in(page, enterprise, world.password)
    expect(page.get_by_label("经办人姓名")).to_have_value("")
    page.close()

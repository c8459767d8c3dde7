"""Signing in and out through the pages: who gets in, who does not, and what they are told."""

from datetime import timedelta

import pyotp
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory import sign_in as signing
from mingtang.kernel.directory.actions.accounts import disable_account, reset_password, unlock_account
from mingtang.kernel.directory.models import Account, Session, SignIn
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

OFFICIAL, PUBLIC, CODE = "/sign-in/official/", "/sign-in/", "/sign-in/code/"


def enter(client: Client, who: str, password: str, path: str = OFFICIAL, **more: str) -> HttpResponse:
    return client.post(path, {"who": who, "password": password, **more})


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def bind(account: Account) -> str:
    """Give the account a second factor; returns its secret."""
    secret = pyotp.random_base32()
    Account.objects.filter(pk=account.pk).update(totp_cipher=Account.sealed_totp(secret))
    return secret


@pytest.fixture
def official(world: World) -> Account:
    return world.account("official")


def test_an_official_signs_in_by_number_and_lands_on_the_desk(world: World, official: Account, client: Client) -> None:
    answer = enter(client, official.login, world.password)
    assert (answer.status_code, answer.url) == (302, reverse("workbench"))
    assert official.holder_name in text(client.get(answer.url))


@pytest.mark.parametrize("who", ["phone", "identity"])
def test_a_citizen_signs_in_by_telephone_or_identity_number(world: World, client: Client, who: str) -> None:
    person = world.account("citizen").person
    typed = {"phone": f" +86 {person.phone}", "identity": person.identity_number.lower()}[who]
    answer = enter(client, typed, world.password, PUBLIC)
    assert (answer.status_code, answer.url) == (302, reverse("my_account"))


def test_a_legal_person_signs_in_by_credit_code(world: World, client: Client) -> None:
    assert enter(client, world.account("enterprise").login.lower(), world.password, PUBLIC).status_code == 302


def test_each_door_knows_its_own_people_only(world: World, official: Account, client: Client) -> None:
    assert enter(client, official.login, world.password, PUBLIC).status_code == 422
    assert enter(client, world.account("citizen").person.phone, world.password, OFFICIAL).status_code == 422


def test_an_unknown_name_and_a_wrong_password_get_the_same_words(
    world: World, official: Account, client: Client
) -> None:
    wrong, unknown = enter(client, official.login, "nonsense"), enter(client, "nobody", "nonsense")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert f'value="{official.login}"' in text(wrong)
    assert "nonsense" not in text(wrong)


def test_five_wrong_passwords_lock_the_account_and_the_minutes_are_said(
    world: World, official: Account, client: Client
) -> None:
    for _ in range(5):
        answer = enter(client, official.login, "nonsense")
    assert "请 15 分钟后再试" in text(answer)
    right = enter(client, official.login, world.password)
    assert right.status_code == 422
    assert "已锁定" in text(right)


def test_an_unlocked_account_opens_again(world: World, official: Account, client: Client) -> None:
    for _ in range(5):
        enter(client, official.login, "nonsense")
    unlock_account(SYSTEM, Account.objects.get(pk=official.pk))
    assert enter(client, official.login, world.password).status_code == 302


def test_a_lock_ends_by_itself(world: World, official: Account, client: Client) -> None:
    Account.objects.filter(pk=official.pk).update(locked_until=timezone.now() - timedelta(seconds=1))
    assert enter(client, official.login, world.password).status_code == 302


def test_thirty_failures_from_one_address_stop_it_for_a_while(world: World, official: Account, client: Client) -> None:
    rows = [SignIn(login="（未知）", result="wrong", address="127.0.0.1") for _ in range(signing.TRIES_PER_ADDRESS)]
    SignIn.objects.bulk_create(rows)
    answer = enter(client, official.login, world.password)
    assert "您所在网络的登录尝试过多" in text(answer)
    SignIn.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert enter(client, official.login, world.password).status_code == 302


def test_only_the_right_password_learns_that_an_account_is_disabled(
    world: World, official: Account, client: Client
) -> None:
    disable_account(SYSTEM, official, reason="调离")
    assert "停用" in text(enter(client, official.login, world.password))
    assert "停用" not in text(enter(client, official.login, "nonsense"))


@pytest.mark.parametrize(
    "wish",
    ["https://evil.example/", "//evil.example/", "\\\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_nobody_is_led_to_another_site(world: World, official: Account, client: Client, wish: str) -> None:
    assert enter(client, official.login, world.password, next=wish).url == reverse("workbench")


def test_the_way_leads_back_to_where_one_wanted_to_go(world: World, official: Account, client: Client) -> None:
    asked = client.get(reverse("my_sign_ins") + "?result=wrong")
    page = client.get(asked.url)
    assert page.context["next"] == "/account/sign-ins/?result=wrong"
    assert enter(client, official.login, world.password, next=page.context["next"]).url == page.context["next"]


def test_whoever_wants_to_the_workbench_meets_the_door_of_officials(client: Client, db: None) -> None:
    asked = client.get(reverse("workbench"), follow=True)
    assert asked.redirect_chain[-1][0].startswith(OFFICIAL)


def test_doors_that_other_apps_have_opened_are_shown(client: Client, db: None) -> None:
    assert "证书登录" in text(client.get(PUBLIC))


def test_signing_out_takes_a_post_and_ends_the_session(world: World, official: Account, client: Client) -> None:
    enter(client, official.login, world.password)
    assert client.get(reverse("sign_out")).status_code == 405
    key = client.session.session_key
    assert client.post(reverse("sign_out")).status_code == 302
    assert SignIn.objects.get(session_key=key).ending == SignIn.Ending.OUT
    assert client.get(reverse("workbench")).status_code == 302


class TestSecondFactor:
    def test_the_code_is_asked_for_after_the_password(self, world: World, official: Account, client: Client) -> None:
        secret = bind(official)
        answer = enter(client, official.login, world.password, next="/account/")
        assert "输入动态口令" in text(answer)
        assert client.get(reverse("workbench")).status_code == 302
        entered = client.post(CODE, {"otp": pyotp.TOTP(secret).now(), "next": "/account/"})
        assert (entered.status_code, entered.url) == (302, "/account/")

    def test_a_code_serves_once(self, world: World, official: Account) -> None:
        code = pyotp.TOTP(bind(official)).now()
        first, second = Client(), Client()
        for client in (first, second):
            enter(client, official.login, world.password)
        assert first.post(CODE, {"otp": code}).status_code == 302
        refused = second.post(CODE, {"otp": code})
        assert refused.status_code == 422
        assert "已经用过" in text(refused)

    def test_wrong_codes_lock_too(self, world: World, official: Account, client: Client) -> None:
        bind(official)
        enter(client, official.login, world.password)
        for _ in range(5):
            answer = client.post(CODE, {"otp": "000000"})
        assert "已锁定" in text(answer)

    def test_the_code_page_alone_leads_nowhere(self, client: Client, db: None) -> None:
        assert client.get(CODE).url == OFFICIAL

    def test_a_right_password_waits_five_minutes_only(self, world: World, official: Account, client: Client) -> None:
        secret = bind(official)
        enter(client, official.login, world.password)
        session = client.session
        session[signing.PENDING] = {**session[signing.PENDING], "at": session[signing.PENDING]["at"] - 301}
        session.save()
        assert client.post(CODE, {"otp": pyotp.TOTP(secret).now()}).url == OFFICIAL


class TestSessions:
    def test_the_sixth_session_ends_the_first(self, world: World, official: Account) -> None:
        clients = [Client() for _ in range(6)]
        for client in clients:
            enter(client, official.login, world.password)
        asked = clients[0].get(reverse("workbench"))
        assert "expired=limit" in asked.url
        assert clients[1].get(reverse("workbench")).status_code == 200
        assert "您在别处登录过" in text(clients[0].get(asked.url, follow=True))

    def test_a_reset_password_ends_every_session(self, world: World, official: Account, client: Client) -> None:
        enter(client, official.login, world.password)
        reset_password(SYSTEM, official)
        assert "expired=remote" in client.get(reverse("workbench")).url

    def test_an_idle_session_ends_and_says_so(self, world: World, official: Account, client: Client, settings) -> None:
        enter(client, official.login, world.password)
        client.get(reverse("workbench"))
        session = client.session
        session["seen"] -= settings.IDLE_MINUTES * 60 + 1
        session.save()
        asked = client.get(reverse("my_account"))
        assert "expired=idle" in asked.url
        assert "长时间没有操作" in text(client.get(asked.url))
        assert not Session.objects.filter(account=official).exists()

    def test_a_session_in_use_does_not_end(self, world: World, official: Account, client: Client, settings) -> None:
        enter(client, official.login, world.password)
        client.get(reverse("workbench"))
        session = client.session
        session["seen"] -= settings.IDLE_MINUTES * 60 - 5
        session.save()
        assert client.get(reverse("workbench")).status_code == 200
        assert client.session["seen"] >= int(timezone.now().timestamp()) - 5


class TestDuties:
    @pytest.mark.parametrize("path", ["/workbench/", "/account/", "/switch/", "/"])
    def test_a_first_password_is_changed_before_anything_else(
        self, world: World, official: Account, client: Client, path: str
    ) -> None:
        password = reset_password(SYSTEM, official)
        enter(client, official.login, password)
        assert client.get(path).url == reverse("change_password")
        page = client.get(reverse("change_password"))
        assert "请先修改口令" in text(page)
        done = client.post(reverse("change_password"), {"old": password, "new": "Heyuan#2027", "again": "Heyuan#2027"})
        assert done.url == reverse("workbench")
        assert client.get(path).status_code == 200

    def test_an_old_password_of_an_official_must_be_changed_and_a_citizens_not(
        self, world: World, official: Account, client: Client, settings
    ) -> None:
        Account.objects.update(password_changed_at=timezone.now() - timedelta(days=settings.PASSWORD_DAYS + 1))
        enter(client, official.login, world.password)
        assert client.get(reverse("workbench")).url == reverse("change_password")
        assert "口令已到期" in text(client.get(reverse("change_password")))
        assert world.client("citizen").get(reverse("my_account")).status_code == 200

    def test_where_it_is_required_the_second_factor_comes_first(self, world: World, client: Client, settings) -> None:
        settings.TOTP_REQUIRED = True
        client = world.client("official")
        assert client.get(reverse("workbench")).url == reverse("second_factor")
        assert client.get(reverse("second_factor")).status_code == 200
        assert world.client("citizen").get(reverse("my_account")).status_code == 200

    def test_programs_are_told_in_their_own_way(self, world: World, official: Account, client: Client) -> None:
        enter(client, official.login, reset_password(SYSTEM, official))
        answer = client.get("/api/openapi.json")
        assert answer.status_code in {403, 404}
        assert "Location" not in answer.headers

    def test_one_can_always_sign_out(self, world: World, official: Account, client: Client) -> None:
        enter(client, official.login, reset_password(SYSTEM, official))
        assert client.post(reverse("sign_out")).url == reverse("home")

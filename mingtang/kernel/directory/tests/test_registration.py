"""Registering and getting a password back: a telephone shows itself by its code."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.actions import phone_codes
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.phone_codes import check_phone_code, send_phone_code
from mingtang.kernel.directory.actor import Nobody
from mingtang.kernel.directory.events import PhoneCodeIssued
from mingtang.kernel.directory.models import Account, LegalPerson, Person, PhoneCode
from mingtang.kernel.evidence.api import Origin
from mingtang.kernel.evidence.models import Fact, Record
from tests.world import World

NEW = {"name": "阿依古丽·买买提", "identity_number": "110105 1949 1231 002x", "phone": "+86 199-0008-8888"}
PASSWORD = {"new": "Qinghe#2027", "again": "Qinghe#2027"}
ENTERPRISE = {"name": "和源市某某有限公司", "credit_code": "91350100M000100Y43", **PASSWORD}


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def sent_code() -> str:
    """The code announced last, as the messenger learns it."""
    fact = Fact.objects.filter(name=PhoneCodeIssued.name).latest("pk")
    return PhoneCodeIssued.read(fact.subject, fact.data).code


def begin(client: Client, **more: str) -> HttpResponse:
    return client.post(reverse("register"), {**NEW, **more, "send": ""})


def finish(client: Client, **more: str) -> HttpResponse:
    return client.post(reverse("register"), {**NEW, **PASSWORD, "code": sent_code(), **more})


class TestRegistering:
    def test_a_citizen_registers_and_is_signed_in(self, db: Any, client: Client) -> None:
        assert "验证码已发到您的手机" in text(begin(client))
        assert finish(client).url == reverse("my_account")
        account = Account.objects.get(kind="citizen")
        assert account.person.identity_number == "11010519491231002X"
        assert (account.person.phone, account.assurance) == ("19900088888", Account.Assurance.REGISTERED)
        assert NEW["name"] in text(client.get(reverse("my_account")))

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("identity_number", "110105194912310021", "校验"),
            ("identity_number", "1101051949123100", "18 位"),
            ("identity_number", "110105194902310029", ""),
            ("phone", "1990008888", "11 位"),
            ("phone", "01990008888", "开头"),
            ("name", "", ""),
        ],
    )
    def test_a_mistyped_number_is_named_and_costs_no_message(
        self, db: Any, client: Client, field: str, value: str, words: str
    ) -> None:
        answer = begin(client, **{field: value})
        assert answer.status_code == 422
        assert words in "".join(answer.context["form"].errors[field])
        assert f'value="{NEW["name"]}"' in text(answer) or field == "name"
        assert not PhoneCode.objects.exists()

    def test_a_wrong_code_opens_nothing_and_the_code_dies_after_five_tries(self, db: Any, client: Client) -> None:
        begin(client)
        right = sent_code()
        wrong = "000000" if right != "000000" else "111111"
        for _ in range(5):
            answer = finish(client, code=wrong)
        assert answer.status_code == 422
        assert "已失效" in text(finish(client, code=right))
        assert not Account.objects.exists()

    def test_a_code_dies_after_five_minutes(self, db: Any, client: Client) -> None:
        begin(client)
        PhoneCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert "已失效" in text(finish(client))

    def test_a_weak_password_does_not_cost_another_message(self, db: Any, client: Client) -> None:
        begin(client)
        weak = finish(client, new="12345678", again="12345678")
        assert weak.status_code == 422
        assert not Account.objects.exists()
        assert finish(client).status_code == 302

    def test_a_password_about_its_holder_is_refused(self, db: Any, client: Client) -> None:
        begin(client)
        assert "不能包含" in text(finish(client, new="Ab-19900088888", again="Ab-19900088888"))

    def test_two_different_passwords_are_noticed(self, db: Any, client: Client) -> None:
        begin(client)
        assert "两次输入的口令不一样" in text(finish(client, again="Qinghe#2028"))

    def test_a_code_serves_once(self, db: Any, client: Client) -> None:
        begin(client)
        code = sent_code()
        finish(client)
        with pytest.raises(Refused, match="已失效"):
            check_phone_code(NEW["phone"], "register", code)

    def test_who_is_registered_already_is_sent_to_sign_in(self, world: World, client: Client) -> None:
        person = world.account("citizen").person
        same = {"name": person.name, "identity_number": person.identity_number, "phone": person.phone}
        begin(client, **same)
        assert "已注册" in text(finish(client, **same))

    def test_a_stranger_cannot_take_an_officials_identity_with_another_telephone(
        self, world: World, client: Client
    ) -> None:
        person = world.account("official").person
        stolen = {**NEW, "name": person.name, "identity_number": person.identity_number}
        begin(client, **stolen)
        assert "另一个手机号" in text(finish(client, **stolen))
        assert Person.objects.get(pk=person.pk).phone == person.phone

    def test_nothing_typed_is_lost_on_the_way_back(self, db: Any, client: Client) -> None:
        begin(client)
        back = client.post(reverse("register"), {**NEW, "code": "", "back": ""})
        assert f'value="{NEW["phone"]}"' in text(back)


class TestCodes:
    def test_neither_telephone_nor_code_stands_readable_in_the_database(self, db: Any) -> None:
        send_phone_code(Nobody(), NEW["phone"], "register")
        code, row = sent_code(), PhoneCode.objects.get()
        kept = [Fact.objects.latest("pk").data, Record.objects.latest("pk").changes, row.phone_index, row.code_index]
        assert "19900088888" not in str(kept)
        assert code not in (row.code_index, *Fact.objects.latest("pk").data.values())

    def test_one_telephone_gets_one_code_a_minute_and_ten_an_hour(self, db: Any, monkeypatch) -> None:
        send_phone_code(Nobody(), NEW["phone"], "register")
        with pytest.raises(Refused, match="一分钟后"):
            send_phone_code(Nobody(), "19900088888", "password")
        monkeypatch.setattr(phone_codes, "PAUSE", timedelta())
        for _ in range(phone_codes.PER_PHONE - 1):
            send_phone_code(Nobody(), NEW["phone"], "register")
        with pytest.raises(Refused, match="一小时后"):
            send_phone_code(Nobody(), NEW["phone"], "register")
        PhoneCode.objects.update(issued_at=timezone.now() - timedelta(minutes=61))
        send_phone_code(Nobody(), NEW["phone"], "register")

    def test_one_address_is_limited_too(self, db: Any, monkeypatch) -> None:
        monkeypatch.setattr(phone_codes, "PER_ADDRESS", 3)
        actor = Nobody(origin=Origin(address="10.0.0.1"))
        for number in range(3):
            send_phone_code(actor, f"1990008000{number}", "register")
        with pytest.raises(Refused, match="所在网络"):
            send_phone_code(actor, "19900080009", "register")
        send_phone_code(Nobody(origin=Origin(address="10.0.0.2")), "19900080009", "register")

    def test_a_code_is_good_for_its_purpose_only(self, db: Any) -> None:
        send_phone_code(Nobody(), NEW["phone"], "register")
        with pytest.raises(Refused):
            check_phone_code(NEW["phone"], "password", sent_code())


class TestForgottenPassword:
    def recover(self, client: Client, phone: str, **more: str) -> HttpResponse:
        fields = {"phone": phone, "code": sent_code(), **PASSWORD, **more}
        return client.post(reverse("password_forgotten"), fields)

    def test_a_citizen_sets_a_new_password_and_every_session_ends(self, world: World, client: Client) -> None:
        account, phone = world.account("citizen"), world.account("citizen").person.phone
        elsewhere = Client()
        elsewhere.post("/sign-in/", {"who": phone, "password": world.password})
        Account.objects.filter(pk=account.pk).update(locked_until=timezone.now() + timedelta(minutes=9))
        client.post(reverse("password_forgotten"), {"phone": phone, "send": ""})
        assert self.recover(client, phone).url == reverse("sign_in")
        assert "expired=remote" in elsewhere.get(reverse("my_account")).url
        assert client.post("/sign-in/", {"who": phone, "password": PASSWORD["new"]}).status_code == 302
        assert client.post("/sign-in/", {"who": phone, "password": world.password}).status_code == 302  # signed in

    def test_an_unknown_telephone_gets_the_same_answer_and_no_message(self, world: World, client: Client) -> None:
        known = client.post(reverse("password_forgotten"), {"phone": world.account("citizen").person.phone, "send": ""})
        facts = Fact.objects.filter(name=PhoneCodeIssued.name)
        before = facts.count()
        unknown = client.post(reverse("password_forgotten"), {"phone": "19900099999", "send": ""})
        assert (known.status_code, unknown.status_code) == (200, 200)
        assert "如果这个手机号已经注册" in text(unknown)
        assert facts.count() == before

    def test_officials_do_not_get_in_by_telephone(self, world: World, client: Client) -> None:
        phone = world.account("official").person.phone
        client.post(reverse("password_forgotten"), {"phone": phone, "send": ""})
        assert not Fact.objects.filter(name=PhoneCodeIssued.name).exists()

    def test_the_last_password_cannot_be_taken_again(self, world: World, client: Client) -> None:
        phone = world.account("citizen").person.phone
        client.post(reverse("password_forgotten"), {"phone": phone, "send": ""})
        answer = self.recover(client, phone, new=world.password, again=world.password)
        assert "最近" in text(answer)


class TestEnterprises:
    def test_a_verified_citizen_registers_the_legal_person_represented(self, world: World) -> None:
        client = world.client("citizen")
        assert client.post(reverse("register_enterprise"), ENTERPRISE).url == reverse("my_agents")
        legal = LegalPerson.objects.get(credit_code=ENTERPRISE["credit_code"])
        assert legal.representative == world.account("citizen").person
        fields = {"who": ENTERPRISE["credit_code"], "password": PASSWORD["new"]}
        assert Client().post("/sign-in/", fields).status_code == 302

    @pytest.mark.parametrize("code", ["91350100M000100Y44", "91350100M000100I43", "9135"])
    def test_a_wrong_credit_code_is_explained(self, world: World, code: str) -> None:
        answer = world.client("citizen").post(reverse("register_enterprise"), {**ENTERPRISE, "credit_code": code})
        assert answer.status_code == 422
        assert answer.context["form"].errors["credit_code"]

    def test_a_credit_code_is_registered_once(self, world: World) -> None:
        taken = {**ENTERPRISE, "credit_code": world.account("enterprise").login}
        assert "已经注册" in text(world.client("citizen").post(reverse("register_enterprise"), taken))

    def test_without_verified_identity_one_is_told_what_to_do_and_refused(self, world: World) -> None:
        account = world.account("citizen")
        Account.objects.filter(pk=account.pk).update(assurance=Account.Assurance.MATCHED)
        client = world.client("citizen")
        assert "实人核验" in text(client.get(reverse("register_enterprise")))
        assert client.post(reverse("register_enterprise"), ENTERPRISE).status_code == 403
        assert not LegalPerson.objects.filter(credit_code=ENTERPRISE["credit_code"]).exists()

    @pytest.mark.parametrize("name", ["official", "enterprise"])
    def test_others_than_citizens_cannot(self, world: World, name: str) -> None:
        assert world.client(name).post(reverse("register_enterprise"), ENTERPRISE).status_code == 403

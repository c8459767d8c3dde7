"""One's own account: sessions, history, password, second factor, posts, agents; and the desk."""

import re
from datetime import date, timedelta
from typing import Any

import pyotp
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.actions.people import appoint
from mingtang.kernel.directory.models import Account, Agency, SignIn
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Record
from tests.world import World

ACCOUNT_PAGE = 10
"""Session, account, post; messages and unread; posts, sessions; scopes for the side column."""
DESK = 16
"""The same, with sign-ins and one's last acts; tasks by calendar, absences and roles, waiting and to be claimed."""


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def signed_in(world: World, name: str) -> Client:
    """A browser whose sign-in is in the history."""
    client, account = Client(), world.account(name)
    who = account.person.phone if account.kind == "citizen" else account.login
    client.post(
        "/sign-in/official/" if account.kind == "official" else "/sign-in/", {"who": who, "password": world.password}
    )
    return client


@pytest.mark.parametrize("name", ["official", "citizen", "agent", "enterprise", "system_officer"])
def test_everybody_has_an_account_page_without_a_whole_number_on_it(world: World, name: str) -> None:
    page, account = text(world.client(name).get(reverse("my_account"))), world.account(name)
    assert account.holder_name in page
    if account.person:
        assert account.person.masked_identity in page
        assert account.person.identity_number not in page
        assert account.person.phone not in page


@pytest.mark.parametrize(
    "name", ["my_account", "my_sign_ins", "change_password", "second_factor", "my_agents", "switch_post", "workbench"]
)
def test_visitors_are_asked_to_sign_in(client: Client, db: Any, name: str) -> None:
    assert client.get(reverse(name)).url.startswith("/sign-in/")


def test_the_account_page_costs_a_constant_number_of_statements(world: World, django_assert_max_num_queries) -> None:
    client = signed_in(world, "official")
    for _ in range(3):
        signed_in(world, "official")
    client.get(reverse("my_account"))
    with django_assert_max_num_queries(ACCOUNT_PAGE):
        client.get(reverse("my_account"))


class TestSessions:
    def test_another_terminal_is_signed_out_with_its_next_request(self, world: World) -> None:
        here, there = signed_in(world, "official"), signed_in(world, "official")
        row = SignIn.objects.get(session_key=there.session.session_key)
        assert here.post(reverse("end_my_session", args=[row.pk])).url == reverse("my_account")
        assert "expired=remote" in there.get(reverse("workbench")).url
        assert here.get(reverse("workbench")).status_code == 200
        assert Record.objects.filter(act="directory.end_own_session").exists()

    def test_nobody_ends_the_session_of_somebody_else(self, world: World) -> None:
        there = signed_in(world, "official")
        row = SignIn.objects.get(session_key=there.session.session_key)
        assert signed_in(world, "leader").post(reverse("end_my_session", args=[row.pk])).status_code == 404
        assert there.get(reverse("workbench")).status_code == 200

    def test_the_history_is_ones_own_and_can_be_filtered_and_taken_away(self, world: World) -> None:
        client = signed_in(world, "official")
        signed_in(world, "leader")
        Client().post("/sign-in/official/", {"who": world.account("official").login, "password": "nonsense"})
        assert client.get(reverse("my_sign_ins")).context["page"].total == 2
        assert client.get(reverse("my_sign_ins"), {"result": "wrong"}).context["page"].total == 1
        export = client.get(reverse("my_sign_ins"), {"export": "csv"})
        assert "口令错误" in b"".join(export).decode("utf-8-sig")
        assert Record.objects.filter(act="directory.export_rows").exists()


class TestPassword:
    NEW = {"new": "Qinghe#2027", "again": "Qinghe#2027"}

    def test_a_new_password_ends_every_other_session(self, world: World) -> None:
        here, there = signed_in(world, "official"), signed_in(world, "official")
        fields = {"old": world.password, **self.NEW}
        assert here.post(reverse("change_password"), fields).url == reverse("workbench")
        assert here.get(reverse("workbench")).status_code == 200
        assert "expired=remote" in there.get(reverse("workbench")).url
        page = text(here.get(reverse("my_account")))
        assert "本终端" in page

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"old": "nonsense", **NEW}, "old"),
            ({"new": "short", "again": "short"}, "new"),
            ({"new": "Heyuan@2026", "again": "Heyuan@2026"}, "new"),
            ({"new": "Qinghe#2027", "again": "Qinghe#2028"}, "again"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(self, world: World, fields: dict[str, str], field: str) -> None:
        client = signed_in(world, "official")
        answer = client.post(reverse("change_password"), {"old": world.password, **fields})
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
        assert client.get(reverse("workbench")).status_code == 200


class TestSecondFactor:
    def bind(self, client: Client) -> str:
        page = text(client.get(reverse("second_factor")))
        assert "<svg" in page
        secret = client.session["second_factor_secret"]
        assert secret[:4] in page
        assert client.post(reverse("second_factor"), {"code": pyotp.TOTP(secret).now()}).url == reverse("my_account")
        return secret

    def test_it_is_bound_by_a_code_and_taken_away_by_the_password(self, world: World) -> None:
        client = signed_in(world, "official")
        self.bind(client)
        account = world.account("official")
        assert account.has_second_factor
        assert "second_factor_secret" not in client.session
        assert client.post(reverse("second_factor"), {"password": "nonsense"}).status_code == 422
        assert client.post(reverse("second_factor"), {"password": world.password}).url == reverse("my_account")
        assert not world.account("official").has_second_factor

    def test_a_wrong_code_binds_nothing_and_keeps_the_secret(self, world: World) -> None:
        client = signed_in(world, "citizen")
        client.get(reverse("second_factor"))
        secret = client.session["second_factor_secret"]
        assert client.post(reverse("second_factor"), {"code": "000000"}).status_code == 422
        assert client.session["second_factor_secret"] == secret
        assert not world.account("citizen").has_second_factor

    def test_the_code_that_bound_it_does_not_sign_in(self, world: World) -> None:
        secret = self.bind(signed_in(world, "official"))
        client = signed_in(world, "official")
        assert client.post("/sign-in/code/", {"otp": pyotp.TOTP(secret).now()}).status_code == 422

    def test_where_it_is_required_nobody_takes_it_away(self, world: World, settings) -> None:
        client = signed_in(world, "official")
        self.bind(client)
        settings.TOTP_REQUIRED = True
        assert "不能自行解绑" in text(client.get(reverse("second_factor")))
        client.post(reverse("second_factor"), {"password": world.password})
        assert world.account("official").has_second_factor

    def test_the_secret_is_nowhere_in_the_evidence(self, world: World) -> None:
        secret = self.bind(signed_in(world, "official"))
        record = Record.objects.get(act="directory.enrol_second_factor")
        assert secret not in str(record.changes)
        assert set(record.changes[0]["after"]["totp_cipher"]) == {"sm3"}


class TestSwitching:
    def test_an_official_goes_on_in_another_post(self, world: World) -> None:
        account, leader = world.account("official"), world.actor("leader")
        second = appoint(SYSTEM, account.person, leader.appointment.post, kind="acting", start=date(2026, 1, 1))
        client = signed_in(world, "official")
        assert "代理" in text(client.get(reverse("switch_post")))
        assert client.post(reverse("switch_post"), {"as": str(second.pk)}).url == reverse("workbench")
        assert leader.post_name in text(client.get(reverse("workbench")))
        assert Record.objects.get(act="directory.switch_post").note.endswith(leader.post_name)

    def test_nobody_takes_a_post_of_somebody_else(self, world: World) -> None:
        other = world.actor("leader").appointment
        client = signed_in(world, "official")
        assert client.post(reverse("switch_post"), {"as": str(other.pk)}).status_code == 404

    def test_an_agent_acts_for_the_legal_person_and_again_for_himself(self, world: World) -> None:
        client, agency = signed_in(world, "agent"), world.actor("agent").agency
        client.post(reverse("switch_post"), {"as": str(agency.pk)})
        assert "正在代表" in text(client.get(reverse("my_account")))
        client.post(reverse("switch_post"), {"as": ""})
        assert "正在代表" not in text(client.get(reverse("my_account")))

    def test_a_revoked_agent_no_longer_speaks_for_it(self, world: World) -> None:
        client, agency = signed_in(world, "agent"), world.actor("agent").agency
        client.post(reverse("switch_post"), {"as": str(agency.pk)})
        Agency.objects.filter(pk=agency.pk).update(revoked_at=timezone.now())
        assert "正在代表" not in text(client.get(reverse("my_account")))
        assert client.post(reverse("switch_post"), {"as": str(agency.pk)}).status_code == 404


class TestAgents:
    def fields(self, world: World, **more: str) -> dict[str, str]:
        person = world.account("citizen").person
        known = {"name": person.name, "identity_number": person.identity_number}
        return {**known, "scope": "apply", "start": "2026-01-01", "end": "", **more}

    def address(self, world: World) -> str:
        return reverse("authorise_agent", args=[world.account("enterprise").legal_person_id])

    def test_a_legal_person_authorises_and_revokes_an_agent(self, world: World) -> None:
        client = world.client("enterprise")
        assert client.post(self.address(world), self.fields(world)).url == reverse("my_agents")
        agency = Agency.objects.get(
            person=world.account("citizen").person, legal_person=world.account("enterprise").legal_person
        )
        assert agency.scope == "apply"
        revoke = reverse("revoke_agent", args=[agency.pk])
        assert "立即不能再以" in text(client.get(revoke))
        client.post(revoke)
        agency.refresh_from_db()
        assert agency.revoked_at

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"identity_number": "110105194912310021"}, "identity_number"),
            ({"identity_number": "11010519491231002X"}, "identity_number"),
            ({"name": "别人"}, "identity_number"),
            ({"end": "2025-12-31"}, "end"),
            ({"start": "某天"}, "start"),
            ({"scope": "everything"}, "scope"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(self, world: World, more: dict[str, str], field: str) -> None:
        answer = world.client("enterprise").post(self.address(world), self.fields(world, **more))
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]

    @pytest.mark.parametrize("name", ["agent", "citizen", "official"])
    def test_nobody_else_authorises_or_revokes(self, world: World, name: str) -> None:
        client, agency = world.client(name), world.actor("agent").agency
        assert client.get(self.address(world)).status_code == 404
        assert client.post(self.address(world), self.fields(world)).status_code == 404
        assert client.post(reverse("revoke_agent", args=[agency.pk])).status_code == 404
        agency.refresh_from_db()
        assert agency.revoked_at is None


class TestDesk:
    def test_it_is_for_officials(self, world: World) -> None:
        assert world.client("citizen").get(reverse("workbench")).status_code == 403

    def test_it_shows_ones_posts_sign_ins_and_acts_and_nothing_of_others(self, world: World) -> None:
        client = signed_in(world, "official")
        client.post(reverse("change_password"), {"old": world.password, "new": "Qinghe#2027", "again": "Qinghe#2027"})
        page = text(client.get(reverse("workbench")))
        assert world.actor("official").post_name in page
        assert "修改口令" in page
        other = text(signed_in(world, "leader").get(reverse("workbench")))
        assert "修改口令" not in other

    def test_entries_are_those_the_official_may_open(self, world: World) -> None:
        assert "存证记录" in text(world.client("audit_officer").get(reverse("workbench")))
        officer, official = (
            text(world.client(name).get(reverse("workbench"))) for name in ("system_officer", "official")
        )
        assert "编号规则" in officer
        assert "编号规则" not in official

    def test_it_costs_a_constant_number_of_statements(self, world: World, django_assert_max_num_queries) -> None:
        client = signed_in(world, "system_officer")
        client.get(reverse("workbench"))
        with django_assert_max_num_queries(DESK):
            client.get(reverse("workbench"))

    def test_an_official_without_a_post_is_told_so(self, world: World) -> None:
        account = world.account("official")
        account.person.appointments.update(end=timezone.localdate() - timedelta(days=1))
        assert "目前没有任职" in text(world.client("official").get(reverse("workbench")))
        assert "目前没有任职" in text(world.client("official").get(reverse("my_account")))


def test_no_page_of_ones_own_account_has_inline_styles_or_scripts(world: World) -> None:
    client = world.client("official")
    for name in ("my_account", "my_sign_ins", "change_password", "second_factor", "switch_post", "workbench"):
        assert not re.search(r'style="|<script>|onclick=|javascript:', text(client.get(reverse(name)))), name


def test_accounts_that_are_disabled_are_out_at_once(world: World) -> None:
    client = signed_in(world, "official")
    Account.objects.filter(pk=world.account("official").pk).update(state="disabled")
    assert client.get(reverse("workbench")).status_code == 302

"""Accounts in reach, and what the officers do with them."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.models import Account, Session, SignIn
from mingtang.kernel.directory.tests.pages import FRAME, opened, text
from mingtang.kernel.evidence.models import Record
from tests.world import World


def page_of(account: Account) -> str:
    return reverse("account_page", args=[account.pk])


def test_citizens_and_enterprises_are_for_the_whole_node_only(world: World, django_assert_num_queries) -> None:
    for name, sees in (("security_officer", True), ("county_security_officer", False)):
        client = opened(world, name)
        with django_assert_num_queries(FRAME + (2 if sees else 1)):
            found = client.get(reverse("account_list"), {"kind": "citizen"}).context["page"].total
        assert (found > 0) is sees
        assert client.get(page_of(world.account("citizen"))).status_code == (200 if sees else 404)
    county = {row.object.organ.region_id[:6] for row in client.get(reverse("account_list")).context["page"].rows}
    assert county == {"990121"}


def test_accounts_are_filtered_by_state_and_lock(world: World) -> None:
    client, account = world.client("security_officer"), world.account("official")
    Account.objects.filter(pk=account.pk).update(locked_until=timezone.now() + timedelta(minutes=5))
    rows = client.get(reverse("account_list"), {"lock": "locked"}).context["page"].rows
    assert [row.key for row in rows] == [account.pk]
    assert client.get(reverse("account_list"), {"state": "disabled"}).context["page"].total == 0
    assert client.get(reverse("account_list"), {"export": "csv"}).status_code == 200


def test_the_first_password_is_shown_once_and_kept_nowhere(world: World) -> None:
    account = world.account("wrong_county_official")
    system, security = world.client("county_system_officer"), world.client("county_security_officer")
    disable = reverse("account_disable", args=[account.pk])
    assert system.post(disable, {"reason": ""}).status_code == 422
    assert system.post(disable, {"reason": "调离"}).status_code == 302
    account.refresh_from_db()
    assert account.state == "disabled"
    activate = reverse("account_activate", args=[account.pk])
    assert system.post(activate).status_code == 403, "who creates does not enable"
    assert security.get(activate).status_code == 405
    response = security.post(activate)
    password = re.search(r"<dt>初始口令</dt><dd class=\"code\">([^<]+)</dd>", text(response))[1]
    account.refresh_from_db()
    assert account.is_active
    assert account.check_password(password)
    assert account.must_change_password
    assert "no-store" in response["Cache-Control"]
    assert password not in text(security.get(page_of(account)))
    assert not any(password in str(record.content()) for record in Record.objects.all())
    again = text(security.post(activate, follow=True))
    assert "不能启用" in again
    assert "初始口令" not in again


def test_a_password_reset_ends_the_sessions(world: World) -> None:
    account, holder = world.account("official"), world.client("official")
    assert holder.get(reverse("organ_tree")).status_code == 200
    SignIn.objects.create(
        account=account, login=account.login, result="done", address="10.0.0.7", session_key=holder.session.session_key
    )
    Session.objects.filter(session_key=holder.session.session_key).update(account=account)
    response = world.client("security_officer").post(reverse("account_reset_password", args=[account.pk]))
    assert "初始口令" in text(response)
    assert holder.get(reverse("organ_tree")).status_code == 302


def test_locks_second_factors_and_sessions_are_ended(world: World) -> None:
    client, account = world.client("security_officer"), world.account("official")
    sealed = Account.sealed_totp("JBSWY3DPEHPK3PXP")
    Account.objects.filter(pk=account.pk).update(locked_until=timezone.now() + timedelta(minutes=5), totp_cipher=sealed)
    sign_in = SignIn.objects.create(
        account=account, login=account.login, result="done", address="10.0.0.7", session_key="k"
    )
    page = text(client.get(page_of(account)))
    assert "已锁定" in page
    assert "解除锁定" in page
    assert "重置动态口令" in page
    assert "10.0.0.7" in page
    client.post(reverse("account_unlock", args=[account.pk]))
    client.post(reverse("account_reset_factor", args=[account.pk]))
    client.post(reverse("account_end_session", args=[account.pk, sign_in.pk]))
    account.refresh_from_db()
    sign_in.refresh_from_db()
    assert account.locked_until is None
    assert not account.has_second_factor
    assert sign_in.ending == "remote"
    other = world.account("leader")
    assert client.post(reverse("account_end_session", args=[other.pk, sign_in.pk])).status_code == 404


def test_the_auditor_reads_accounts_and_changes_none(world: World) -> None:
    client, account = world.client("audit_officer"), world.account("official")
    page = text(client.get(page_of(account)))
    for name in (
        "account_activate",
        "account_reset_password",
        "account_unlock",
        "account_reset_factor",
        "account_disable",
    ):
        address = reverse(name, args=[account.pk])
        assert address not in page, name
        assert client.post(address, {"reason": "x"}).status_code == 403, name


def test_nobody_disables_the_own_account(world: World) -> None:
    client, account = world.client("system_officer"), world.account("system_officer")
    assert reverse("account_disable", args=[account.pk]) not in text(client.get(page_of(account)))
    refused = client.post(reverse("account_disable", args=[account.pk]), {"reason": "x"})
    assert refused.status_code == 422
    assert "自己的账号" in text(refused)


def test_an_account_page_costs_few_statements(world: World, django_assert_num_queries) -> None:
    client, account = opened(world, "security_officer"), world.account("official")
    with django_assert_num_queries(FRAME + 4):
        client.get(page_of(account))

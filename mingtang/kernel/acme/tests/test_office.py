"""Pages of whoever looks after ACME."""

import re

import pytest

from mingtang.kernel.acme.actions.keys import IssuedKey, secret_of
from mingtang.kernel.acme.models import AcmeAccount, BindingKey, Order
from mingtang.kernel.acme.tests.program import Program
from mingtang.kernel.evidence.models import Record
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_key_is_shown_once_and_never_recorded(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    asked = {"organ": organ.pk, "keeper": "门户", "names": "zjj.example\n10.0.0.0/8"}
    page = client.post("/workbench/acme/keys/new/", asked).content.decode()
    key = BindingKey.objects.get()
    secret = re.search(r"<code[^>]*>([^<]+)</code><br><span[^>]*>--eab-hmac-key", page)
    assert secret
    assert Program().register(key.code, secret[1]).status_code == 201
    assert len(secret_of(key)) == 32
    assert secret[1] not in str(Record.objects.filter(act="acme.issue_key").values_list("changes", flat=True)[0])
    assert secret[1] not in client.get(f"/workbench/acme/keys/{key.pk}/withdraw/").content.decode()


def test_what_is_no_domain_is_said_beside_the_field(world: World) -> None:
    client = world.client("system_officer")
    asked = {"organ": world.organ("housing-bureau").pk, "keeper": "门户", "names": "https://zjj.example"}
    answer = client.post("/workbench/acme/keys/new/", asked)
    assert (answer.status_code, "不是域名" in answer.content.decode()) == (422, True)
    asked = {"find": "住建", "look": "find"}
    assert "住房和城乡建设局" in client.post("/workbench/acme/keys/new/", asked).content.decode()


def test_lists_take_two_statements_and_say_why_an_order_failed(
    world: World, program: Program, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        program.order("example.org")
    Order.objects.update(state="invalid", error={"detail": "连不上 example.org 的 80 端口。"})
    client = world.client("system_officer")
    client.get("/workbench/acme/")
    with django_assert_max_num_queries(AROUND + 2):
        page = client.get("/workbench/acme/?state=invalid").content.decode()
    assert "连不上 example.org 的 80 端口" in page
    for place in ("accounts", "keys"):
        with django_assert_max_num_queries(AROUND + 2):
            assert "住建局门户" in client.get(f"/workbench/acme/{place}/").content.decode()
    assert "连不上" in client.get("/workbench/acme/?export=csv").getvalue().decode("utf-8-sig")


AROUND = 7
"""Statements of every page of the workbench: session, account, post, rights, notices, counts."""


def test_an_officer_of_another_county_sees_none_of_it_and_an_account_can_be_stopped(
    world: World, program: Program, binding: IssuedKey
) -> None:
    county, system = world.client("county_system_officer"), world.client("system_officer")
    assert "住建局门户" not in county.get("/workbench/acme/accounts/").content.decode()
    account = AcmeAccount.objects.get()
    place = f"/workbench/acme/accounts/{account.pk}/stop/"
    assert county.post(place).status_code == 404
    assert system.post(place).status_code == 302
    assert "停用" in system.post(place, follow=True).content.decode()
    assert program.order("example.org").status_code == 401
    assert system.post(f"/workbench/acme/keys/{binding.row.pk}/withdraw/").status_code == 302
    assert "已收回" in system.get("/workbench/acme/keys/").content.decode()

"""A form that comes after the end of the session: nothing typed is lost, and nobody else gets it."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingtang.kernel.directory.models import Account, Agency
from mingtang.kernel.directory.unsent import read_unsent
from tests.world import World


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def hidden(answer: HttpResponse, name: str) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', text(answer))[1])


def typed(world: World) -> dict[str, str]:
    person = world.account("citizen").person
    return {"name": person.name, "identity_number": person.identity_number, "scope": "apply", "start": "2026-01-01"}


@pytest.fixture
def late(world: World) -> tuple[Client, HttpResponse, dict[str, str]]:
    """An enterprise sends the form that authorises an agent after its session has ended."""
    client, enterprise = Client(), world.account("enterprise")
    client.post("/sign-in/", {"who": enterprise.login, "password": world.password})
    address, fields = reverse("authorise_agent", args=[enterprise.legal_person_id]), typed(world)
    client.get(address)
    session = client.session
    session["seen"] = session["seen"] - 24 * 3600
    session.save()
    answer = client.post(address, {**fields, "password": "s3cret"}, headers={"referer": f"http://testserver{address}"})
    return client, answer, fields


def again(client: Client, world: World, answer: HttpResponse, name: str = "enterprise") -> HttpResponse:
    account = world.account(name)
    who = account.login if account.legal_person else account.person.phone
    fields = {"who": who, "password": world.password, "next": hidden(answer, "next"), "kept": hidden(answer, "kept")}
    return client.post("/sign-in/", fields)


def test_the_sign_in_page_answers_in_place_and_keeps_what_was_typed(world: World, late) -> None:
    _, answer, fields = late
    assert answer.status_code == 401
    assert "长时间没有操作" in text(answer)
    kept = read_unsent(hidden(answer, "kept"), world.account("enterprise").pk)
    assert dict(kept.fields) == fields
    assert "s3cret" not in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_after_signing_in_the_form_can_be_sent_as_it_was(world: World, late) -> None:
    client, answer, fields = late
    page = again(client, world, answer)
    assert "刚才的内容还没有提交" in text(page)
    assert fields["name"] in text(page)
    sent = client.post(page.context["kept"].address, dict(page.context["kept"].fields))
    assert sent.url == reverse("my_agents")
    assert Agency.objects.filter(person=world.account("citizen").person, scope="apply").exists()


def test_a_wrong_password_in_between_loses_nothing(world: World, late) -> None:
    client, answer, _ = late
    fields = {"who": "nobody", "password": "x", "next": hidden(answer, "next"), "kept": hidden(answer, "kept")}
    wrong = client.post("/sign-in/", fields)
    assert hidden(wrong, "kept") == fields["kept"]
    assert "刚才的内容还没有提交" in text(again(client, world, wrong))


def test_somebody_else_who_signs_in_sees_nothing_of_it(world: World, late) -> None:
    client, answer, _ = late
    other = again(client, world, answer, "agent")
    assert other.status_code == 302
    assert other.url == hidden(answer, "next")


def test_what_was_kept_cannot_be_forged(world: World, late) -> None:
    _, answer, _ = late
    assert read_unsent(hidden(answer, "kept")[:-2] + "xx", world.account("enterprise").pk) is None


def test_a_visitor_without_any_session_keeps_the_text_too(world: World, client: Client) -> None:
    answer = client.post(reverse("register_enterprise"), {"name": "和源市某公司", "new": "Heyuan#2027"})
    assert answer.status_code == 401
    kept = read_unsent(hidden(answer, "kept"), Account.objects.first().pk)
    assert kept.fields == [("name", "和源市某公司")]


def test_markup_in_what_was_typed_stays_text(world: World, client: Client) -> None:
    answer = client.post(reverse("register_enterprise"), {"name": "<script>alert(1)</script>"})
    person = world.account("citizen").person
    fields = {"who": person.phone, "password": world.password, "kept": hidden(answer, "kept")}
    page = text(client.post("/sign-in/", fields))
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_the_session_ended_from_elsewhere_is_explained_to_a_late_form(world: World) -> None:
    client, official = Client(), world.account("official")
    client.post("/sign-in/official/", {"who": official.login, "password": world.password})
    official.sessions.all().delete()
    official.sign_ins.update(ended_at="2026-01-01T00:00:00Z", ending="remote")
    answer = client.post(reverse("switch_post"), {"as": "1"})
    assert answer.status_code == 401
    assert "这次登录已被结束" in text(answer)
    assert "工号" in text(answer)

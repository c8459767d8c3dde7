"""The public shell: no dead links, no people, no growing cost."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingtang.kernel.directory.models import Organ, Person, Unit
from tests.world import World

LIST = 5
"""How many of each root; organs, units, their heads, leaders."""
PAGE = 5
"""The organ, its units, their heads, its leaders; subordinates."""


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("name", ["visitor", "citizen", "enterprise", "official"])
def test_the_home_page_leads_only_where_something_is(world: World, name: str) -> None:
    client = world.client(name)
    page = text(client.get(reverse("home")))
    for address in set(re.findall(r'(?:href|action)="(/(?!static/)[^"#]*)"', page)):
        answer = client.post(address) if address == reverse("sign_out") else client.get(address)
        assert answer.status_code < 400, address


def test_organs_are_listed_by_root_and_level(world: World) -> None:
    page = world.client("visitor").get(reverse("public_organs"))
    assert [level.name for level in page.context["levels"]] == ["省级", "市级", "县级", "乡级"]
    courts = text(Client().get(reverse("public_organs"), {"branch": "court"}))
    assert "法院" in courts
    assert world.organ("housing-bureau").name not in courts


def test_junk_in_the_address_falls_back_to_the_government(world: World) -> None:
    assert Client().get(reverse("public_organs"), {"branch": "<script>"}).context["branch"] == "政府"


def test_public_pages_name_posts_but_no_people(world: World) -> None:
    client, organ = Client(), world.organ("housing-bureau")
    pages = text(client.get(reverse("public_organs"))) + text(client.get(reverse("public_organ", args=[organ.pk])))
    assert "局长" in pages
    assert "行政审批科" in pages
    assert not [name for name in Person.objects.values_list("name", flat=True) if name in pages]


def test_closed_organs_are_gone(world: World) -> None:
    organ = Organ.objects.active().filter(subordinates=None).first()
    Organ.objects.filter(pk=organ.pk).update(state=Organ.State.CLOSED)
    assert Client().get(reverse("public_organ", args=[organ.pk])).status_code == 404
    assert organ.name not in text(Client().get(reverse("public_organs"), {"branch": organ.branch}))


def test_the_list_costs_the_same_however_many_organs_there_are(world: World, django_assert_num_queries) -> None:
    region = world.organ("housing-bureau").region
    Organ.objects.bulk_create(
        Organ(name=f"和源市第{n}局", branch="government", region=region, path=f"/{10**6 + n}/") for n in range(300)
    )
    organs = Organ.objects.filter(units=None)
    Unit.objects.bulk_create(Unit(organ=organ, name="办公室") for organ in organs)
    with django_assert_num_queries(LIST):
        Client().get(reverse("public_organs"))


def test_a_page_of_an_organ_costs_a_constant_number_of_statements(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(PAGE):
        Client().get(reverse("public_organ", args=[world.organ("city-government").pk]))

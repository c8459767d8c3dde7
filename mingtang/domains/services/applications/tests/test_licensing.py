"""What an application does to a licence, each test a sentence."""


import pytest
from django.urls import reverse

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import HANDLER, Desk
from mingtang.domains.services.applications.tests.licensing import (
    decided,
    filed,
    granted,
    item_of,
    licence_type_of,
)
from mingtang.domains.services.licences.api import Licence

pytestmark = pytest.mark.django_db


def the_licence(application: Application) -> Licence:
    return Licence.objects.get(case=application.case_id)


def test_a_granted_application_ends_in_a_licence_whose_face_comes_from_the_form(desk: Desk) -> None:
    kind = licence_type_of(desk)
    application = granted(desk, filed(desk, item_of(desk, kind)))
    licence = the_licence(application)
    assert licence.face == {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath"}
    assert licence.number.startswith("澄卫公证字")
    assert licence.basis == application.letters.get(kind="approval").number
    assert [each.name for each in licence.holders.all()] == ["南门小馆", "林叙"]


def test_nothing_is_issued_before_the_step_that_issues(desk: Desk) -> None:
    application = decided(desk, filed(desk, item_of(desk, licence_type_of(desk))))
    assert application.state == State.ISSUING
    assert not Licence.objects.filter(case=application.case_id).exists()


def test_a_face_that_does_not_fit_is_shown_to_the_official_and_nothing_is_half_done(desk: Desk) -> None:
    item = item_of(desk, licence_type_of(desk))
    application = decided(desk, filed(desk, item, place_kind="swimming", operator="很长的名称" * 5))
    client = desk.world.client(HANDLER)
    address = reverse("application_turn", args=[application.case_id])
    page = client.get(address).content.decode()
    assert "照面：许可内容" in page
    assert "很长的名称" in page
    refused = client.post(address, {"unit": "很长的名称" * 5, "address": "文澜路 88 号", "key": "k1"})
    assert refused.status_code == 422
    assert desk.open(application) == ["issue"]
    done = client.post(address, {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "hair", "key": "k1"})
    assert done.status_code == 302
    assert the_licence(application).face["kind"] == "hair"


def test_without_a_rule_for_numbers_the_official_is_asked_for_the_number(desk: Desk) -> None:
    application = decided(desk, filed(desk, item_of(desk, licence_type_of(desk, numbers=False))))
    client = desk.world.client(HANDLER)
    address = reverse("application_turn", args=[application.case_id])
    typed = {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath", "key": "k1"}
    assert "没有编号规则" in client.post(address, typed).content.decode()
    assert client.post(address, {**typed, "licence_number": "澄-1"}).status_code == 302
    assert the_licence(application).number == "澄-1"


def test_pressing_twice_issues_once(desk: Desk) -> None:
    application = decided(desk, filed(desk, item_of(desk, licence_type_of(desk))))
    client = desk.world.client(HANDLER)
    address = reverse("application_turn", args=[application.case_id])
    typed = {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath", "key": "same"}
    for _ in range(2):
        client.post(address, typed)
    assert Licence.objects.filter(case=application.case_id).count() == 1


def test_an_immediate_item_issues_with_its_decision(desk: Desk) -> None:
    item = item_of(desk, licence_type_of(desk), process_key="service-immediate")
    application = filed(desk, item)
    client = desk.world.client("district-window-clerk")
    address = reverse("application_turn", args=[application.case_id])
    typed = {"outcome": "准予", "facts": "齐全", "law": "条例第四条", "key": "k"}
    face = {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath"}
    assert client.post(address, {**typed, **face}).status_code == 302
    assert the_licence(application).face == face


def test_the_holder_reads_the_licence_and_the_page_of_the_application_leads_to_it(desk: Desk) -> None:
    application = granted(desk, filed(desk, item_of(desk, licence_type_of(desk))))
    client = desk.world.client("citizen")
    licence = the_licence(application)
    address = reverse("own_licence", args=[licence.pk])
    assert address in client.get(application.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200
    assert licence.number in desk.world.client(HANDLER).get(reverse("case", args=[application.case_id])).content.decode()

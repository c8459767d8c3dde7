"""What an application does to a licence, each test a sentence."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import DECIDER, HANDLER, Desk
from mingtang.domains.services.applications.tests.licensing import (
    decided,
    filed,
    granted,
    item_of,
    licence_type_of,
    take,
)
from mingtang.domains.services.applications.tests.test_course import it_is
from mingtang.domains.services.licences.api import HolderDetails, IssueDetails, Licence, LicenceType, expire_due, issue
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, deliver_due

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
    assert desk.fresh(application).state == State.CLOSED


def test_the_holder_reads_the_licence_and_the_page_of_the_application_leads_to_it(desk: Desk) -> None:
    application = granted(desk, filed(desk, item_of(desk, licence_type_of(desk))))
    client = desk.world.client("citizen")
    licence = the_licence(application)
    address = reverse("own_licence", args=[licence.pk])
    assert address in client.get(application.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200
    assert (
        licence.number in desk.world.client(HANDLER).get(reverse("case", args=[application.case_id])).content.decode()
    )


# ---- change, renewal, cancellation


def held(desk: Desk, kind: LicenceType, **more: Any) -> Licence:
    """A licence of the citizen."""
    person = desk.world.account("citizen").person
    assert person is not None
    holder = HolderDetails(kind="identity", name=person.name, number=person.identity_number)
    details = IssueDetails(holders=[holder], face=FACE_VALUES, reason="补录", **more)
    return issue(SYSTEM, kind, details, issuer=desk.world.organ(desk.organ))


FACE_VALUES = {"unit": "老店", "address": "春晖路 22 号", "kind": "hair"}


def test_a_change_makes_the_next_version_of_the_licence_with_what_was_filled_in(desk: Desk) -> None:
    kind = licence_type_of(desk)
    before = held(desk, kind)
    application = granted(desk, filed(desk, item_of(desk, kind, licence_step="change")))
    after = the_licence(application)
    assert (after.predecessor, after.number, after.version) == (before, before.number, 2)
    assert after.face == {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath"}


def test_whoever_holds_no_such_licence_is_told_so_at_the_door(desk: Desk) -> None:
    item = item_of(desk, licence_type_of(desk), licence_step="change")
    with pytest.raises(Refused, match="没有找到您持有的有效的"):
        desk.drafted(item)
    page = desk.world.client("citizen").get(reverse("apply", args=[item.code]), follow=True).content.decode()
    assert "没有找到您持有的有效的" in page


def test_of_several_licences_the_applicant_chooses_one(desk: Desk) -> None:
    kind = licence_type_of(desk)
    held(desk, kind)
    second = held(desk, kind)
    item = item_of(desk, kind, licence_step="change")
    with pytest.raises(Refused, match="请选择"):
        desk.drafted(item)
    client = desk.world.client("citizen")
    assert second.number in client.get(reverse("apply", args=[item.code])).content.decode()
    client.post(reverse("apply", args=[item.code]), {"licence": second.pk})
    assert Application.objects.get(item=item).licence == second


def test_a_renewal_filed_in_time_keeps_the_licence_alive_until_it_is_decided(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    kind = licence_type_of(desk, renewal_until="services.health_licence_renewal")
    before = held(desk, kind, valid_until=date(2026, 4, 10))
    item = item_of(desk, kind, licence_step="renew", form_key="", licence_face=[])
    application = filed(desk, item)
    while deliver_due():
        pass
    it_is(monkeypatch, datetime(2026, 4, 20, 10))
    assert expire_due(timezone.localdate()) == 0
    after = the_licence(granted(desk, application))
    assert after.predecessor == before
    assert after.valid_until == date(2030, 4, 19)


def test_a_renewal_is_not_taken_before_its_first_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    kind = licence_type_of(desk, renewal_from="services.food_renewal_from", renewal_until="services.food_renewal_until")
    held(desk, kind, valid_until=date(2026, 11, 30))
    with pytest.raises(Refused, match="最早可以在 2026-"):
        desk.drafted(item_of(desk, kind, licence_step="renew"))


def test_a_cancellation_strikes_the_licence_off(desk: Desk) -> None:
    kind = licence_type_of(desk)
    licence = held(desk, kind)
    granted(desk, filed(desk, item_of(desk, kind, licence_step="cancel", form_key="")))
    licence.refresh_from_db()
    assert licence.state == "cancelled"


def test_a_refused_application_leaves_the_licence_alone(desk: Desk) -> None:
    kind = licence_type_of(desk)
    licence = held(desk, kind)
    application = filed(desk, item_of(desk, kind, licence_step="cancel", form_key=""))
    desk.reviewed(application)
    take(desk, application, "decide", DECIDER, outcome="不予", facts="不符", law="第四条", reason="仍在经营")
    take(desk, application, "issue", HANDLER)
    licence.refresh_from_db()
    assert licence.is_effective

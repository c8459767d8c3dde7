"""Officials: the list, one person, registering, correcting, appointing and relieving."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.models import Account, Appointment
from mingtang.kernel.directory.tests.pages import FRAME, opened, text
from mingtang.kernel.evidence.models import Record
from tests.world import World

NEW_NUMBER = "990121199003070010"


def test_the_county_officer_lists_exactly_the_officials_of_the_county(world: World, django_assert_num_queries) -> None:
    client = opened(world, "county_system_officer")
    with django_assert_num_queries(FRAME + 3):
        rows = client.get(reverse("people_list")).context["page"].rows
    expected = Account.objects.filter(kind="official", organ__region__code__startswith="990121")
    assert {row.key for row in rows} == set(expected.values_list("pk", flat=True))


def test_the_list_is_filtered_sorted_and_taken_away(world: World) -> None:
    client = world.client("official")
    page = client.get(reverse("people_list"), {"organ": "住建", "sort": "-login"}).context["page"]
    logins = [row.cells[1].text for row in page.rows]
    assert logins == sorted(logins, reverse=True)
    assert "hy0012" in logins
    assert client.get(reverse("people_list"), {"name": "许青禾"}).context["page"].total == 1
    assert "没有符合条件的记录" in text(client.get(reverse("people_list"), {"name": "不存在的人"}))
    table = b"".join(client.get(reverse("people_list"), {"export": "csv", "name": "顾行舟"}).streaming_content).decode()
    assert "城市更新科科长（代理）" in table
    assert client.get(reverse("people_list"), {"export": "xlsx"}).status_code == 200
    assert Record.objects.filter(act="directory.export_rows").count() == 2


def test_a_person_outside_the_county_is_not_found(world: World) -> None:
    client, stranger = world.client("county_system_officer"), world.account("official")
    for name in ("person_page", "person_revise", "appoint_person"):
        assert client.get(reverse(name, args=[stranger.pk])).status_code == 404
    assert client.post(reverse("person_numbers", args=[stranger.pk])).status_code == 404


def test_numbers_are_masked_and_looking_at_them_leaves_a_record(world: World, django_assert_num_queries) -> None:
    account = world.account("official")
    address, whole = reverse("person_page", args=[account.pk]), account.person.identity_number
    for name in ("official", "leader", "system_officer"):
        client = opened(world, name)
        with django_assert_num_queries(FRAME + 3 + (name == "leader")):  # how many uses of seals wait for the leader
            page = text(client.get(address))
        assert whole not in page
        assert account.person.masked_identity in page
    assert "查看完整号码" in page
    assert world.client("official").post(reverse("person_numbers", args=[account.pk])).status_code == 403
    assert client.get(reverse("person_numbers", args=[account.pk])).status_code == 405
    revealed = client.post(reverse("person_numbers", args=[account.pk]))
    assert whole in text(revealed)
    assert "no-store" in revealed["Cache-Control"]
    record = Record.objects.get(act="directory.reveal_numbers")
    assert record.object_id == str(account.pk)
    assert whole not in str(record.content())
    assert whole not in text(client.get(address))


def test_an_official_is_registered_and_waits(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    data = {"login": "hy9001", "name": "方晓", "identity_number": NEW_NUMBER, "phone": "19900009001"}
    page = text(client.post(reverse("official_register", args=[organ.pk]), data, follow=True))
    account = Account.objects.get(login="hy9001")
    assert account.state == "created"
    assert account.organ == organ
    assert not account.has_usable_password()
    assert "待安全保密管理员启用" in page
    assert "现在没有岗位" in page
    again = client.post(reverse("official_register", args=[organ.pk]), data | {"identity_number": ""})
    assert again.status_code == 422
    assert "login" in again.context["form"].errors
    assert 'value="方晓"' in text(again)


@pytest.mark.parametrize(
    ("field", "value"), [("identity_number", "990121199003070011"), ("phone", "12345"), ("name", ""), ("login", "")]
)
def test_faults_of_registering_stand_beside_their_fields(world: World, field: str, value: str) -> None:
    data = {"login": "hy9001", "name": "方晓", "identity_number": NEW_NUMBER, "phone": "19900009001", field: value}
    address = reverse("official_register", args=[world.organ("county-market-bureau").pk])
    response = world.client("county_system_officer").post(address, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_person_is_revised_and_empty_numbers_stay(world: World) -> None:
    client, account = world.client("system_officer"), world.account("official")
    number = account.person.identity_number
    address = reverse("person_revise", args=[account.pk])
    assert account.person.identity_number not in text(client.get(address))
    client.post(address, {"name": "许青荷", "identity_number": "", "phone": "19900000099"})
    account.person.refresh_from_db()
    assert (account.person.name, account.person.identity_number, account.person.phone) == (
        "许青荷",
        number,
        "19900000099",
    )
    other = world.account("leader").person.identity_number
    taken = client.post(address, {"name": "许青荷", "identity_number": other})
    assert "别人名下" in taken.context["form"].errors["identity_number"][0]


def test_a_person_is_appointed_acting_and_relieved(world: World) -> None:
    client, account = world.client("system_officer"), world.account("official")
    post = world.organ("housing-bureau").posts.exclude(appointments__person=account.person).first()
    today = timezone.localdate()
    address = reverse("appoint_person", args=[account.pk])
    looked = text(
        client.post(address, {"find": "市场监督", "look": "find", "kind": "acting", "basis": "和人〔2026〕5号"})
    )
    assert "市市场监管局" in looked
    assert 'value="和人〔2026〕5号"' in looked
    data = {"post": post.pk, "kind": "acting", "start": today.isoformat(), "end": "", "basis": "和人〔2026〕5号"}
    assert "代理" in text(client.post(address, data, follow=True))
    again = client.post(address, data)
    assert again.status_code == 422
    assert "已在此岗位任职" in again.context["form"].errors["post"][0]
    early = client.post(address, data | {"end": (today - timedelta(days=1)).isoformat()})
    assert "end" in early.context["form"].errors
    held = Appointment.objects.get(person=account.person, post=post)
    relieve = reverse("end_appointment", args=[held.pk])
    before = client.post(relieve, {"on": (today - timedelta(days=1)).isoformat()})
    assert before.status_code == 422
    assert "on" in before.context["form"].errors
    assert client.post(relieve, {"on": today.isoformat(), "basis": "和人〔2026〕6号"}).status_code == 302
    held.refresh_from_db()
    assert held.end == today


def test_a_post_gets_its_holder_from_its_own_page(world: World) -> None:
    client, post = world.client("system_officer"), world.organ("housing-bureau").posts.last()
    person = world.account("leader")
    data = {"person": person.pk, "kind": "concurrent", "start": timezone.localdate().isoformat()}
    assert client.post(reverse("appoint_to_post", args=[post.pk]), data).status_code == 302
    assert Appointment.objects.filter(post=post, person=person.person, kind="concurrent").exists()
    assert "周以宁" in text(client.get(reverse("post_page", args=[post.pk])))


def test_nobody_is_appointed_to_the_post_of_a_second_officer(world: World) -> None:
    post, officer = world.post("service-bureau/platform/audit"), world.account("security_officer")
    data = {"post": post.pk, "kind": "concurrent", "start": timezone.localdate().isoformat()}
    response = world.client("system_officer").post(reverse("appoint_person", args=[officer.pk]), data)
    assert response.status_code == 422
    assert "三员分立" in response.context["form"].errors["post"][0]


def test_an_ordinary_official_changes_nobody(world: World) -> None:
    client, account = world.client("official"), world.account("leader")
    page = text(client.get(reverse("person_page", args=[account.pk])))
    held = account.person.appointments.first()
    for name, key in (
        ("person_revise", account.pk), ("person_numbers", account.pk), ("appoint_person", account.pk),
        ("end_appointment", held.pk), ("account_disable", account.pk), ("account_activate", account.pk),
    ):  # fmt: skip
        address = reverse(name, args=[key])
        assert address not in page, name
        assert client.post(address).status_code == 403, name

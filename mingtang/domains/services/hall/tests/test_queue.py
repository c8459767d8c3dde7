"""Tickets: taken, called, served, passed over, transferred; appointments; what the pages and programs see of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.domains.services.catalogue.tests.offers import offer
from mingtang.domains.services.hall import api
from mingtang.domains.services.hall.models import Appointment, Ticket
from mingtang.domains.services.hall.opening import bookable_days, is_open, slots_on
from mingtang.domains.services.hall.tests.house import CLERK, MANAGER, House
from mingtang.domains.services.ratings.models import Invitation
from mingtang.kernel.directory.api import Nobody, Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db


def test_numbers_run_within_a_business_and_a_day(house: House) -> None:
    numbers = [house.ticket().number, house.ticket(house.company).number, house.ticket().number]
    assert numbers == ["A001", "B001", "A002"]


def test_a_window_calls_only_what_it_can_do_and_who_is_favoured_first(house: House) -> None:
    house.ticket(house.company)
    first, soldier = house.ticket(), house.ticket(priority=api.Priority.SOLDIER)
    assert house.called() == soldier
    house.served(Ticket.objects.get(pk=soldier.pk))
    assert house.called().pk == first.pk


def test_a_window_serves_one_at_a_time_and_calls_three_times_at_most(house: House) -> None:
    house.ticket(), house.ticket()
    ticket = house.called()
    with pytest.raises(Refused, match="还没有办完"):
        house.called()
    api.call_again(house.clerk, ticket)
    api.call_again(house.clerk, ticket)
    with pytest.raises(Refused, match="请过号"):
        api.call_again(house.clerk, ticket)
    api.pass_over(house.clerk, ticket)
    assert ticket.calls == 3


def test_who_was_passed_over_may_wait_again_behind_three_others(house: House) -> None:
    late = house.ticket()
    api.pass_over(house.clerk, house.called())
    others = [house.ticket() for _ in range(4)]
    late.refresh_from_db()
    api.line_up_again(Nobody(), late)
    order = [house.served(house.called()).pk for _ in range(5)]
    assert order == [*(each.pk for each in others[:3]), late.pk, others[3].pk]


def test_the_times_of_a_visit_are_kept_and_it_is_asked_about_once(house: House) -> None:
    ticket = house.ticket()
    house.served(house.called())
    ticket.refresh_from_db()
    assert None not in (ticket.called_at, ticket.started_at, ticket.ended_at, ticket.waited, ticket.served)
    invitation = Invitation.objects.get(visit=f"ticket:{ticket.pk}")
    assert (invitation.organ, invitation.clerk) == (house.hall.organ, house.world.account(CLERK))


def test_a_transferred_visitor_keeps_his_place_by_the_time_he_came(house: House) -> None:
    first = house.ticket()
    later = house.ticket(house.company)
    ticket = house.called()
    api.start(house.clerk, ticket)
    successor = api.transfer(house.clerk, ticket, house.company)
    assert successor.arrived_at == first.arrived_at
    api.leave(house.clerk, house.window)
    api.sit_down(house.clerk, house.other)
    called = api.call_next(house.clerk, house.other)
    assert called is not None
    assert called.pk == successor.pk != later.pk


def test_nobody_calls_at_a_window_where_he_does_not_sit(house: House) -> None:
    house.ticket()
    with pytest.raises(Refused, match="值守"):
        api.call_next(house.clerk, house.other)
    with pytest.raises(NotPermitted):
        api.sit_down(house.world.actor("official"), house.other)  # type: ignore[arg-type]


def test_one_has_one_open_ticket_for_a_business(house: House) -> None:
    citizen: Any = house.world.actor("citizen")
    api.take_ticket(citizen, house.general)
    with pytest.raises(Refused, match="已经取了 A001"):
        api.take_ticket(citizen, house.general)


def test_a_hall_that_keeps_office_hours_gives_no_tickets_outside_them(house: House) -> None:
    house.hall.always_open = False
    day = bookable_days(house.hall, timezone.localdate())[0]
    nine = slots_on(house.hall, day)[0]
    assert is_open(house.hall, nine)
    assert not is_open(house.hall, nine - timedelta(hours=3))


def first_slot(house: House, place: int = 0) -> Any:
    return slots_on(house.hall, bookable_days(house.hall, timezone.localdate())[0])[place]


def test_a_half_hour_is_booked_as_often_as_the_quota_says(house: House) -> None:
    api.book(house.world.actor("citizen"), house.general, first_slot(house))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="约满"):
        api.book(house.world.actor("enterprise"), house.general, first_slot(house))  # type: ignore[arg-type]


def test_an_appointment_becomes_a_ticket_on_its_day_only_and_can_be_given_back(house: House) -> None:
    citizen: Any = house.world.actor("citizen")
    appointment = api.book(citizen, house.general, first_slot(house))
    with pytest.raises(Refused, match="请当天取号"):
        api.arrive(citizen, appointment)
    Appointment.objects.filter(pk=appointment.pk).update(slot=timezone.now())
    appointment.refresh_from_db()
    ordinary = house.ticket()
    ticket = api.arrive(citizen, appointment)
    assert house.called().pk == ticket.pk != ordinary.pk
    other = api.book(citizen, house.general, first_slot(house, 1))
    api.cancel(citizen, other)
    with pytest.raises(Refused, match="已取消"):
        api.cancel(citizen, other)


def test_who_misses_three_appointments_cannot_book_for_thirty_days(house: House) -> None:
    citizen: Any = house.world.actor("citizen")
    for days in (1, 2, 3):
        Appointment.objects.create(
            hall=house.hall, organ=house.hall.organ, business=house.general, account=house.world.account("citizen"),
            slot=timezone.now() - timedelta(days=days), code="000000", made_at=timezone.now(),
        )  # fmt: skip
    assert api.mark_missed(timezone.now()) == 3
    with pytest.raises(Refused, match="多次预约没有到厅"):
        api.book(citizen, house.general, first_slot(house))
    Appointment.objects.update(slot=timezone.now() - timedelta(days=40))
    assert api.book(citizen, house.general, first_slot(house)).pk


def test_a_visitor_takes_a_ticket_follows_it_and_rates_the_visit(house: House) -> None:
    citizen = house.world.client("citizen")
    answer = citizen.post(house.hall.get_absolute_url(), {"business": house.general.pk})
    page = answer["Location"]
    waiting = citizen.get(page)
    assert "前面还有 0 人" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    house.served(house.called())
    assert "评价这次服务" in house.world.client("visitor").get(page).content.decode()


def test_a_machine_in_the_hall_gives_tickets_and_nobody_else_knows_its_address(house: House) -> None:
    visitor = house.world.client("visitor")
    page = f"/hall/kiosk/{house.hall.kiosk_key}/"
    answer = visitor.post(page, {"business": house.general.pk, "priority": "elderly"})
    assert "A001" in answer.content.decode()
    assert visitor.get("/hall/kiosk/guessed/").status_code == 404
    wrong = visitor.post(page, {"code": "123456"})
    assert wrong.status_code == 422
    assert "请核对预约码" in wrong.content.decode()


def test_the_screen_of_the_hall_tells_numbers_and_windows_and_no_names(house: House) -> None:
    api.take_ticket(house.world.actor("citizen"), house.general)  # type: ignore[arg-type]
    house.called()
    page = house.world.client("visitor").get(f"/hall/{house.hall.pk}/screen/")
    assert "A001" in page.content.decode()
    assert "1 号窗口" in page.content.decode()
    assert "林叙" not in page.content.decode()
    assert page.headers["Refresh"]


def test_a_clerk_works_through_the_queue_on_one_page(house: House) -> None:
    house.ticket(), house.ticket()
    client = house.world.client(CLERK)
    assert "叫下一位" in client.get("/workbench/hall/").content.decode()
    for do in ("next", "again", "start", "finish", "next", "pass"):
        assert client.post("/workbench/hall/calls/", {"do": do}).status_code == 302
    assert sorted(Ticket.objects.values_list("state", flat=True)) == ["done", "passed"]
    passed = Ticket.objects.get(state="passed")
    client.post(f"/workbench/hall/tickets/{passed.pk}/again/")
    assert Ticket.objects.get(pk=passed.pk).state == "waiting"


def test_a_manager_says_whose_items_a_business_covers_and_the_public_reads_it(house: House) -> None:
    organ = house.hall.organ
    offer(organ, "补领证照")
    client, base = house.world.client(MANAGER), f"/workbench/hall/arrangement/{house.hall.pk}"
    address = f"{base}/businesses/{house.company.pk}/"
    client.post(address, {"letters": "B", "name": "企业开办", "organs": [organ.pk]})
    assert list(house.company.organs.all()) == [organ]
    assert "checked" in client.get(address).text
    assert organ.label in house.world.client("visitor").get(house.hall.get_absolute_url()).text


def test_a_manager_arranges_businesses_and_windows(house: House) -> None:
    client, base = house.world.client(MANAGER), f"/workbench/hall/arrangement/{house.hall.pk}"
    assert (
        client.post(f"{base}/businesses/0/", {"letters": "C", "name": "社保", "is_bookable": "on"}).status_code == 302
    )
    assert client.post(f"{base}/businesses/0/", {"letters": "C", "name": "医保"}).status_code == 422
    assert client.post(f"{base}/windows/0/", {"number": "3", "name": "社保窗口"}).status_code == 302
    assert house.hall.windows.count() == 3
    assert house.world.client(CLERK).get("/workbench/hall/arrangement/").status_code == 403


def test_the_lists_of_the_hall_cost_the_same_however_long_they_are(house: House) -> None:
    client = house.world.client(CLERK)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    house.ticket()
    house.served(house.called())
    house.ticket()
    pages = (
        "/workbench/hall/",
        "/workbench/hall/tickets/",
        "/workbench/hall/statistics/",
        "/workbench/hall/appointments/",
    )
    before = [statements(each) for each in pages]
    for _ in range(4):
        house.ticket()
        house.served(house.called())
    assert [statements(each) for each in pages] == before
    assert (
        max(before) <= 15
    )  # session, account, rights and inbox of every page; the window, its skills, who is there, who waits


def test_a_queue_is_joined_and_called_by_program(house: House) -> None:
    citizen, clerk = house.world.client("citizen"), house.world.client(CLERK)
    body = {"business": house.general.pk}
    taken = citizen.post("/api/services/hall-tickets", body, content_type="application/json")
    assert (taken.status_code, taken.json()["number"]) == (201, "A001")
    [queue, _] = citizen.get(f"/api/services/halls/{house.hall.pk}/queues").json()
    assert queue["waiting"] == 1
    for do, state in (("next", "called"), ("start", "serving"), ("finish", "done")):
        answer = clerk.post("/api/services/hall-calls", {"do": do}, content_type="application/json")
        assert answer.json()["state"] == state
    slots = citizen.get(f"/api/services/hall-businesses/{house.general.pk}/slots").json()
    booked = citizen.post(
        "/api/services/hall-appointments", {**body, "slot": slots[0]["at"]}, content_type="application/json"
    )
    assert booked.status_code == 201
    assert clerk.get("/api/services/hall-figures").json()[0]["done"] == 1
    assert citizen.post("/api/services/hall-calls", {"do": "next"}, content_type="application/json").status_code == 403

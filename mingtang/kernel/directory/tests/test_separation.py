"""Nobody holds the roles of two of the three officers, whichever comes first: grant, appointment, second post, undo."""

import threading
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.utils import timezone

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.founding import OFFICER_PERMISSIONS
from mingtang.kernel.directory.actions.grants import Scope, end_grant, grant_role
from mingtang.kernel.directory.actions.organs import create_post
from mingtang.kernel.directory.actions.people import PersonDetails, appoint, end_appointment, register_official
from mingtang.kernel.directory.models import Grant, Person, Post, Role
from mingtang.kernel.directory.queries import offices_of_person
from mingtang.kernel.evidence.api import SYSTEM, CannotUndo
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.undo import undo_record
from tests.world import World

PAIRS = list(permutations(["system", "security", "audit"], 2))
NODE = Scope(kind="node")
DAY = timedelta(days=1)

pytestmark = pytest.mark.parametrize(("first", "second"), PAIRS)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def person(world: World) -> Person:
    return register_official(SYSTEM, world.organ("fire-brigade"), PersonDetails(name="新人"), login="hy9100").person


@pytest.fixture
def posts(world: World) -> list[Post]:
    return [create_post(SYSTEM, world.organ("fire-brigade"), name=name) for name in ("甲岗", "乙岗")]


def role(office: str) -> Role:
    return Role.objects.get(code=f"{office}_officer")


def hold(person: Person, post: Post, today: date, **more: date) -> None:
    appoint(SYSTEM, person, post, kind="regular", start=today, **more)


def last(code: str) -> Record:
    return Record.objects.filter(act=f"directory.{code}").latest("pk")


def test_grant_after_grant(world: World, posts: list[Post], first: str, second: str, today: date) -> None:
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today)
    with pytest.raises(Refused, match="三员分立"):
        grant_role(SYSTEM, posts[0], role(second), NODE, start=today)
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today + DAY)


def test_appointment_after_both_grants(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today)
    grant_role(SYSTEM, posts[1], role(second), NODE, start=today)
    hold(person, posts[0], today)
    with pytest.raises(Refused, match="三员分立"):
        hold(person, posts[1], today)
    assert offices_of_person(person) == {first}


def test_grant_after_both_appointments(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    hold(person, posts[0], today)
    hold(person, posts[1], today)
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today)
    with pytest.raises(Refused, match="三员分立"):
        grant_role(SYSTEM, posts[1], role(second), NODE, start=today)
    assert offices_of_person(person) == {first}


def test_grant_to_come_and_appointment_to_come_count_as_well(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today + 9 * DAY)
    hold(person, posts[0], today + 5 * DAY)
    grant_role(SYSTEM, posts[1], role(second), NODE, start=today + 20 * DAY)
    with pytest.raises(Refused, match="三员分立"):
        hold(person, posts[1], today + 30 * DAY)


def test_what_has_ended_no_longer_counts(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today - 9 * DAY, end=today - DAY)
    grant_role(SYSTEM, posts[0], role(second), NODE, start=today)
    hold(person, posts[1], today - 9 * DAY, end=today - DAY)
    grant_role(SYSTEM, posts[1], role(first), NODE, start=today)
    hold(person, posts[0], today)
    assert offices_of_person(person) == {second}


def test_a_grant_taken_back_does_not_come_back_beside_another_office(
    world: World, posts: list[Post], first: str, second: str, today: date
) -> None:
    end_grant(SYSTEM, grant_role(SYSTEM, posts[0], role(first), NODE, start=today))
    taken_back = last("end_grant")
    grant_role(SYSTEM, posts[0], role(second), NODE, start=today)
    with pytest.raises(CannotUndo, match="三员分立"):
        undo_record(SYSTEM, taken_back)
    assert set(Grant.objects.filter(post=posts[0]).values_list("role__office", flat=True)) == {second}


def test_whoever_was_relieved_does_not_come_back_beside_another_office(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    for post, office in zip(posts, (first, second), strict=True):
        grant_role(SYSTEM, post, role(office), NODE, start=today - 9 * DAY)
    hold(person, posts[0], today - 9 * DAY)
    end_appointment(SYSTEM, person.appointments.get(), on=today - DAY)
    relieved = last("end_appointment")
    hold(person, posts[1], today)
    with pytest.raises(CannotUndo, match="三员分立"):
        undo_record(SYSTEM, relieved)
    assert offices_of_person(person) == {second}


def test_the_officers_share_nothing_but_reading(world: World, first: str, second: str) -> None:
    held = {
        office: {each if isinstance(each, str) else each.code for each in allowed}
        for office, allowed in OFFICER_PERMISSIONS.items()
    }
    assert all("read" in code for code in held[first] & held[second])


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_halves_of_a_forbidden_pair_that_come_at_the_same_time_do_not_both_pass(
    world: World, person: Person, posts: list[Post], first: str, second: str, today: date
) -> None:
    grant_role(SYSTEM, posts[0], role(first), NODE, start=today)
    hold(person, posts[0], today)
    gate, refused = threading.Barrier(2), []

    def together(work: object) -> None:
        gate.wait()
        try:
            work()
        except Refused:
            refused.append(work)
        finally:
            connection.close()

    halves = [
        lambda: grant_role(SYSTEM, posts[1], role(second), NODE, start=today),
        lambda: hold(person, posts[1], today),
    ]
    threads = [threading.Thread(target=together, args=[half]) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert offices_of_person(person) == {first}

"""Applications are found by a piece of a name, on the page, in exports and by programs; and only within reach."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries import naming
from mingtang.domains.services.applications.queries.naming import APPLICANTS, applicants, named
from mingtang.domains.services.applications.queries.own import readable_applications
from mingtang.domains.services.applications.tests.desk import HANDLER, Desk
from mingtang.kernel.evidence.api import deliver_due
from tests.world import World

LIST = "/workbench/applications/"


@pytest.fixture
def filed(desk: Desk) -> Application:
    """A submitted application, behind which the worker has run."""
    application = desk.filed()
    while deliver_due():
        pass
    return application


def pieces(application: Application) -> list[str]:
    """Two characters of each name that it may be found by, and more of the number."""
    return [application.applicant_name[:2], application.applicant_name[-2:], "餐饮", application.number[-12:]]


def test_it_is_found_by_pieces_within_reach_and_nowhere_else(world: World, filed: Application) -> None:
    for piece in pieces(filed):
        assert [row.pk for row in named(readable_applications(world.actor(HANDLER)), piece)] == [filed.pk]
        assert named(readable_applications(world.actor("county_system_officer")), piece).count() == 0
    assert not named(readable_applications(world.actor(HANDLER)), "查无").exists()


def test_the_page_the_export_and_the_program_ask_the_same(world: World, filed: Application) -> None:
    client = world.client(HANDLER)
    piece = filed.applicant_name[-2:]
    assert filed.shown_number in client.get(LIST, {"name": piece}).content.decode()
    assert filed.applicant_name in b"".join(client.get(LIST, {"name": piece, "export": "csv"})).decode("utf-8-sig")
    found = client.get("/api/services/applications", {"name": piece}).json()["items"]
    assert [row["id"] for row in found] == [filed.pk]
    assert not client.get("/api/services/applications", {"name": "查无"}).json()["items"]


def test_what_is_common_is_found_without_the_index(
    world: World, filed: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "RARE", 0)
    monkeypatch.setattr(naming, "FEW_ITEMS", 0)
    for piece in [*pieces(filed), filed.applicant_name[0]]:
        assert [row.pk for row in named(readable_applications(world.actor(HANDLER)), piece)] == [filed.pk]


def test_the_index_equals_a_rebuild_and_holds_no_drafts(desk: Desk, filed: Application) -> None:
    desk.drafted(who="citizen")
    kept = rows_of_index()
    assert APPLICANTS.rebuild(applicants()) == len(kept) == Application.objects.filter(~Q(number="")).count()
    assert rows_of_index() == kept


def test_a_day_narrows_the_list(world: World, filed: Application) -> None:
    client, day = world.client(HANDLER), f"{filed.submitted_at:%Y-%m-%d}"
    assert filed.shown_number in client.get(LIST, {"since": "2020-01-01"}).content.decode()
    assert filed.shown_number not in client.get(LIST, {"until": "2020-01-01"}).content.decode()
    assert "2020-13-40" in client.get(LIST, {"since": "2020-13-40", "until": day}).content.decode()


def rows_of_index() -> list[Any]:
    """All that the index holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, pairs FROM {APPLICANTS.table} ORDER BY rowid")
        return list(cursor.fetchall())

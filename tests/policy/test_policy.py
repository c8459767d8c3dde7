"""Every address and every operation is open to all or has a row, and every row holds for each of the cast."""

import pytest

from tests.policy.addresses import operations_of_the_api, pages
from tests.policy.asking import City
from tests.policy.cast import CAST, Row
from tests.policy.table import PUBLIC, TABLE

KNOWN = {row.route for row in (*PUBLIC, *TABLE)}
OWN_THINGS = {
    "api/files",
    "api/uploads",
    "api/interaction/calls/{call_id}/opinions",
    "api/interaction/interviews/{interview_id}/questions",
    "api/registration/applications",
    *(
        f"api/services/applications/{{application_id}}/{what}"
        for what in ("submission", "correction", "withdrawal", "commitment")
    ),
    "api/services/hall-tickets",
    "api/services/hall-appointments",
    "api/services/hall-appointments/{appointment_id}/cancellation",
}
"""Where whoever has signed in may add something of his own, or change it."""
OPERATIONS = {f"{row.method} /{row.route}" for row in (*PUBLIC, *TABLE)}


def test_every_page_is_public_or_has_a_row() -> None:
    assert not set(pages()) - KNOWN, "new: add a line for each to tests/policy/table.py"


def test_every_operation_is_public_or_has_a_row() -> None:
    assert not set(operations_of_the_api()) - OPERATIONS, "new: add a line for each to tests/policy/table.py"


def test_no_row_speaks_of_an_address_that_is_gone() -> None:
    assert not {row.route for row in (*PUBLIC, *TABLE) if not row.route.startswith("api/")} - set(pages())
    called = {f"{row.method} /{row.route}" for row in (*PUBLIC, *TABLE) if row.route.startswith("api/")}
    assert called - {"GET /api/", "GET /api/openapi.json"} <= set(operations_of_the_api())


@pytest.mark.django_db
@pytest.mark.parametrize("row", PUBLIC, ids=str)
def test_visitors_get_what_is_open_to_all(city: City, row: Row) -> None:
    assert city.status_for_visitors(row) in row.statuses


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_each_of_the_cast_gets_what_the_table_says(city: City, row: Row) -> None:
    got = dict(zip(CAST, city.statuses(row), strict=True))
    assert got == dict(zip(CAST, row.statuses, strict=True))


def test_no_row_lets_a_visitor_or_a_citizen_change_anything_of_an_organ() -> None:
    """The table itself is checked against the rule that it spells out (a typing error would pass the tests above)."""
    for row in TABLE:
        if row.route in OWN_THINGS:
            continue
        if row.route.startswith("workbench/") or (row.route.startswith("api/") and row.method != "GET"):
            assert row.statuses[0] in {302, 401}, row
            assert set(row.statuses[1:3]) <= {403, 404, 422}, row

"""Lists of work read ranges of partial indexes: what they cost does not depend on how many rows have ended."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.api import tasks
from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.models import case as case_model
from mingtang.kernel.cases.queries import work
from mingtang.kernel.cases.tests.desk import Office, complete
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.flow.tests.drawing import sequence


def fill(office: Office, case: int, ended: int, live: int) -> None:
    """Ended and live items of many holders, and live ones offered to many organs."""
    with connection.cursor() as cursor:
        for first, number, life in ((1000, ended, "D"), (100_000, live, "A")):
            rows = ", ".join(
                f"({case}, {first + n}, 'x', 'T', CURRENT_TIMESTAMP, 0, 0, '', 0, '{life}', 0, 0, 'account:{5000 + n % 200}', '', '', '{{}}', '')"
                for n in range(number)
            )
            offers = ", ".join(
                f"({case}, {first + n}, 'organ:{900 + n % 300}', CURRENT_TIMESTAMP, '0')" for n in range(number)
            )
            cursor.execute(f"INSERT INTO cases_candidate (case_id, no, key, offered_at, taken) VALUES {offers}")
            cursor.execute(
                'INSERT INTO cases_token (case_id, no, node, kind, born, scope, src, flow, host, life, "by", "when", holder, '
                f"name, key, details, title) VALUES {rows}"
            )
        cursor.execute("ANALYZE")


def plan_of(rows: QuerySet[Any]) -> str:
    return rows[:20].explain() if connection.vendor == "sqlite" else rows[:20].explain(analyze=True)


def test_what_one_holds_is_a_range_of_the_index_of_held_items(office: Office) -> None:
    case = office.run(sequence("one"))
    fill(office, case.pk, 4000, 3000)
    assert "token_held" in plan_of(tasks.mine(office["clerk"]))


def test_a_pool_is_found_by_the_keys_of_who_asks(office: Office) -> None:
    case = office.run(sequence("one"))
    fill(office, case.pk, 4000, 3000)
    plan = plan_of(tasks.pool(office["clerk"]))
    assert "candidate_pool" in plan
    assert "Seq Scan on cases_token" not in plan
    assert "SCAN cases_token" not in plan


def test_what_one_may_read_and_what_the_unit_does_are_found_by_keys_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also items that somebody holds by now. What domains let one read besides is theirs to find quickly."""
    monkeypatch.setattr(case_model, "case_types", lambda: ())
    case = office.run(sequence("one"))
    fill(office, case.pk, 4000, 3000)
    for rows in (Case.objects.visible_to(office["clerk"]), work.of_unit(office["clerk"])):
        plan = plan_of(rows)
        assert "candidate_pool" in plan
        for scan in ("Seq Scan on cases_candidate", "SCAN W0", "SCAN cases_candidate", "SCAN cases_token"):
            assert scan not in plan


def test_the_list_of_the_whole_node_is_read_in_the_order_of_arrival(office: Office) -> None:
    """Whoever may read everything gets the first page without a look at all open items, in either direction."""
    case = office.run(sequence("one"))
    fill(office, case.pk, 4000, 3000)
    for order in (("born", "pk"), ("-born", "-pk")):
        assert "token_arrived" in plan_of(tasks.of_organs(SYSTEM).order_by(*order))


def test_what_one_has_done_is_a_range_of_its_index(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    complete(office["clerk"], case, "one")
    template = Step.objects.get(case=case, command="Complete")
    Step.objects.bulk_create(
        Step(case_id=case.pk, at=template.at, command="Claim", account_id=template.account_id, name="x")
        for _ in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert "step_done_by" in plan_of(tasks.done(office["clerk"]))


@pytest.mark.parametrize("name", ["mine", "pool", "done", "sent", "watched", "copies"])
def test_a_page_and_its_count_cost_at_most_five_statements(office: Office, name: str) -> None:
    for _ in range(3):
        complete(office["clerk"], office.run(sequence("one", "two")), "one")
    with CaptureQueriesContext(connection) as captured:
        rows = getattr(tasks, name)(office["clerk"])
        number = rows.count()
        page = [(str(row), str(getattr(row, "case", row).organ)) for row in rows[:20]]
    assert len(captured) <= 5
    assert len(page) == number

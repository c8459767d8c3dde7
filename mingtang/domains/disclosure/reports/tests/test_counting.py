"""The tables against an independent count: plain SQL straight from the rows, over requests made at random."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection

from mingtang.domains.disclosure.catalogue.api import change_validity
from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.domains.disclosure.reports.counting import figures_of, proceedings_table, requests_table
from mingtang.domains.disclosure.reports.layout import COLUMNS, kinds
from mingtang.domains.disclosure.reports.rules import CARRIED_IN, CARRIED_OUT, NEW, TOTAL, drafts, faults
from mingtang.domains.disclosure.requests.api import APPLICANTS, COURSES, DisclosureRequest, Proceeding
from mingtang.domains.disclosure.requests.tests.office import Office
from mingtang.kernel.cases.api import Case
from mingtang.kernel.evidence.api import SYSTEM

pytestmark = pytest.mark.django_db
YEAR, SOME = 2025, 160


def made_at_random(office: Office, seed: int) -> None:
    """Requests of three years by every kind of applicant, open and replied to; some contested."""
    dice, pattern = random.Random(seed), office.registered()
    case = Case.objects.get(pk=pattern.case_id)
    first = date(YEAR - 1, 7, 1)
    for n in range(SOME):
        case.pk, case.number, case.key = None, f"r{seed}-{n}", f"r{seed}-{n}"
        case.save()
        received = first + timedelta(days=dice.randrange(720))
        replied = received + timedelta(days=dice.randrange(60)) if dice.random() < 0.8 else None
        DisclosureRequest.objects.create(
            organ=office.organ, case_id=case.pk, number=f"r{n}", query_code=f"{seed:04}{n:08}", query_secret="x",
            channel="letter", state=dice.choice(["replied", "withdrawn"]) if replied else "in_process",
            submitted_at=pattern.submitted_at, received_on=received, applicant_kind=str(dice.choice(list(APPLICANTS))),
            applicant_name="某", content="某", way="mail", carrier="paper",
            reply_kind=dice.choice(kinds()) if replied else "", replied_on=replied,
        )  # fmt: skip
    for request in DisclosureRequest.objects.filter(replied_on__isnull=False).order_by("pk")[:40]:
        ended = request.replied_on + timedelta(days=dice.randrange(10, 300)) if dice.random() < 0.6 else None
        Proceeding.objects.create(
            request=request, course=str(dice.choice(list(COURSES))), body="市政府", number="一",
            filed_on=request.replied_on + timedelta(days=5), ended_on=ended,
            result=dice.choice(["upheld", "corrected", "other"]) if ended else "pending",
        )  # fmt: skip


def asked(statement: str, *values: object) -> Counter:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return Counter({tuple(row[:-1]): row[-1] for row in cursor.fetchall()})


REQUESTS = "FROM disclosure_requests_disclosurerequest WHERE organ_id = %s AND state <> 'wrong_channel'"
BEGIN, END = f"{YEAR}-01-01", f"{YEAR}-12-31"


@pytest.mark.parametrize("seed", [1, 2])
def test_table_three_is_what_plain_sql_counts(press: Press, seed: int) -> None:
    office = Office(press.world)
    made_at_random(office, seed)
    organ, table = press.organ.pk, requests_table([press.organ.pk], YEAR)
    kind = "applicant_kind, count(*)"
    new = asked(f"SELECT {kind} {REQUESTS} AND received_on BETWEEN %s AND %s GROUP BY 1", organ, BEGIN, END)
    old = asked(
        f"SELECT {kind} {REQUESTS} AND received_on < %s AND (replied_on IS NULL OR replied_on >= %s) GROUP BY 1",
        organ, BEGIN, BEGIN,
    )  # fmt: skip
    left = asked(
        f"SELECT {kind} {REQUESTS} AND received_on <= %s AND (replied_on IS NULL OR replied_on > %s) GROUP BY 1",
        organ, END, END,
    )  # fmt: skip
    done = asked(
        f"SELECT reply_kind, applicant_kind, count(*) {REQUESTS} AND replied_on BETWEEN %s AND %s GROUP BY 1, 2",
        organ, BEGIN, END,
    )  # fmt: skip
    for column in COLUMNS[:-1]:
        assert table[NEW][column] == new[(column,)]
        assert table[CARRIED_IN][column] == old[(column,)]
        assert table[CARRIED_OUT][column] == left[(column,)]
        for code in kinds():
            assert table[code][column] == done[(code, column)], (code, column)
    assert table[TOTAL][TOTAL] == sum(done.values()) > 50
    assert table[CARRIED_IN][TOTAL] == requests_table([organ], YEAR - 1)[CARRIED_OUT][TOTAL] > 0


def test_table_four_is_what_plain_sql_counts(press: Press) -> None:
    made_at_random(Office(press.world), 3)
    rows = asked(
        "SELECT p.course, CASE WHEN p.ended_on <= %s THEN p.result ELSE 'pending' END, count(*) "
        "FROM disclosure_requests_proceeding p JOIN disclosure_requests_disclosurerequest r ON r.id = p.request_id "
        "WHERE r.organ_id = %s AND p.filed_on <= %s AND (p.ended_on IS NULL OR p.ended_on >= %s) GROUP BY 1, 2",
        END, press.organ.pk, END, BEGIN,
    )  # fmt: skip
    table = proceedings_table([press.organ.pk], YEAR)
    for course, cells in table.items():
        for result in ("upheld", "corrected", "other", "pending"):
            assert cells[result] == rows[(course, result)], (course, result)
        assert cells[TOTAL] == sum(count for (other, _result), count in rows.items() if other == course)
    assert sum(rows.values()) > 5


def test_table_two_counts_documents_by_the_days_of_their_life(press: Press) -> None:
    def document(written: date, gone: date | None = None, **more: object) -> None:
        item = press.published(written, written_on=written, formed_on=written, doc_no="", **more)
        if gone:
            change_validity(SYSTEM, item, validity="repealed", on=gone, basis="清理")

    document(date(2023, 5, 1))
    document(date(2024, 5, 1), date(2025, 6, 1))
    document(date(2025, 5, 1))
    document(date(2025, 8, 1), date(2026, 2, 1))
    document(date(2026, 1, 5))
    document(date(2025, 3, 1), node="20.1.1")
    document(date(2025, 3, 1), node="20.3")
    figures, by_hand = figures_of([press.organ.pk], 2025)
    assert figures["documents"]["normative"] == {"made": 2, "repealed": 1, "valid": 3}
    assert figures["documents"]["rule"] == {"made": 1, "repealed": 0, "valid": 1}
    assert "licences" not in by_hand
    before, _ = figures_of([press.organ.pk], 2024)
    figures["decided"] |= {"penalties": 0, "coercion": 0, "fees": "0"}
    texts = {**drafts(figures, "市住建局", 2025), "5": "有。"}
    assert faults(figures, texts, kinds(), previous=before) == []

"""A year of requests of every kind, brought along by the actions across its ends; counted by hand from what the machine interface
tells, and compared with the report that anybody reads there.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.domains.disclosure.reports.api import (
    AnnualReport,
    enter_figures,
    freeze_report,
    publish_report,
    sign_report,
    write_sections,
)
from mingtang.domains.disclosure.requests.api import (
    Applicant,
    Course,
    DisclosureRequest,
    Proceeding,
    Result,
    acknowledge,
    ask_correction,
    ask_opinion,
    end_proceeding,
    lapse_request,
    record_proceeding,
    redirect_request,
    reopen_request,
    take_correction,
    take_opinion,
    withdraw_request,
)
from mingtang.domains.disclosure.requests.rules import Asked, Opinion
from mingtang.domains.disclosure.requests.tests.office import CLERK, Office
from mingtang.kernel.evidence.api import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YEAR = 2025


class Year:
    """What the bureau was asked around one year."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def asked(self, day: date, who: Applicant, **more: Any) -> DisclosureRequest:
        with self.office.on(day):
            made: DisclosureRequest = self.office.registered(applicant_kind=who, **more)
        return made

    def replied(self, request: DisclosureRequest, day: date, kind: str, **more: Any) -> DisclosureRequest:
        with self.office.on(day):
            return self.office.delivered(self.office.signed(self.office.fresh(request), kind, **more))

    def carried_over(self) -> None:
        """Asked in one year and answered in the next, at both ends."""
        self.replied(self.asked(date(2024, 12, 20), Applicant.PERSON), date(2025, 1, 10), "granted")
        self.replied(self.asked(date(2024, 12, 31), Applicant.COMPANY), date(2025, 1, 20), "unable.none")
        self.replied(self.asked(date(2025, 12, 29), Applicant.COMPANY), date(2026, 1, 6), "partial")
        self.asked(date(2025, 12, 31), Applicant.OTHER)

    def withdrawn_and_merged(self) -> None:
        """Taken back; and one that the applicant lets go into another that he asked before."""
        first = self.asked(date(2025, 5, 6), Applicant.LEGAL_SERVICE)
        with self.office.on(date(2025, 5, 8)):
            withdraw_request(self.office.clerk, self.office.fresh(first), reason="已从网站获得")
        kept = self.asked(date(2025, 6, 3), Applicant.PERSON)
        other = self.asked(date(2025, 6, 4), Applicant.PERSON)
        with self.office.on(date(2025, 6, 5)):
            withdraw_request(self.office.clerk, self.office.fresh(other), reason=f"并入 {kept.number}")
        self.replied(kept, date(2025, 6, 20), "granted")

    def third_party(self) -> None:
        """Consulted on while the year ends; the limit stands still, the request stays open."""
        request = self.asked(date(2025, 12, 22), Applicant.RESEARCH)
        with self.office.on(date(2025, 12, 24)):
            asked = ask_opinion(
                self.office.clerk, request, asked=Asked.THIRD_PARTY, name="南门置业", question="是否同意公开？",
                sent_on=date(2025, 12, 24),
            )  # fmt: skip
        with self.office.on(date(2026, 1, 12)):
            take_opinion(
                self.office.clerk, asked, opinion=Opinion.REFUSES, answered_on=date(2026, 1, 12), reason="商业秘密"
            )
        self.replied(request, date(2026, 1, 14), "denied.third_party")

    def corrections(self) -> None:
        """Never returned; returned in the next year."""
        never = self.asked(date(2025, 3, 3), Applicant.CHARITY)
        with self.office.on(date(2025, 3, 5)):
            ask_correction(self.office.clerk, never, reason="没有写明年度。", until=date(2025, 3, 14))
        with self.office.on(date(2025, 3, 17)):
            lapse_request(self.office.clerk, self.office.fresh(never))
        late = self.asked(date(2025, 12, 30), Applicant.PERSON)
        with self.office.on(date(2025, 12, 31)):
            ask_correction(self.office.clerk, late, reason="没有写明项目。", until=date(2026, 1, 15))
        with self.office.on(date(2026, 1, 8)):
            take_correction(
                self.office.clerk, self.office.fresh(late), corrected_on=date(2026, 1, 8), content="南门片区"
            )

    def never_received(self) -> None:
        """Sent in the old year and confirmed in the new one; and by a way that is none."""
        with self.office.on(date(2025, 12, 31)):
            sent = self.office.submitted()
        with self.office.on(date(2026, 1, 5)):
            acknowledge(SYSTEM, self.office.fresh(sent))
        with self.office.on(date(2025, 7, 1)):
            redirect_request(self.office.clerk, self.office.submitted(), channel="12345")

    def contested(self) -> None:
        """Corrected and replied to anew within the year; pending at its end, upheld after it, and then in court."""
        first = self.asked(date(2025, 4, 1), Applicant.PERSON)
        self.replied(first, date(2025, 4, 10), "denied.process")
        review = self._filed(first, Course.REVIEW, date(2025, 5, 6))
        self._ended(review, Result.CORRECTED, date(2025, 7, 1))
        with self.office.on(date(2025, 7, 2)):
            reopen_request(self.office.clerk, Proceeding.objects.get(pk=review.pk), ordered_on=date(2025, 7, 2))
        self.replied(first, date(2025, 7, 15), "granted")
        second = self.asked(date(2025, 8, 1), Applicant.COMPANY)
        self.replied(second, date(2025, 8, 15), "denied.internal")
        self._ended(self._filed(second, Course.REVIEW, date(2025, 10, 9)), Result.UPHELD, date(2026, 1, 15))
        self._filed(second, Course.SUIT_AFTER_REVIEW, date(2026, 2, 2))
        third = self.asked(date(2024, 9, 2), Applicant.PERSON)
        self.replied(third, date(2024, 9, 20), "not_handled.petition")
        self._ended(self._filed(third, Course.SUIT, date(2024, 11, 1)), Result.OTHER, date(2025, 2, 3))

    def _filed(self, request: DisclosureRequest, course: Course, day: date) -> Proceeding:
        with self.office.on(day):
            return record_proceeding(
                self.office.clerk,
                self.office.fresh(request),
                course=course,
                body="和源市人民政府",
                number="1",
                filed_on=day,
            )

    def _ended(self, proceeding: Proceeding, result: Result, day: date) -> None:
        with self.office.on(day):
            end_proceeding(self.office.clerk, proceeding, result=result, ended_on=day)


def told_after(press: Press) -> list[dict[str, Any]]:
    """Everything about every request, as the machine interface tells a clerk after that year."""
    office = Office(press.world)
    year = Year(office)
    for story in (
        year.carried_over, year.withdrawn_and_merged, year.third_party, year.corrections, year.never_received, year.contested,
    ):  # fmt: skip
        story()
    return list(_requests(office.world.client(CLERK)))


def _requests(clerk: Client) -> Iterator[dict[str, Any]]:
    following: str | None = "/api/disclosure/requests?limit=5"
    while following:
        page = clerk.get(following).json()
        for row in page["items"]:
            yield clerk.get(f"/api/disclosure/requests/{row['id']}").json()
        following = page["next"]


def published(press: Press) -> dict[str, Any]:
    """The tables of the report on the year as anybody reads them."""
    report: AnnualReport = freeze_report(SYSTEM, press.organ, YEAR)
    enter_figures(SYSTEM, report, {"penalties": 1, "coercion": 0, "fees": "0"})
    write_sections(SYSTEM, report, {**report.sections, "5": "有。"})
    sign_report(SYSTEM, report)
    publish_report(SYSTEM, report)
    shown: dict[str, Any] = Client().get(f"/api/disclosure/reports/{report.pk}").json()
    return shown["figures"]


def requests_by_hand(told: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Cells of table 3: every request is new or carried in, and done or carried out."""
    cells: Counter[tuple[str, str]] = Counter()
    for row in told:
        if not row["received_on"] or row["received_on"] > f"{YEAR}-12-31":
            continue  # never received, or by the next report
        first = (row["past_replies"] or [row])[0]
        ended = first["replied_on"]
        if ended and ended < f"{YEAR}-01-01":
            continue  # by an earlier report
        cells["new" if row["received_on"] >= f"{YEAR}-01-01" else "carried_in", row["applicant_kind"]] += 1
        is_done = ended and ended <= f"{YEAR}-12-31"
        cells[first["reply_kind"] if is_done else "carried_out", row["applicant_kind"]] += 1
    return cells


def proceedings_by_hand(told: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Cells of table 4: what ended in the year, or was pending at its end."""
    cells: Counter[tuple[str, str]] = Counter()
    for each in (each for row in told for each in row["proceedings"]):
        if each["filed_on"] <= f"{YEAR}-12-31" and (each["ended_on"] or "9") >= f"{YEAR}-01-01":
            cells[each["course"], each["result"] if (each["ended_on"] or "9") <= f"{YEAR}-12-31" else "pending"] += 1
    return cells


def cells_of(table: dict[str, dict[str, int]]) -> dict[tuple[str, str], int]:
    """The cells of a table that are no sums and not empty."""
    return {
        (line, name): n for line, row in table.items() for name, n in row.items() if n and "total" not in {line, name}
    }


def test_the_report_says_what_is_counted_by_hand(press: Press) -> None:
    told = told_after(press)
    figures = published(press)
    requests, proceedings = requests_by_hand(told), proceedings_by_hand(told)
    assert cells_of(figures["requests"]) == dict(requests)
    assert cells_of(figures["proceedings"]) == dict(proceedings)
    assert proceedings == {("review", "corrected"): 1, ("review", "pending"): 1, ("suit", "other"): 1}
    sides = Counter(line if line in {"new", "carried_in", "carried_out"} else "done" for line, _ in requests.elements())
    assert sides == {"new": 10, "carried_in": 2, "done": 8, "carried_out": 4}
    assert figures["requests"]["total"]["total"] == sides["done"]
    for line, row in figures["requests"].items():
        assert line == "total" or row["total"] == sum(n for (each, _), n in requests.items() if each == line), line
    assert {course: row["total"] for course, row in figures["proceedings"].items()} == {
        "review": 2,
        "suit": 1,
        "suit_after_review": 0,
    }

"""Reconsideration and litigation, replying anew, and what the annual report counts."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    Course,
    Result,
    counted_proceedings,
    counted_requests,
    end_proceeding,
    fees_taken,
    record_proceeding,
    reopen_request,
    sign_reply,
    withdraw_request,
)
from mingtang.domains.disclosure.requests.models import DisclosureRequest, Proceeding
from mingtang.domains.disclosure.requests.rules import AGREED, State, result_on
from mingtang.domains.disclosure.requests.tests.office import CLERK, Office
from mingtang.kernel.directory.api import Refused

pytestmark = pytest.mark.django_db
ASKED, REPLIED, FILED, ENDED = date(2026, 3, 2), date(2026, 3, 10), date(2026, 4, 1), date(2026, 5, 6)


def replied(office: Office, **more: Any) -> DisclosureRequest:
    with office.on(ASKED):
        request = office.registered(**more)
    with office.on(REPLIED):
        signed = office.signed(request, "denied.process")
        office.delivered(signed)
    return office.fresh(request)


def reviewed(office: Office, request: DisclosureRequest, result: Result = Result.CORRECTED) -> Proceeding:
    with office.on(ENDED):
        proceeding = record_proceeding(
            office.clerk,
            request,
            course=Course.REVIEW,
            body="和源市人民政府",
            number="和府复〔2026〕3号",
            filed_on=FILED,
        )
        end_proceeding(office.clerk, proceeding, result=result, ended_on=ENDED)
    return proceeding


def test_a_corrected_reply_is_kept_and_given_anew_in_a_case_of_its_own(office: Office) -> None:
    request = replied(office)
    old_case = request.case_id
    proceeding = reviewed(office, request)
    with office.on(date(2026, 5, 8)):
        reopen_request(office.clerk, Proceeding.objects.get(pk=proceeding.pk), ordered_on=date(2026, 5, 7))
        again = office.fresh(request)
        assert (again.state, again.reply_kind, again.number) == (State.IN_PROCESS, "", request.number)
        assert office.due(again) == date(2026, 6, 3)
        drafted = office.drafted(again, "granted")
        complete(office.reviewer, drafted, AGREED)
        sign_reply(office.head, drafted)
        office.delivered(office.fresh(drafted))
    (past,) = again.past_replies.all()
    assert (past.kind, past.replied_on, past.case_id) == ("denied.process", REPLIED, old_case)
    assert office.fresh(request).state == State.REPLIED
    assert [letter.kind for letter in request.letters.all()] == ["receipt", "reply", "proof", "reply", "proof"]
    clerk = office.world.client(CLERK)
    for case in (old_case, office.fresh(request).case_id):
        page = clerk.get(reverse("case", args=[case])).content.decode()
        for said in ("复议和诉讼", "和府复〔2026〕3号", "原答复", "四类过程性信息"):
            assert said in page, said


def test_only_what_was_corrected_is_replied_to_anew_and_only_once(office: Office) -> None:
    request = replied(office)
    upheld = reviewed(office, request, Result.UPHELD)
    with pytest.raises(Refused, match="纠正"):
        reopen_request(office.clerk, upheld, ordered_on=ENDED)
    corrected = reviewed(office, request)
    reopen_request(office.clerk, corrected, ordered_on=ENDED)
    with pytest.raises(Refused, match="纠正"):
        reopen_request(office.clerk, Proceeding.objects.get(pk=corrected.pk), ordered_on=ENDED)


def test_records_of_contests_are_in_order(office: Office) -> None:
    request = replied(office)
    with pytest.raises(Refused, match="先登记行政复议"):
        record_proceeding(
            office.clerk, request, course=Course.SUIT_AFTER_REVIEW, body="法院", number="1", filed_on=FILED
        )
    with pytest.raises(Refused, match="早于收到申请"):
        record_proceeding(
            office.clerk, request, course=Course.REVIEW, body="市政府", number="1", filed_on=date(2026, 3, 1)
        )
    proceeding = record_proceeding(
        office.clerk, request, course=Course.REVIEW, body="市政府", number="1", filed_on=FILED
    )
    with pytest.raises(Refused, match="早于受理"):
        end_proceeding(office.clerk, proceeding, result=Result.UPHELD, ended_on=ASKED)
    with pytest.raises(Refused, match="选择结果"):
        end_proceeding(office.clerk, proceeding, result=Result.PENDING, ended_on=ENDED)
    end_proceeding(office.clerk, proceeding, result=Result.OTHER, ended_on=ENDED)
    with pytest.raises(Refused, match="已经登记"):
        end_proceeding(office.clerk, proceeding, result=Result.UPHELD, ended_on=ENDED)


def test_what_ends_later_is_pending_at_the_end_of_the_year() -> None:
    assert result_on(date(2026, 12, 31), date(2027, 1, 5), "corrected") is Result.PENDING
    assert result_on(date(2027, 12, 31), date(2027, 1, 5), "corrected") is Result.CORRECTED


def test_requests_are_counted_once_in_each_year_and_by_their_first_reply(office: Office) -> None:
    organs = [office.organ.pk]
    with office.on(date(2025, 12, 30)):
        carried = office.registered(content="上年提出的")
    request = replied(office)
    with office.on(ENDED):
        reopen_request(office.clerk, reviewed(office, request), ordered_on=ENDED)
    withdraw_request(office.clerk, office.fresh(carried), reason="已从网站获得")
    office.submitted(content="没有确认的")
    last, this = counted_requests(organs, 2025), counted_requests(organs, 2026)
    assert [(row.is_new_in(2025), row.is_done_in(2025)) for row in last] == [(True, False)]
    assert [(row.is_new_in(2026), row.reply_kind) for row in this] == [(False, "other.other"), (True, "denied.process")]
    assert counted_requests(organs, 2027) == []
    assert counted_requests([], 2026) == []


def test_contests_and_fees_are_counted(office: Office) -> None:
    request = replied(office)
    reviewed(office, request)
    counted = [(row.course, row.result) for row in counted_proceedings([office.organ.pk], 2026)]
    assert counted == [(Course.REVIEW, Result.CORRECTED)]
    assert counted_proceedings([office.organ.pk], 2025) == []
    DisclosureRequest.objects.filter(pk=request.pk).update(fee=720, fee_measure="pages", fee_paid_on=REPLIED)
    assert (fees_taken([office.organ.pk], 2026), fees_taken([office.organ.pk], 2025)) == (720, 0)


def test_the_steps_have_pages(office: Office) -> None:
    request, clerk = replied(office), office.world.client(CLERK)

    def send(step: str, **typed: str) -> Any:
        return clerk.post(reverse("disclosure_step", args=[request.pk, step]), typed)

    sent = {"course": "review", "body": "市政府", "number": "复1", "filed_on": str(FILED)}
    assert send("proceeding", **sent).status_code == 302
    told = {"proceeding": str(Proceeding.objects.get().pk), "result": "corrected", "ended_on": str(ENDED)}
    assert send("proceeding-result", **told).status_code == 302
    assert "重新答复" in clerk.get(reverse("case", args=[request.case_id])).content.decode()
    anew = {"proceeding": told["proceeding"], "ordered_on": str(ENDED)}
    assert send("reopening", **anew).status_code == 302
    assert office.fresh(request).is_open

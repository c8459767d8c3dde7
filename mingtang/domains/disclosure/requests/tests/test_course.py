"""From a request to its reply, by the actions, on the days of the law."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.domains.disclosure.requests.actions.setting import FILES
from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    acknowledge,
    ask_correction,
    ask_opinion,
    charge_fee,
    confirm_request,
    draft_reply,
    extend_reply,
    lapse_request,
    log_search,
    redirect_request,
    register_request,
    sign_reply,
    take_correction,
    take_opinion,
    take_payment,
    withdraw_request,
)
from mingtang.domains.disclosure.requests.calendar import reply_clock
from mingtang.domains.disclosure.requests.fees import Measure
from mingtang.domains.disclosure.requests.queries.dates import dates_of
from mingtang.domains.disclosure.requests.queries.requests import request_with_code, similar_to, this_month
from mingtang.domains.disclosure.requests.rules import AGREED, BACK, DRAFTED, Asked, Channel, Opinion, State
from mingtang.domains.disclosure.requests.tests.office import Office
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Nobody, Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def kinds(request: object) -> list[str]:
    return [letter.kind for letter in request.letters.all()]  # type: ignore[attr-defined]


def test_the_dates_of_the_regulation_with_a_third_party_and_an_extension(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        assert office.due(request) == date(2026, 3, 30)
    with office.on(date(2026, 3, 6)):
        asked = ask_opinion(
            office.clerk, request, asked=Asked.THIRD_PARTY, name="南门置业", question="是否同意公开？",
            sent_on=date(2026, 3, 6),
        )  # fmt: skip
        assert (asked.due_on, office.due(request)) == (date(2026, 3, 27), None)
        assert office.fresh(request).state == State.THIRD_PARTY
    with office.on(date(2026, 3, 20)):
        take_opinion(office.clerk, asked, opinion=Opinion.AGREES, answered_on=date(2026, 3, 20))
        assert office.due(request) == date(2026, 4, 14)
        extend_reply(office.head, office.fresh(request), days=20, reason="需要核对的材料较多")
        assert office.due(request) == date(2026, 5, 14)
        clock = reply_clock(office.fresh(request))
        assert clock
        assert "第三方" in clock.sentence
    assert kinds(request) == ["receipt", "third_party", "extension"]


def test_what_is_recorded_later_counts_from_its_own_day(office: Office) -> None:
    with office.on(date(2026, 3, 10)):
        request = office.registered(MONDAY, Channel.REGISTERED_MAIL)
        assert office.due(request) == date(2026, 3, 30)
        asked = ask_opinion(
            office.clerk, request, asked=Asked.THIRD_PARTY, name="南门置业", question="？", sent_on=date(2026, 3, 6)
        )
    with office.on(date(2026, 3, 25)):
        take_opinion(office.clerk, asked, opinion=Opinion.REFUSES, answered_on=date(2026, 3, 20))
        assert office.due(request) == date(2026, 4, 14)


def test_from_the_form_to_a_served_reply(office: Office) -> None:
    request = office.submitted()
    assert (request.state, request.received_on) == (State.SUBMITTED, None)
    acknowledge(Nobody(), request)
    known = office.fresh(request)
    assert (known.state, known.received_on) == (State.REGISTERED, timezone.localdate())
    log_search(office.clerk, known, place="城市更新科", words="南门片区", result="查得资金台账一份。")
    assert office.fresh(request).state == State.IN_PROCESS
    signed = office.signed(office.fresh(request), "partial")
    assert signed.state == State.SIGNED
    letter = signed.letters.get(kind="reply")
    assert "先向本级人民政府申请行政复议" in letter.data["text"]
    assert letter.number.startswith("和建信公开告〔")
    office.delivered(signed)
    done = office.fresh(request)
    assert (done.state, done.case.status) == (State.REPLIED, "completed")
    assert done.replied_on == timezone.localdate()


def test_a_letter_is_the_same_whenever_it_is_set(office: Office) -> None:
    letter = office.registered().letters.get()
    first = FILES.pdf_of(letter)
    assert first.startswith(b"%PDF")
    assert FILES.pdf_of(letter) == first


def test_a_correction_starts_the_limit_anew_and_is_asked_once(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
    with office.on(date(2026, 3, 9)):
        ask_correction(office.clerk, request, reason="请写明年度。", until=date(2026, 3, 20))
        assert office.fresh(request).state == State.CORRECTING
        with pytest.raises(Refused, match="没有届满"):
            lapse_request(office.clerk, office.fresh(request))
    with office.on(date(2026, 3, 16)):
        take_correction(office.clerk, request, corrected_on=date(2026, 3, 13), content="2025年度")
        assert office.due(request) == date(2026, 4, 13)
        assert "补正" in reply_clock(office.fresh(request)).sentence  # type: ignore[union-attr]
        with pytest.raises(Refused, match="只能要求一次"):
            ask_correction(office.clerk, office.fresh(request), reason="？", until=date(2026, 3, 30))


def test_a_correction_is_asked_within_seven_working_days(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
    with office.on(date(2026, 3, 12)), pytest.raises(Refused, match="7个工作日"):
        ask_correction(office.clerk, request, reason="？", until=date(2026, 3, 30))


def test_what_is_not_corrected_lapses_with_a_letter(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        ask_correction(office.clerk, request, reason="请写明年度。", until=date(2026, 3, 6))
    with office.on(date(2026, 3, 9)):
        lapse_request(office.clerk, office.fresh(request))
    lapsed = office.fresh(request)
    assert (lapsed.state, lapsed.reply_kind, lapsed.replied_on) == (
        State.LAPSED, "other.no_correction", date(2026, 3, 9),
    )  # fmt: skip
    assert kinds(request) == ["receipt", "correction", "reply"]


def test_nobody_is_silent_before_the_day_and_a_co_maker_consents_by_silence(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        asked = ask_opinion(office.clerk, request, asked=Asked.CO_MAKER, name="市财政局", question="？", sent_on=MONDAY)
        with pytest.raises(Refused, match="一类意见"):
            ask_opinion(
                office.clerk, office.fresh(request), asked=Asked.THIRD_PARTY, name="x", question="？", sent_on=MONDAY
            )
    with office.on(date(2026, 3, 23)), pytest.raises(Refused, match="没有届满"):
        take_opinion(office.clerk, asked, opinion=Opinion.SILENT, answered_on=date(2026, 3, 23))
    with office.on(date(2026, 3, 24)):
        take_opinion(office.clerk, asked, opinion=Opinion.SILENT, answered_on=date(2026, 3, 24))
    assert "视为同意" in asked.meaning
    assert office.fresh(request).state == State.IN_PROCESS


def test_a_fee_stops_the_limit_and_payment_starts_it_anew(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        with pytest.raises(Refused, match="不收费"):
            charge_fee(office.clerk, request, measure=Measure.PAGES, count=30)
        charge_fee(office.clerk, request, measure=Measure.PAGES, count=101)
    charged = office.fresh(request)
    assert (charged.fee, charged.fee_until, charged.state) == (720, date(2026, 3, 30), State.FEE_NOTICE)
    assert office.due(charged) is None
    assert [(each.day, each.said) for each in dates_of(charged) if each.label == "答复期限"] == [(None, "停止计算")]
    with office.on(date(2026, 3, 10)):
        take_payment(office.clerk, charged, paid_on=date(2026, 3, 9))
        assert office.due(request) == date(2026, 4, 7)
        with pytest.raises(Refused, match="一种方式"):
            charge_fee(office.clerk, office.fresh(request), measure=Measure.PIECES, count=50)


def test_an_unpaid_fee_ends_the_request_after_its_day(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        charge_fee(office.clerk, request, measure=Measure.PIECES, count=11)
    with office.on(date(2026, 3, 30)), pytest.raises(Refused, match="没有届满"):
        lapse_request(office.clerk, office.fresh(request))
    with office.on(date(2026, 3, 31)):
        lapse_request(office.clerk, office.fresh(request))
    assert office.fresh(request).state == State.LAPSED_FEE


def test_there_is_one_extension_and_none_after_the_end(office: Office) -> None:
    with office.on(MONDAY):
        request = office.registered()
        with pytest.raises(NotPermitted):
            extend_reply(office.clerk, request, days=20, reason="忙")
        with pytest.raises(StepRefused):
            extend_reply(office.head, office.fresh(request), days=21, reason="忙")
        extend_reply(office.head, office.fresh(request), days=10, reason="忙")
        with pytest.raises(Refused, match="一次"):
            extend_reply(office.head, office.fresh(request), days=10, reason="忙")
        late = office.registered(content="另一件事")
    with office.on(date(2026, 3, 31)), pytest.raises(StepRefused):
        extend_reply(office.head, late, days=20, reason="忙")


def test_who_drafted_a_reply_neither_reviews_nor_signs_it(office: Office) -> None:
    drafted = office.drafted(office.registered())
    drafted.drafted_by_id = office.reviewer.account_id
    drafted.save()
    with pytest.raises(StepRefused, match="拟稿人"):
        complete(office.reviewer, drafted, AGREED)
    drafted.drafted_by_id = office.head.account_id
    drafted.save()
    complete(office.reviewer, drafted, AGREED)
    with pytest.raises(Refused, match="拟稿人"):
        sign_reply(office.head, drafted)


def test_what_is_sent_back_is_drafted_again(office: Office) -> None:
    drafted = office.drafted(office.registered())
    with pytest.raises(StepRefused, match="审查意见"):
        complete(office.reviewer, drafted, BACK)
    complete(office.reviewer, drafted, BACK, "请写明理由。")
    again = office.drafted(office.fresh(drafted), "denied.process")
    complete(office.reviewer, again, AGREED)
    with pytest.raises(Refused, match="理由"):
        sign_reply(office.head, again, outcome=BACK)
    sign_reply(office.head, again, outcome=BACK, opinion="再核。")
    assert office.fresh(again).state == State.IN_PROCESS
    assert kinds(again) == ["receipt"]


def test_no_step_is_completed_without_its_page(office: Office) -> None:
    with pytest.raises(StepRefused, match="办理页"):
        complete(office.clerk, office.registered(), DRAFTED)


def test_a_reply_that_rests_on_nothing_is_refused(office: Office) -> None:
    request = office.registered()
    for kind, why in (("denied.third_party", "征求第三方"), ("unable.unclear", "补正"), ("not_handled.repeat", "文号")):
        with pytest.raises(Refused, match=why):
            draft_reply(office.clerk, request, kind=kind, detail="x")


def test_what_came_by_another_channel_is_told_and_what_is_taken_back_ends(office: Office) -> None:
    told = office.submitted()
    redirect_request(office.clerk, told, channel="请拨打 12345。")
    assert office.fresh(told).state == State.TOLD
    withdrawn = office.registered()
    withdraw_request(office.clerk, withdrawn, reason="已从网站获得")
    done = office.fresh(withdrawn)
    assert (done.state, done.reply_kind) == (State.WITHDRAWN, "other.other")
    with pytest.raises(Refused, match="不能撤回"):
        withdraw_request(office.clerk, done, reason="x")


def test_days_to_come_and_days_before_the_form_are_refused(office: Office) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="晚于今天"):
        register_request(office.clerk, office.organ, office.details(), channel=Channel.LETTER, received_on=tomorrow)
    with pytest.raises(Refused, match="早于提交"):
        confirm_request(office.clerk, office.submitted(), received_on=timezone.localdate() - timedelta(days=1))


def test_other_organs_neither_see_nor_register(office: Office) -> None:
    request = office.registered()
    stranger = office.world.actor("wrong_county_official")
    assert not type(request).objects.visible_to(stranger).exists()
    with pytest.raises(NotPermitted):
        register_request(
            stranger, office.organ, office.details(), channel=Channel.LETTER, received_on=timezone.localdate()
        )


def test_the_like_and_the_many_are_shown(office: Office) -> None:
    first = office.registered()
    other = office.registered(content="南门片区危旧房改造资金使用情况（2025年）", applicant_name="他人", identity="x1")
    office.registered(content="2024年度部门决算")
    (alike,) = similar_to(other)
    assert (alike.request, alike.same_applicant) == (first, False)
    assert (this_month(first), this_month(other)) == (2, 1)


def test_a_request_is_found_by_both_code_and_password(office: Office) -> None:
    request = office.registered()
    assert request_with_code(request.query_code, request.secret) == request
    assert request_with_code(request.query_code, "x") is None
    assert request_with_code("0", request.secret) is None
    assert request.secret not in request.query_secret
    assert "990102199001010011" not in str(vars(request))

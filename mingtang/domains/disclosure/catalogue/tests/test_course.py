"""From a draft to the public, by the actions: who may do what, what a review is worth, when the limit ends."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from mingtang.domains.disclosure.catalogue.actions.drafting import (
    attach_file,
    edit_item,
    remove_file,
    submit_item,
)
from mingtang.domains.disclosure.catalogue.actions.publishing import publish_scheduled, sign_item
from mingtang.domains.disclosure.catalogue.actions.reviewing import record_opinion, review_item
from mingtang.domains.disclosure.catalogue.actions.stepping import complete
from mingtang.domains.disclosure.catalogue.api import keep_duty, withdraw_item
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.queries.work import completeness, ending_soon, timeliness
from mingtang.domains.disclosure.catalogue.rules import AGREED, ANSWERED, BACK, MAY_OPEN, Conclusion, State
from mingtang.domains.disclosure.catalogue.scanning import scan
from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.kernel.cases.api import Clock
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def at_secrecy(press: Press, **more: object) -> InformationItem:
    item = press.drafted(**more)
    submit_item(press.drafter, item)
    complete(press.head, item, AGREED)
    return press.fresh(item)


def at_sign(press: Press, **more: object) -> InformationItem:
    item = at_secrecy(press, **more)
    review_item(press.lawyer, item, conclusion=Conclusion.OPEN)
    return press.fresh(item)


def test_a_normative_document_goes_all_the_way_with_its_clocks(press: Press) -> None:
    with press.on(MONDAY):
        item = press.drafted(formed_on=MONDAY, written_on=MONDAY)
        assert item.due_on == date(2026, 3, 30)
        assert [clock.code for clock in Clock.objects.filter(case=item.case_id, no=0)] == ["disclosure.publish"]
        submit_item(press.drafter, item)
        assert item.state == State.UNIT_REVIEW
        complete(press.head, item, AGREED)
        assert Clock.objects.filter(case=item.case_id, code="disclosure.secrecy_review").exists()
        review_item(press.lawyer, item, conclusion=Conclusion.OPEN)
        assert press.fresh(item).state == State.LEGAL_REVIEW
        complete(press.lawyer, item, AGREED)
        sign_item(press.signer, press.fresh(item))
        public = press.fresh(item)
        assert (public.state, public.case.status) == (State.PUBLISHED, "completed")
        assert public.index_no == f"{press.organ.credit_code}/2026-00001"
        assert timezone.localdate(public.published_at) == MONDAY


def test_whoever_drafted_neither_reviews_nor_signs(press: Press) -> None:
    item = at_secrecy(press, node="20.3", doc_no="")
    InformationItem.objects.filter(pk=item.pk).update(drafted_by=press.lawyer.account_id)
    with pytest.raises(Refused, match="拟稿人"):
        review_item(press.lawyer, press.fresh(item), conclusion=Conclusion.OPEN)
    with pytest.raises(StepRefused, match="拟稿人"):
        complete(press.lawyer, press.fresh(item), MAY_OPEN)
    with pytest.raises(NotPermitted):
        review_item(press.drafter, press.fresh(item), conclusion=Conclusion.OPEN)


def test_no_step_ends_beside_its_page(press: Press) -> None:
    item = at_secrecy(press)
    with pytest.raises(StepRefused, match="办理页"):
        complete(press.lawyer, item, MAY_OPEN)
    review_item(press.lawyer, item, conclusion=Conclusion.OPEN)
    complete(press.lawyer, item, AGREED)
    with pytest.raises(StepRefused, match="办理页"):
        complete(press.signer, press.fresh(item), "签发")


def test_an_edit_after_the_review_voids_it_and_nothing_is_published_without_one(press: Press) -> None:
    item = at_sign(press, node="20.3", doc_no="")
    with pytest.raises(Refused, match="现在不能"):
        edit_item(press.drafter, item, press.details(body="换了内容"))
    with pytest.raises(Refused, match="理由"):
        sign_item(press.signer, item, outcome=BACK)
    InformationItem.objects.filter(pk=item.pk).update(body="有人直接改了数据库")
    with pytest.raises(Refused, match="须重新审查"):
        sign_item(press.signer, press.fresh(item))
    sign_item(press.signer, press.fresh(item), outcome=BACK, opinion="请核对")
    item = press.fresh(item)
    edit_item(press.drafter, item, press.details(node="20.3", doc_no="", body="改好的内容"))
    submit_item(press.drafter, press.fresh(item))
    complete(press.head, press.fresh(item), AGREED)
    first = press.fresh(item).reviews.first()
    assert first.is_void
    assert press.fresh(item).state == State.SECRECY_REVIEW


def test_conclusions_lead_where_they_say(press: Press) -> None:
    item = at_secrecy(press, node="20.3", doc_no="")
    review_item(press.lawyer, item, conclusion=Conclusion.UNCERTAIN, opinion="拿不准是否涉密")
    assert press.fresh(item).state == State.REFERRED
    complete(press.lawyer, item, ANSWERED, "保密行政部门答复不涉密")
    review_item(press.lawyer, press.fresh(item), conclusion=Conclusion.DELETE, deletions="删去联系人电话")
    assert press.fresh(item).state == State.DRAFTING
    other = at_secrecy(press, node="20.3", doc_no="")
    review_item(press.lawyer, other, conclusion=Conclusion.CLOSED, opinion="属于内部事务信息")
    closed = press.fresh(other)
    assert (closed.state, closed.index_no, closed.case.status) == (State.NOT_PUBLISHED, None, "completed")


def test_a_third_party_is_heard_before_its_secrets_are_published(press: Press) -> None:
    item = at_secrecy(press, node="20.10", doc_no="", asks_opinion=True)
    review_item(press.lawyer, item, conclusion=Conclusion.OPEN)
    assert press.fresh(item).state == State.THIRD_PARTY
    today = timezone.localdate()
    with pytest.raises(Refused, match="理由"):
        record_opinion(press.drafter, press.fresh(item), name="建设单位", asked_on=today, answer="silent")
    record_opinion(press.drafter, press.fresh(item), name="建设单位", asked_on=today, answer="agrees")
    assert press.fresh(item).state == State.SIGN
    other = at_secrecy(press, node="20.10", doc_no="", asks_opinion=True)
    review_item(press.lawyer, other, conclusion=Conclusion.OPEN)
    record_opinion(press.drafter, press.fresh(other), name="建设单位", asked_on=today, answer="refuses")
    assert press.fresh(other).state == State.NOT_PUBLISHED


def test_what_is_signed_for_a_moment_is_published_then(press: Press) -> None:
    item = at_sign(press, node="20.3", doc_no="")
    soon = timezone.now() + timedelta(hours=2)
    with pytest.raises(Refused, match="晚于现在"):
        sign_item(press.signer, item, scheduled_at=timezone.now() - timedelta(hours=1))
    sign_item(press.signer, item, scheduled_at=soon)
    waiting = press.fresh(item)
    assert (waiting.state, waiting.index_no) == (State.SCHEDULED, None)
    assert publish_scheduled() == 0
    assert publish_scheduled(soon) == 1
    assert press.fresh(item).published_at == soon


def test_one_that_was_changed_keeps_no_other_waiting_and_is_called_off(press: Press) -> None:
    soon = timezone.now() + timedelta(hours=2)
    changed, good = (at_sign(press, node="20.3", doc_no="", title=title) for title in ("改过的", "没改的"))
    for item in (changed, good):
        sign_item(press.signer, item, scheduled_at=soon)
    InformationItem.objects.filter(pk=changed.pk).update(summary="有人直接改了数据库")
    assert publish_scheduled(soon) == 1
    assert (press.fresh(changed).state, press.fresh(good).state) == (State.SCHEDULED, State.PUBLISHED)
    withdraw_item(press.signer, press.fresh(changed), reason="内容有改动")
    called_off = press.fresh(changed)
    assert (called_off.state, called_off.index_no) == (State.NOT_PUBLISHED, None)
    assert publish_scheduled(soon) == 0


def test_personal_data_are_found_in_texts_and_in_hidden_sheets(press: Press) -> None:
    item = press.drafted(node="20.3", doc_no="", body="联系人手机 19900000123，办公电话 0990-8800123。")
    book = Workbook()
    book.active["A1"] = "姓名"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "990102199001010011"
    stream = BytesIO()
    book.save(stream)
    material = attach_file(
        press.drafter, item, SimpleUploadedFile("名单.xlsx", stream.getvalue()), name="名单", official=False
    )
    assert [str(each) for each in scan(item)] == ["正文：手机号", "附件“名单”：身份证号"]
    with_file = press.fresh(item).digest
    submit_item(press.drafter, item)
    complete(press.head, item, AGREED)
    with pytest.raises(Refused, match="身份证号"):
        review_item(press.lawyer, press.fresh(item), conclusion=Conclusion.OPEN)
    review_item(press.lawyer, press.fresh(item), conclusion=Conclusion.DELETE, deletions="删去底稿")
    remove_file(press.drafter, press.fresh(item), material)
    assert press.fresh(item).digest != with_file


def test_an_interpretation_names_its_document(press: Press) -> None:
    item = press.drafted(node="20.1.4", doc_no="")
    with pytest.raises(Refused, match="被解读"):
        submit_item(press.drafter, item)
    with press.on(date(2026, 3, 4)):
        document = press.published(MONDAY)
        edit_item(press.drafter, item, press.details(node="20.1.4", doc_no="", kind="", interprets=document))
        assert press.fresh(item).due_on == date(2026, 3, 5)
        running = Clock.objects.get(case=item.case_id, stopped_at=None, no=0)
        assert (running.code, timezone.localdate(running.started_at)) == ("disclosure.interpretation", MONDAY)


def test_completeness_and_timeliness_are_counted(press: Press) -> None:
    year, today = timezone.localdate().year, timezone.localdate()
    for node, cycle in (("20.3", 30), ("20.4", 31), ("20.7", 0)):
        keep_duty(SYSTEM, press.organ, node, unit_name="办公室", carriers=["site"], cycle=cycle)
    press.published(today - timedelta(days=40), node="20.3", doc_no="", formed_on=today - timedelta(days=100))
    press.published(node="20.7", doc_no="", kind="")
    ending = press.published(title="将满的通知", valid_to=today + timedelta(days=30))
    press.published(title="长期的通知", valid_to=today + timedelta(days=400))
    assert ending_soon(press.drafter) == [ending]
    found = {each.duty.node: each.finding for each in completeness(press.drafter)}
    assert found == {"20.3": "未更新", "20.4": "空白", "20.7": ""}
    if today.timetuple().tm_yday > 40:
        figures = timeliness(press.drafter, year)[0]
        assert (figures.published, figures.in_time, figures.per_cent) == (4, 3, "75.0")
    with pytest.raises(NotPermitted):
        keep_duty(press.drafter, press.organ, "20.3", unit_name="办公室", carriers=["site"], cycle=1)

"""Commitment instead of proof, and what an untrue one costs, each test a sentence."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.committing import commit, repair
from mingtang.domains.services.applications.actions.writing import make_letter
from mingtang.domains.services.applications.commitments import digest_of, told_of
from mingtang.domains.services.applications.models import Application, CreditRecord
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CLERK, DECIDER, HANDLER, Desk
from mingtang.domains.services.applications.tests.licensing import ANSWERS, item_of, licence_type_of, take
from mingtang.domains.services.applications.tests.test_course import it_is
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.licences.api import Licence
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, deliver_due
from mingtang.kernel.messaging.models import InboxItem

pytestmark = pytest.mark.django_db

BY_COMMITMENT: dict[str, Any] = {
    "scenario_questions": [{"question_key": "way", "question_text": "用哪种方式办"}],
    "scenario_options": [
        {"question_key": "way", "option_value": "ordinary", "option_label": "一般程序"},
        {"question_key": "way", "option_value": "commitment", "option_label": "告知承诺"},
    ],
    "commitment_when": 'way = "commitment"',
    "commitment_process": "service-commitment",
    "commitment_conditions": "设施符合标准；\n有卫生管理制度。",
    "commitment_consequence": "承诺不实的，撤销许可。",
    "materials": [
        {"material_name": "检测报告", "material_key": "report", "is_need": "1", "commitment_allowed": "1"},
        {"material_name": "管理制度", "material_key": "rules", "is_need": "3"},
    ],
}


@pytest.fixture
def item(desk: Desk) -> ServiceItem:
    return item_of(desk, licence_type_of(desk), **BY_COMMITMENT)


def begun(desk: Desk, item: ServiceItem, way: str = "commitment") -> Application:
    actor: Any = desk.world.actor("citizen")
    draft = api.begin_draft(actor, item, {"way": way})
    Application.objects.filter(pk=draft.pk).update(window=desk.window)
    scenario = {"way": way, "later": ["rules"]}
    api.save_draft(actor, draft, seen="", answers=ANSWERS, scenario=scenario)
    return desk.fresh(draft)


def committed(desk: Desk, item: ServiceItem) -> Application:
    draft = begun(desk, item)
    commit(desk.world.actor("citizen"), draft, digest=digest_of(told_of(draft)), name="林叙")  # type: ignore[arg-type]
    return draft


def filed(desk: Desk, item: ServiceItem) -> Application:
    return desk.fresh(api.submit(desk.world.actor("citizen"), committed(desk, item)))  # type: ignore[arg-type]


def granted(desk: Desk, item: ServiceItem) -> Application:
    application = desk.accepted(filed(desk, item))
    Application.objects.filter(pk=application.pk).update(scenario={"way": "commitment"})
    take(desk, application, "decide", DECIDER, outcome="准予", facts="已作出承诺", law="条例第四条")
    take(desk, application, "issue", HANDLER)
    take(desk, application, "deliver", CLERK, way="电子送达", receiver="林叙")
    return desk.fresh(application)


def found_false(desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch) -> Application:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = granted(desk, item)
    it_is(monkeypatch, datetime(2026, 5, 6, 10))
    desk.work_off()
    take(desk, application, "verify", HANDLER, outcome="承诺不实", opinion="现场没有消毒设施。")
    while deliver_due():
        pass
    return desk.fresh(application)


def test_nothing_is_submitted_before_one_has_committed(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    with pytest.raises(api.Incomplete, match="告知承诺书") as refused:
        api.submit(desk.world.actor("citizen"), draft)  # type: ignore[arg-type]
    assert refused.value.materials == ["告知承诺书"]


def test_one_reads_and_signs_on_a_page_of_its_own(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_commitment", args=[draft.pk])
    page = client.get(address).content.decode()
    assert "设施符合标准" in page
    digest = digest_of(told_of(draft))
    assert digest in page
    assert client.post(address, {"digest": digest, "name": "林叙"}).status_code == 422
    assert client.post(address, {"digest": digest, "name": "别人", "agreed": "on"}).status_code == 422
    assert client.post(address, {"digest": "0" * 64, "name": "林叙", "agreed": "on"}).status_code == 422
    assert client.post(address, {"digest": digest, "name": "林叙", "agreed": "on"}).status_code == 302
    assert "已承诺" in client.get(reverse("application_confirmation", args=[draft.pk])).content.decode()


def test_programs_commit_to_the_words_they_have_read(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), f"/api/services/applications/{draft.pk}/commitment"
    told = client.get(address).json()
    assert told["told"]["conditions"] == ["设施符合标准", "有卫生管理制度"]
    answer = client.put(address, {"sm3": told["sm3"], "name": "林叙"}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["committed_at"]


def test_the_letter_of_commitment_is_typeset_with_the_digest_of_what_was_told(desk: Desk, item: ServiceItem) -> None:
    application = filed(desk, item)
    while deliver_due():
        pass
    letter = application.letters.get(kind="commitment")
    assert letter.data["digest"] == application.commitment.digest
    assert make_letter.call(letter.pk) == application.letters.get(kind="commitment").file_digest != ""


def test_the_decision_comes_without_review_and_what_was_handed_over_stays_closed_until_it_is_verified(
    desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is(monkeypatch, datetime(2026, 3, 2, 10))
    application = granted(desk, item)
    assert application.state == State.CLOSED
    it_is(monkeypatch, datetime(2026, 5, 6, 10))
    desk.work_off()
    assert desk.open(application) == ["verify"]
    running = [view.clock.code for view in clocks.clocks_of(application.case) if not view.clock.stopped_at]
    assert "services.delivery" not in running
    assert desk.fresh(application).state == State.CLOSED


def test_an_untrue_commitment_costs_the_licence_and_leaves_a_record(
    desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = found_false(desk, item, monkeypatch)
    assert Licence.objects.get(case=application.case_id).state == "revoked"
    record = CreditRecord.objects.get()
    assert (record.kind, str(record.barred_until)) == ("false_commitment", "2027-05-06")
    assert application.letters.get(kind="revocation").data["remedies"]
    inbox = InboxItem.objects.filter(account=desk.world.account("citizen"))
    assert inbox.filter(notice__subject__contains="经核查不实").exists()


def test_while_it_is_not_repaired_neither_commitment_nor_supplying_later_is_open(
    desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_false(desk, item, monkeypatch)
    with pytest.raises(Refused, match="不适用告知承诺"):
        begun(desk, item)
    draft = begun(desk, item, way="ordinary")
    Application.objects.filter(pk=draft.pk).update(scenario={"way": "ordinary"})
    page = desk.world.client("citizen").post(reverse("application_materials", args=[draft.pk]), {"later2": "yes"})
    assert "不适用告知承诺和容缺受理" in page.content.decode()


def test_credit_is_repaired_after_the_shortest_period_with_a_reason(
    desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_false(desk, item, monkeypatch)
    record = CreditRecord.objects.get()
    with pytest.raises(Refused, match="以后才能修复"):
        repair(SYSTEM, record, "已整改")
    it_is(monkeypatch, datetime(2027, 5, 10, 10))
    with pytest.raises(Refused, match="请写明"):
        repair(SYSTEM, record, " ")
    repair(SYSTEM, record, "已整改并接受核查")
    assert begun(desk, item).pk
    assert timezone.localdate(record.repaired_at).year == 2027


def test_records_are_listed_in_three_statements_for_the_organ_that_found_them(
    desk: Desk, item: ServiceItem, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    found_false(desk, item, monkeypatch)
    client = desk.world.client(HANDLER)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("credit_records")).content.decode()
    assert "承诺不实" in page
    record = CreditRecord.objects.get()
    assert "现场没有消毒设施" in client.get(record.get_absolute_url()).content.decode()

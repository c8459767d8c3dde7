"""The life of an item: three people, versions that never change, what is in force, and its end."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingtang.domains.services.catalogue.actions import drafting, reviewing, standing
from mingtang.domains.services.catalogue.actions.faults import Defective, Misshapen
from mingtang.domains.services.catalogue.api import NoItem, item_version, promise_of, published_item, statutory_of
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.tests.desk import list_shipped, publish_directly, published_in, whole_document
from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, SystemActor
from mingtang.kernel.evidence.models import Fact, Record
from tests.world import World

EDITOR, REVIEWER, AUDITOR = (SystemActor(name=name) for name in ("编制", "审核", "审定"))


@pytest.fixture
def organ(world: World) -> Organ:
    list_shipped()
    return world.organ("county-market-bureau")


def drawn_up(organ: Organ) -> ServiceItem:
    return drafting.create_item(EDITOR, organ, whole_document(organ, "4"))


def digest(item: ServiceItem) -> str:
    return item.versions.latest("number").digest


def test_a_draft_is_reviewed_audited_and_then_in_force_with_evidence_and_a_fact(organ: Organ) -> None:
    item = drawn_up(organ)
    assert (item.state, item.name) == ("draft", "食品经营许可（餐饮服务）新办")
    version = publish_directly(item)
    item.refresh_from_db()
    assert (item.state, item.in_force, item.is_complete) == ("published", version, True)
    assert (item.promise_words, item.statutory_words) == ("7个工作日", "10个工作日")
    assert set(item.themes.values_list("audience", "theme")) == {
        ("person", "employment"), ("enterprise", "permission"), ("event", "open_shop"),
    }  # fmt: skip
    acts = ["services.create_item", "services.submit_item", "services.pass_review", "services.publish_item"]
    assert (
        list(
            Record.objects.filter(object_type="services_catalogue.serviceitem", object_id=str(item.pk))
            .order_by("pk")
            .values_list("act", flat=True)
        )
        == acts
    )
    fact = Fact.objects.get(name="services.ItemPublished")
    assert fact.data["version_id"] == version.pk
    assert published_item(item.code) == item


def test_an_item_with_defects_is_not_published_and_all_of_them_are_told(organ: Organ) -> None:
    item = drafting.create_item(EDITOR, organ, {"task_name": "测试", "promise_day": 30, "anticipate_day": 20})
    seen = digest(item)
    reviewing.submit_for_review(EDITOR, item, seen=seen)
    reviewing.pass_review(REVIEWER, item, seen=seen)
    with pytest.raises(Defective) as refused:
        reviewing.publish(AUDITOR, item, seen=seen)
    assert {"task_type", "by_law", "materials", "anticipate_type"} <= {each.path for each in refused.value.defects}
    assert item.versions.get().state == "audit"


def test_a_document_out_of_shape_is_not_kept(organ: Organ) -> None:
    with pytest.raises(Misshapen) as refused:
        drafting.create_item(EDITOR, organ, {"task_name": "测试", "promise_day": "五天", "colour": "red"})
    assert set(refused.value.errors) == {"promise_day", "colour"}
    assert not ServiceItem.objects.exists()


def test_a_case_keeps_the_version_in_force_at_its_submission(organ: Organ) -> None:
    item = published_in(organ, "4")
    first = item.in_force
    document = {**first.document, "promise_day": 5}
    drafting.save_draft(EDITOR, item, {**document, "steps": document["steps"][:2]}, seen=first.digest)
    second = publish_directly(item)
    assert (second.number, ServiceItem.objects.get().promise_amount) == (2, 5)
    kept = item_version(first.pk)
    assert (kept.state, kept.document["promise_day"]) == ("superseded", 7)


def test_an_item_knows_how_many_materials_it_asked_for_at_first_and_asks_for_now(organ: Organ) -> None:
    item = published_in(organ, "4")
    many = item.material_count
    document = item.in_force.document
    drafting.save_draft(EDITOR, item, {**document, "materials": document["materials"][:-1]}, seen=item.in_force.digest)
    publish_directly(item)
    item.refresh_from_db()
    assert (item.first_material_count, item.material_count) == (many, many - 1)


def test_a_published_version_never_changes_and_an_edit_opens_the_next(organ: Organ) -> None:
    item = published_in(organ, "4")
    before = item.in_force.digest
    draft = drafting.save_draft(EDITOR, item, {**item.in_force.document, "task_name": "新名"}, seen=before)
    assert (draft.number, draft.state) == (2, "draft")
    item.refresh_from_db()
    assert (item.name, item.in_force.digest) == ("食品经营许可（餐饮服务）新办", before)
    drafting.discard_draft(EDITOR, item)
    assert item.versions.count() == 1


def test_what_somebody_else_saved_is_not_overwritten(organ: Organ) -> None:
    item, document = drawn_up(organ), whole_document(organ, "4")
    seen = digest(item)
    drafting.save_draft(EDITOR, item, {**document, "keywords": "甲"}, seen=seen)
    assert item.versions.get().document["keywords"] == ServiceItem.objects.get().keywords == "甲"
    with pytest.raises(Stale):
        drafting.save_draft(EDITOR, item, {**document, "keywords": "乙"}, seen=seen)
    with pytest.raises(Stale):
        reviewing.submit_for_review(EDITOR, item, seen=seen)


def test_while_it_is_with_its_reviewers_a_draft_rests_and_comes_back_with_a_reason(organ: Organ) -> None:
    item = drawn_up(organ)
    seen = digest(item)
    reviewing.submit_for_review(EDITOR, item, seen=seen)
    with pytest.raises(Refused, match="部门审核中"):
        drafting.save_draft(EDITOR, item, whole_document(organ, "4"), seen=seen)
    with pytest.raises(Refused, match="请写明"):
        reviewing.return_to_editor(REVIEWER, item, " ")
    reviewing.return_to_editor(REVIEWER, item, "依据不全")
    assert (item.versions.get().state, item.versions.get().note) == ("draft", "依据不全")
    reviewing.submit_for_review(EDITOR, item, seen=seen)
    reviewing.pass_review(REVIEWER, item, seen=seen)
    reviewing.return_from_audit(AUDITOR, item, "承诺时限再压缩")
    assert item.versions.get().state == "draft"


def test_a_suspended_item_stays_on_show_and_resumes(organ: Organ) -> None:
    item = published_in(organ, "4")
    with pytest.raises(Refused, match="原因"):
        standing.suspend(AUDITOR, item, "")
    standing.suspend(AUDITOR, item, "系统升级")
    item.refresh_from_db()
    assert (item.state, item.in_force.state, published_item(item.code)) == ("suspended", "suspended", item)
    standing.resume(AUDITOR, item)
    item.refresh_from_db()
    assert (item.state, item.in_force.state) == ("published", "published")
    names = Fact.objects.filter(name__in=["services.ItemSuspended", "services.ItemResumed"]).order_by("pk")
    assert [fact.name for fact in names] == ["services.ItemSuspended", "services.ItemResumed"]


def test_codes_are_never_reused_after_cancellation(organ: Organ) -> None:
    item = published_in(organ, "4")
    code = item.code
    standing.cancel(AUDITOR, item, "法规废止")
    item.refresh_from_db()
    assert (item.state, item.in_force.state, item.themes.count()) == ("cancelled", "cancelled", 0)
    with pytest.raises(NoItem):
        published_item(code)
    again = drafting.create_item(EDITOR, organ, whole_document(organ, "4"))
    assert again.code != code
    seen = digest(again)
    reviewing.submit_for_review(EDITOR, again, seen=seen)
    reviewing.pass_review(REVIEWER, again, seen=seen)
    with pytest.raises(Defective, match="不再使用"):
        reviewing.publish(AUDITOR, again, seen=seen)


def test_a_version_planned_for_later_comes_into_force_on_its_day_and_ends_on_its_day(organ: Organ) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    item = drafting.create_item(EDITOR, organ, whole_document(organ, "4", plan_effective_date=str(tomorrow)))
    version = publish_directly(item)
    assert (version.state, ServiceItem.objects.get().state) == ("scheduled", "draft")
    assert standing.follow_plans() == 0
    ItemVersion.objects.update(plan_effective_date=timezone.localdate())
    assert standing.follow_plans() == 1
    assert ServiceItem.objects.get().state == "published"
    document = {**version.document, "plan_cancel_date": str(tomorrow)}
    ItemVersion.objects.filter(pk=version.pk).update(document=document)
    assert standing.follow_plans() == 0
    ItemVersion.objects.filter(pk=version.pk).update(document={**document, "plan_cancel_date": "2020-01-01"})
    assert standing.follow_plans() == 1
    assert ServiceItem.objects.get().state == "cancelled"


def test_imported_items_are_published_as_they_are_and_marked_incomplete(organ: Organ) -> None:
    item = drafting.create_item(
        SYSTEM, organ, {"task_name": "户口登记", "task_type": "20", "local_task_code": "511Z/1 号"}
    )
    reviewing.publish_imported(SYSTEM, item)
    item.refresh_from_db()
    assert (item.state, item.is_complete, item.code) == ("published", False, "511Z-1")


def test_the_same_local_code_of_another_organ_gets_an_address_of_its_own(organ: Organ, world: World) -> None:
    document = {"task_name": "户口登记", "local_task_code": "511Z"}
    first = drafting.create_item(SYSTEM, organ, document)
    second = drafting.create_item(SYSTEM, world.organ("market-bureau"), document)
    assert (first.code, second.code) == ("511Z", f"511Z-{second.organ_id}")


def test_the_limits_of_an_item_are_rules_of_the_clocks(organ: Organ, world: World) -> None:
    food = published_in(organ, "4").in_force
    law, promise = statutory_of(food, date(2026, 3, 2)), promise_of(food, date(2026, 3, 2))
    assert law is not None
    assert promise is not None
    assert (law.code, law.amount, promise.amount, promise.unit) == ("services.food_decision", 10, 7, law.unit)
    at_the_window = {"project_type": "1", "examine_type": "1", "promise_day": 0}
    company = published_in(world.organ("market-bureau"), "3", "company-registration", **at_the_window).in_force
    at_once = promise_of(company, date(2026, 3, 2))
    assert at_once is not None
    assert at_once.amount == 0
    plain = ItemVersion(document={"task_type": "20", "anticipate_day": 15, "anticipate_type": "natural_days"})
    own = statutory_of(plain, date(2026, 3, 2))
    assert own is not None
    assert (own.amount, str(own.unit), own.extension) == (15, "natural_days", None)
    assert promise_of(plain, date(2026, 3, 2)) is None

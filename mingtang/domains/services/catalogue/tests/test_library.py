"""The workbench of items: lists, editing, three people, claiming and upgrades, and the same for programs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.services.catalogue.actions import drafting, reviewing
from mingtang.domains.services.catalogue.actions.claiming import claim, take_over
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.catalogue.tests.desk import list_shipped, publish_directly, published_in, whole_document
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

HOUSING, COUNTY, CITY = "housing-bureau", "county-market-bureau", "market-bureau"
EDITOR, REVIEWER, AUDITOR = "permit-officer", "permit-reviewer", "hall-head"


def drawn_up(world: World) -> ServiceItem:
    list_shipped("construction-permit")
    organ = world.organ(HOUSING)
    return drafting.create_item(world.actor(EDITOR), organ, whole_document(organ, "3", "construction-permit"))


def test_the_library_costs_three_statements_however_many_items(world: World) -> None:
    client = world.client(EDITOR)
    counts = []
    for name in ("甲", "乙"):
        drafting.create_item(SYSTEM, world.organ(HOUSING), {"task_name": name})
        client.get(reverse("service_items"))
        with CaptureQueriesContext(connection) as statements:
            page = client.get(reverse("service_items")).content.decode()
        assert name in page
        counts.append(len([each for each in statements if "services_catalogue_serviceitem" in each["sql"]]))
    assert counts == [3, 3]


def test_drafts_are_seen_by_their_organ_and_published_items_by_every_official(world: World) -> None:
    item = drawn_up(world)
    stranger = world.client("wrong_county_official")
    assert stranger.get(item.get_absolute_url()).status_code == 404
    publish_directly(item)
    drafting.save_draft(SYSTEM, item, {**item.in_force.document, "task_name": "新名"}, seen=item.in_force.digest)
    page = stranger.get(item.get_absolute_url()).content.decode()
    assert "新名" not in page
    assert stranger.get(reverse("service_item_version", args=[item.pk, 2])).status_code == 404
    assert "新名" in world.client(EDITOR).get(item.get_absolute_url()).content.decode()


def test_an_item_is_made_and_filled_in_section_by_section_and_nothing_typed_is_lost(world: World) -> None:
    client = world.client(EDITOR)
    organ = world.organ(HOUSING)
    made = client.post(
        reverse("service_item_new"),
        {"task_name": "测绘备案", "task_type": "10", "organ": organ.pk, "use_level": "3", "kind": "handling"},
    )
    item = ServiceItem.objects.get()
    section = reverse("service_item_edit", args=[item.pk, 2])
    assert made.headers["Location"] == reverse("service_item_edit", args=[item.pk, 0])
    seen = item.versions.get().digest
    wrong = client.post(section, {"seen": seen, "promise_day": "五", "promise_explain": "写好的说明", "do": "submit"})
    assert wrong.status_code == 422
    assert "写好的说明" in wrong.content.decode()
    good = {"seen": seen, "promise_day": "5", "promise_type": "working_days", "anticipate_day": "3"}
    saved = client.post(section, {**good, "anticipate_type": "working_days", "do": "submit"}, follow=True)
    assert "承诺时限不得长于法定时限" in saved.content.decode()
    assert item.versions.get().document["promise_day"] == 5
    stale = client.post(section, {**good, "promise_day": "4", "do": "submit"})
    assert (stale.status_code, "其他人已经保存" in stale.content.decode()) == (422, True)
    row = client.post(
        reverse("service_item_edit", args=[item.pk, 7]), {"seen": "", "materials-rows": "1", "materials-add": "1"}
    )
    assert "materials-1-material_name" in row.content.decode()


def test_nobody_passes_his_own_draft_and_reviewer_and_auditor_are_two(world: World) -> None:
    item = drawn_up(world)
    seen = item.versions.get().digest
    page = world.client(EDITOR).post(reverse("service_item_submit", args=[item.pk]), {"seen": seen}, follow=True)
    assert "已提交部门审核" in page.content.decode()
    own = world.actor(EDITOR)
    item.versions.update(editors=[own.account_id, world.account(REVIEWER).pk])
    review = reverse("service_item_review", args=[item.pk])
    refused = world.client(REVIEWER).post(review, {"seen": seen, "outcome": "pass"}, follow=True).content.decode()
    assert "您编制过这一版" in refused
    item.versions.update(editors=[own.account_id])
    world.client(REVIEWER).post(review, {"seen": seen, "outcome": "pass"})
    item.versions.update(reviewer=world.account(AUDITOR))
    audit = reverse("service_item_audit", args=[item.pk])
    refused = world.client(AUDITOR).post(audit, {"seen": seen}, follow=True).content.decode()
    assert "要由另一个人审定" in refused
    item.versions.update(reviewer=world.account(REVIEWER))
    done = world.client(AUDITOR).post(audit, {"seen": seen}, follow=True).content.decode()
    assert "已发布" in done
    assert ServiceItem.objects.get().state == "published"


def test_a_county_claims_the_citys_item_and_takes_its_upgrade_over_element_by_element(world: World) -> None:
    above = published_in(world.organ(CITY), "3")
    county, editor = world.organ(COUNTY), world.actor("wrong_county_official")
    mine = claim(editor, above, county)
    with pytest.raises(Refused, match="已经认领过"):
        claim(editor, above, county)
    draft = mine.versions.get()
    assert (draft.document["dept_name"], draft.document["use_level"]) == (county.name, "4")
    assert "link_way" not in draft.document
    own = {**draft.document, "keywords": "巴扎", "accept_condition": "本地条件"}
    drafting.save_draft(editor, mine, own, seen=draft.digest)
    newer = {**above.in_force.document, "promise_day": 8, "keywords": "早餐店"}
    drafting.save_draft(SYSTEM, above, newer, seen=above.in_force.digest)
    publish_directly(above)
    page = world.client("wrong_county_official").get(reverse("service_item_upgrade", args=[mine.pk])).content.decode()
    assert "两边都改了" in page
    assert "上级修改" in page
    assert "本级修改" in page
    seen = mine.versions.get().digest
    taken = take_over(editor, ServiceItem.objects.get(pk=mine.pk), {"promise_day", "dept_name"}, seen=seen)
    kept = (taken.document["promise_day"], taken.document["keywords"], taken.document["dept_name"])
    assert kept == (8, "巴扎", county.name)
    with pytest.raises(Refused, match="没有新的版本"):
        take_over(editor, ServiceItem.objects.get(pk=mine.pk), set(), seen=taken.digest)


def test_programs_get_the_same_rules_with_every_defect_by_path(world: World) -> None:
    item, client = drawn_up(world), world.client(EDITOR)
    address = f"/api/services/items/{item.pk}"
    content = client.get(f"{address}/versions/1")
    assert content.json()["found"] == []
    etag = content.headers["ETag"]
    bad = {"document": {**content.json()["document"], "promise_day": "五", "materials": [{"colour": "red"}]}}

    def put(body: object) -> int:
        return client.put(
            f"{address}/draft", json.dumps(body), "application/json", headers={"If-Match": etag}
        ).status_code

    assert put(bad) == 422
    late = {"document": {**content.json()["document"], "promise_day": 60}}
    told = client.post(f"{address}/checks", json.dumps(late), "application/json").json()
    assert ("promise_day", "promise-within-law") in {(each["path"], each["rule"]) for each in told}
    assert put(late) == 200
    assert put(late) == 412
    seen = item.versions.get().digest
    reviewing.submit_for_review(SYSTEM, item, seen=seen)
    reviewing.pass_review(SYSTEM, item, seen=seen)
    answer = world.client(AUDITOR).post(
        f"{address}/audit", json.dumps({"outcome": "agree"}), "application/json", headers={"If-Match": "*"}
    )
    assert answer.status_code == 409
    assert "promise_day" in json.dumps(answer.json())

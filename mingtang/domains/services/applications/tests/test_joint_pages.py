"""Pages and programs look at a joint matter: its parts, its critical path, what if, and what each reader sees of it."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mingtang.domains.services.applications.actions.drafting import begin_draft
from mingtang.domains.services.applications.actions.extending import ask_extension
from mingtang.domains.services.applications.actions.joint_deciding import opine
from mingtang.domains.services.applications.actions.submitting import Incomplete, submit
from mingtang.domains.services.applications.course_page import course_section
from mingtang.domains.services.applications.models import Application, Hearing
from mingtang.domains.services.applications.queries.critical_path import critical_path
from mingtang.domains.services.applications.queries.progress import progress_of
from mingtang.domains.services.applications.tests.joint_desk import JointDesk
from mingtang.domains.services.applications.tests.test_course import it_is
from mingtang.kernel.forms.api import install
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10)


@pytest.fixture
def joint(world: World) -> JointDesk:
    return JointDesk(world)


def late(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Drawings took two days, fire has begun and is two days over its five."""
    it_is(monkeypatch, MONDAY)
    application = joint.running()
    joint.opine(application, "不同意", "退线不足。")
    joint.accept(application, "drawing")
    it_is(monkeypatch, datetime(2026, 3, 4, 10))
    joint.decide(application, "drawing")
    joint.accept(application, "fire")
    it_is(monkeypatch, datetime(2026, 3, 13, 10))
    return joint.fresh(application)


def test_the_critical_path_says_which_organ_consumes_the_time(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = critical_path(late(joint, monkeypatch))
    rows = {row.branch.key: row for row in path.rows}
    assert path.chain == ["施工图审查", "消防设计审查", "施工许可"]
    assert (rows["drawing"].planned, rows["drawing"].used) == (7, 2)
    assert (rows["fire"].used, rows["fire"].waited, rows["fire"].light) == (7, 2, "red")
    assert rows["permit"].light == "pause"
    assert path.costliest is rows["fire"]
    assert (path.length, path.ends_on.isoformat()) == (9 + 3, "2026-03-18")
    assert path.late == 0  # the promise of the whole is the fifteenth working day


def test_what_if_a_branch_took_other_days_or_were_not_needed(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    application = late(joint, monkeypatch)
    assert critical_path(application, {"permit": 10}).length == 9 + 10
    assert critical_path(application, without=["fire"]).length == 9 + 3  # today has come anyway
    assert critical_path(application, {"planning": 0}).length == critical_path(application).length


def test_the_page_of_the_critical_path_shows_bars_table_and_supposition(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = late(joint, monkeypatch)
    client = joint.world.client("permit-officer")
    address = f"/workbench/applications/{application.case_id}/critical-path/"
    with CaptureQueriesContext(connection) as statements:
        page = client.get(address).content.decode()
    assert len([each for each in statements if "services_" in each["sql"] or "cases_" in each["sql"]]) <= 9
    assert "用时最多的是<strong>市消防救援支队</strong>" in page
    assert "超期 2 日" in page
    assert "推迟 7 个工作日" in client.get(address, {"days_permit": "10"}).content.decode()
    assert client.get(address, {"days_permit": "x"}).status_code == 422
    assert joint.world.client("medical-officer").get(address).status_code == 404


def test_the_page_of_a_case_shows_the_parts_and_the_opinion(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    application = late(joint, monkeypatch)
    page = joint.world.client("permit-officer").get(f"/workbench/cases/{application.case_id}/").content.decode()
    assert "并联进度" in page
    assert "意见：退线不足。" in page
    assert f"/workbench/applications/{application.case_id}/critical-path/" in page


def test_the_applicant_reads_how_each_organ_stands_in_plain_words(
    joint: JointDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = late(joint, monkeypatch)
    page = joint.world.client("citizen").get(f"/services/applications/{application.pk}/").content.decode()
    assert "施工图审查" in page
    assert "已经准予" in page
    assert "等待前面的环节" in page
    assert "退线不足" not in page


def test_a_branch_sees_its_own_materials_and_fields_and_the_lead_all(world: World) -> None:
    materials = [
        {"material_name": "消防设计文件", "material_key": "fire-design", "is_need": "2", "material_branches": "fire"},
        {"material_name": "施工合同", "material_key": "contract", "is_need": "2", "material_branches": "permit"},
        {"material_name": "施工合同", "material_key": "contract", "is_need": "2", "material_branches": "drawing"},
    ]
    joint = JointDesk(world, materials=materials)
    application = joint.running()
    address = f"/workbench/cases/{application.case_id}/"
    fire, lead = (world.client(who).get(address).content.decode() for who in ("fire-design-officer", "permit-officer"))
    assert "消防设计文件" in fire
    assert "施工合同" not in fire
    assert lead.count("施工合同") == 1
    without_fire = joint.applied(special="no")
    assert (
        "消防设计文件"
        not in world.client("permit-officer").get(f"/workbench/cases/{without_fire.case_id}/").content.decode()
    )


def test_what_only_other_branches_need_is_neither_asked_nor_taken(world: World) -> None:
    fields = {name: {"type": "string", "title": title} for name, title in (("site", "地址"), ("tower", "消防车道宽度"))}
    install("joint-form", "联办申请表", {"title": "联办申请表", "type": "object", "required": ["site", "tower"],
                                   "properties": fields, "ui": {"sections": [{"title": "工程", "fields": ["site", "tower"]}]}})  # fmt: skip
    joint = JointDesk(world, form_key="joint-form", branch_fields=[{"field_name": "tower", "field_branches": "fire"}])
    citizen: Any = world.actor("citizen")
    special, plain = (begin_draft(citizen, joint.joint, {"special": answer}) for answer in ("yes", "no"))
    page = world.client("citizen").get(f"/services/applications/{plain.pk}/form/").content.decode()
    assert "地址" in page
    assert "消防车道宽度" not in page
    for draft in (special, plain):
        Application.objects.filter(pk=draft.pk).update(
            answers={"site": "东风路 1 号", "tower": "smuggled"} if draft is plain else {"site": "东风路 1 号"}
        )
        draft.refresh_from_db()
    with pytest.raises(Incomplete, match="1 处"):
        submit(citizen, special)
    assert submit(citizen, plain).answers == {"site": "东风路 1 号"}


def test_programs_read_branches_and_critical_path(joint: JointDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    application = late(joint, monkeypatch)
    client = joint.world.client("permit-officer")
    base = f"/api/services/applications/{application.pk}"
    rows = {row["branch"]: row for row in client.get(f"{base}/branches").json()}
    assert (rows["planning"]["decision"], rows["planning"]["opinion"]) == ("disagreed", "退线不足。")
    own = joint.world.client("citizen").get(f"{base}/branches").json()
    assert {row["opinion"] for row in own} == {""}  # what organs say to one another is not the applicant's to read
    path = client.get(f"{base}/critical-path?days=permit:10").json()
    assert (path["length"], path["chain"][-1]) == (19, "施工许可")
    assert client.get(f"{base}/critical-path?days=none:1").status_code == 422
    assert client.get(f"{base}/critical-path?without=none").status_code == 422


def test_programs_do_the_steps_of_joint_matters(joint: JointDesk) -> None:
    application = joint.applied()
    client = joint.world.client("fire-design-officer")
    answer = client.post(
        f"/api/services/applications/{application.pk}/steps",
        {"no": joint.no(application, "defects_fire"), "answers": {"outcome": "材料齐全"}},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert "defects_fire" not in joint.open(application)


def test_an_opinion_given_twice_under_one_key_is_given_once(joint: JointDesk) -> None:
    application = joint.running()
    part, no = joint.part(application, "planning"), joint.no(application, "opine_planning")
    for _ in range(2):
        opine(joint.handler("planning"), part, no, "同意", "", key="once")
    assert joint.part(application, "planning").decision == "agreed"


def test_what_stands_beside_the_steps_costs_seven_statements_however_many_parts(
    joint: JointDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = joint.running()
    joint.accept(application, "drawing")
    ask_extension(joint.handler("permit"), joint.part(application, ""), 5, "情况复杂。")
    for part in application.parts.exclude(branch=""):  # every organ waits for an answer
        Hearing.objects.create(
            application=application, part=part, state="told", reason="利害关系。", told_at=timezone.now()
        )
    director, found = joint.world.actor("housing-director"), joint.fresh(application)
    parts = list(found.parts.select_related("organ"))
    assert len(parts) == 5
    with django_assert_num_queries(7):  # five for the rows, one for the calendars of all, one for the reader's rights
        course_section(director, found, parts)


def test_a_decision_asks_three_statements_and_a_submission_one_edition_of_the_calendar(
    joint: JointDesk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = joint.running()
    part = joint.part(application, "drawing")
    part.application = joint.fresh(application)
    with django_assert_num_queries(3):
        progress_of(part)
    citizen: Any = joint.world.actor("citizen")
    draft = begin_draft(citizen, joint.joint, {"special": "yes"})
    with CaptureQueriesContext(connection) as statements:
        submit(citizen, draft)
    assert len([each for each in statements if "clocks_edition" in each["sql"]]) == 1

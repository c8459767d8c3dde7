"""A round from its sample to its bulletin, by the real actions and pages."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.config.demo.virtual_time import at
from mingtang.domains.inspection.actions.announcing import announce, bulletin_of
from mingtang.domains.inspection.actions.reviewing import appeal, decide_appeal, file_review
from mingtang.domains.inspection.actions.rounds import finish_round, open_round, score_round, tell_results
from mingtang.domains.inspection.models import Appeal, Finding, Round, Sheet
from mingtang.domains.inspection.rules import Phase
from mingtang.domains.inspection.tests.monitor import (
    HOME,
    MONITOR,
    REVIEWERS,
    appoint_monitor,
    appoint_reviewers,
    fault,
    housing_site,
    sample_sheet,
    see,
)
from mingtang.domains.inspection.tests.test_course import STALE
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.reviewing import Marks
from tests.world import World


def took(points: str, code: str = "I3") -> Marks:
    return Marks({code: Decimal(points)})


@pytest.fixture
def held(world: World) -> Round:
    """A scored round of two sites: one has lost two points, the other was stale."""
    appoint_monitor(world)
    good = housing_site(world)
    bad = housing_site(world, name="建筑市场网", address=HOME + "market/")
    see(good, fault(Kind.NO_SITE_CODE), fault(Kind.NO_SITE_MAP))
    see(bad, STALE)
    opened = open_round(world.actor(MONITOR), world.organ("city-government-office"), "季度检查", "2019")
    score_round(world.actor(MONITOR), opened)
    return opened


def sheet_of(held: Round, name: str = "和源市住建局网站") -> Sheet:
    return Sheet.objects.select_related("site", "round").get(round=held, site__name=name)


def test_a_round_from_its_sample_to_its_bulletin(world: World, held: Round) -> None:
    monitor, owner, (first, second, third) = world.actor(MONITOR), world.actor("official"), appoint_reviewers(world)
    assert sheet_of(held).total == 98
    assert sheet_of(held, "建筑市场网").vetoes == "首页不更新"
    with pytest.raises(Refused, match="还有 1 个网站没有评完：和源市住建局网站"):
        tell_results(monitor, held)
    file_review(first, sheet_of(held), took("1"), "没有公布留言统计")
    with pytest.raises(Refused, match="已经评过"):
        file_review(first, sheet_of(held), took("1"), "再评")
    file_review(second, sheet_of(held), took("2"), "留言没有日期")
    assert sheet_of(held).total == Decimal("96.5")
    with pytest.raises(Refused, match="已经评完"):
        file_review(third, sheet_of(held), took("2"), "迟到")
    see(sheet_of(held).site, *(fault(Kind.NO_ALT, f"{no}.html") for no in range(3)))
    tell_results(monitor, held)
    assert sheet_of(held).total == Decimal("96.5"), "what is found later changes nothing"
    assert Notice.objects.filter(subject="考核初评：和源市住建局网站").exists()

    filed = appeal(owner, sheet_of(held), "I3", "统计就在互动页面。")
    with pytest.raises(Refused, match="回避"):
        decide_appeal(first, filed, points=Decimal(1), decision="属实")
    with pytest.raises(Refused, match="申诉期"):
        finish_round(monitor, held)
    decide_appeal(third, filed, points=Decimal("1.5"), decision="属实，退回扣分。")
    assert sheet_of(held).total == 98

    assert held.appeal_until is not None
    with at(timezone.now() + timedelta(days=(held.appeal_until - timezone.localdate()).days + 1)):
        finish_round(monitor, held)
        announce(monitor, held)
    assert (held.phase, held.number) == (Phase.ANNOUNCED, f"和政办发网通〔{timezone.localdate().year}〕1号")
    assert held.bulletin["checked"] == "2"
    assert held.bulletin["rate"] == "50.0%"
    assert [row[0] for row in held.bulletin["failed"]] == ["建筑市场网"]
    assert ["首页不更新", "1", "1"] in held.bulletin["problems"]
    letter = bulletin_of(held)
    assert letter.pdf.startswith(b"%PDF")
    assert bulletin_of(held).pdf == letter.pdf
    answer = world.client("official").get(reverse("inspection_bulletin", args=[held.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_third_reviewer_decides_between_two_who_differ(world: World, held: Round) -> None:
    first, second, third = appoint_reviewers(world)
    file_review(first, sheet_of(held), Marks(), "")
    far = Marks({"I1": Decimal(5), "I3": Decimal(5)})
    with pytest.raises(Refused, match="理由"):
        file_review(second, sheet_of(held), far, " ")
    file_review(second, sheet_of(held), far, "不能提交，也不公开")
    assert sheet_of(held).total == 98, "nothing counts before the third"
    file_review(third, sheet_of(held), took("4"), "不公开")
    assert sheet_of(held).total == 94


def test_who_may_not_judge_or_appeal(world: World, held: Round) -> None:
    with pytest.raises(NotPermitted):
        file_review(world.actor("official"), sheet_of(held), took("1"), "x")
    (reviewer, *_) = appoint_reviewers(world)
    with pytest.raises(Refused, match="不用人工评分"):
        file_review(reviewer, sheet_of(held, "建筑市场网"), took("1"), "x")
    with pytest.raises(NotPermitted):
        appeal(world.actor("wrong_county_official"), sheet_of(held), "F2", "x")
    with pytest.raises(Refused, match="申诉期"):
        appeal(world.actor("official"), sheet_of(held), "F2", "x")


def test_a_veto_is_lifted_by_an_appeal(world: World) -> None:
    (reviewer, *_) = appoint_reviewers(world)
    sheet = sample_sheet(world)
    filed = appeal(world.actor("official"), sheet, "V3", "首页当天更新。")
    with pytest.raises(Refused, match="已经申诉过"):
        appeal(world.actor("official"), sheet, "V3", "再申诉。")
    with pytest.raises(Refused, match="没有扣分"):
        appeal(world.actor("official"), sheet, "P1", "另一项。")
    decide_appeal(reviewer, filed, points=Decimal(0), decision="监测当时网络中断。")
    sheet.refresh_from_db()
    assert (sheet.vetoes, sheet.qualified, filed.state) == ("", True, Appeal.State.UPHELD)


def test_pages_of_a_round_tell_each_what_is_his(world: World, held: Round) -> None:
    appoint_reviewers(world)
    page, sheet = reverse("inspection_round", args=[held.pk]), reverse("inspection_sheet", args=[sheet_of(held).pk])
    owner, monitor, reviewer = world.client("official"), world.client(MONITOR), world.client(REVIEWERS[0])
    assert owner.get(page).status_code == 404, "nothing is shown to a site before it is told"
    assert owner.get(sheet).status_code == 404
    assert "告知初评结果" in monitor.get(page).content.decode()
    review = reverse("inspection_review", args=[sheet_of(held).pk])
    refused = reviewer.post(review, {"taken-I3": "9", "remark": "太多"})
    assert refused.status_code == 422
    assert "太多" in refused.content.decode()
    for name in REVIEWERS[:2]:
        assert world.client(name).post(review, {"taken-I3": "1", "remark": "没有统计"}).status_code == 302
    assert "没有统计" in reviewer.get(sheet).content.decode()
    assert monitor.post(f"{page}telling/").status_code == 302
    shown = owner.get(sheet).content.decode()
    assert "申诉" in shown
    assert "没有统计" not in shown, "reviews are for reviewers"
    appealed = owner.post(
        reverse("inspection_appealing", args=[sheet_of(held).pk]), {"indicator": "I3", "claim": "有统计"}
    )
    assert appealed.status_code == 302
    filed = reverse("inspection_appeal", args=[Appeal.objects.get().pk])
    third = world.client(REVIEWERS[2])
    assert third.post(filed, {"upheld": "yes", "decision": ""}).status_code == 422
    assert third.post(filed, {"upheld": "yes", "points": "1", "decision": "属实"}).status_code == 302
    assert "属实" in owner.get(sheet).content.decode()
    listed = owner.get(reverse("inspection_rectification", args=[sheet_of(held).pk])).content.decode()
    assert "缺网站地图" in listed
    assert "还没有印发" in monitor.get(reverse("inspection_bulletin", args=[held.pk]), follow=True).content.decode()


def test_operations_answer_as_the_pages(world: World) -> None:
    sheet = sample_sheet(world)
    client = world.client("official")
    assert client.get(f"/api/inspection/sites/{sheet.site_id}").json()["standing"] == 1
    (finding,) = client.get("/api/inspection/findings?kind=stale_home").json()["items"]
    assert (finding["words"], finding["state"]) == ("首页不更新", "open")
    assert client.get(f"/api/inspection/sheets/{sheet.pk}").json()["vetoes"] == "首页不更新"
    assert not client.get("/api/inspection/findings?state=closed").json()["items"]


def test_a_sample_without_sites_is_no_round(world: World) -> None:
    appoint_monitor(world)
    with pytest.raises(Refused, match="还没有登记网站"):
        open_round(world.actor(MONITOR), world.organ("city-government-office"), "季度检查", "2019")
    assert not Finding.objects.exists()


def test_the_ranking_costs_the_same_however_long_it_is(
    world: World, held: Round, django_assert_max_num_queries: Any
) -> None:
    client = world.client(MONITOR)
    client.get(reverse("inspection_round", args=[held.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("inspection_round", args=[held.pk]))

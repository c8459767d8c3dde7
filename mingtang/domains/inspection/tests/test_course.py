"""Findings and rounds from the first survey to the sheet, by the real actions and pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.inspection.actions.findings import move_finding
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import State
from mingtang.domains.inspection.tests.monitor import HOME, MONITOR, appoint_monitor, fault, housing_site, see
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.inspection.kinds import Kind
from tests.world import World

FINDINGS = "/workbench/inspection/"
DEAD, STALE = fault(Kind.DEAD_LINK), fault(Kind.STALE_HOME, "")


def states(site: InspectedSite) -> dict[str, str]:
    return dict(Finding.objects.filter(site=site).values_list("kind", "state"))


def test_a_finding_goes_from_the_survey_to_its_end(world: World) -> None:
    appoint_monitor(world)
    site, monitor, owner = housing_site(world), world.actor(MONITOR), world.actor("official")
    see(site, DEAD, STALE)
    assert states(site) == {"dead_link": State.SUSPECTED, "stale_home": State.OPEN}
    see(site, DEAD, STALE)
    see(site, DEAD, STALE)
    assert states(site)["dead_link"] == State.OPEN
    finding = Finding.objects.get(kind="dead_link")
    assert finding.due_on is not None
    move_finding(monitor, finding, "assign")
    with pytest.raises(Refused, match="怎样整改"):
        move_finding(owner, finding, "claim")
    assert finding.assignee_id == world.account("official").pk
    assert Notice.objects.filter(subject="网站问题交办：和源市住建局网站").exists()
    move_finding(owner, finding, "claim", "链接已更正")
    see(site, DEAD)
    assert states(site) == {"dead_link": State.ASSIGNED, "stale_home": State.VERIFIED}
    assert Notice.objects.filter(subject__startswith="复查没有通过").exists()
    see(site, complete=False)
    assert states(site)["dead_link"] == State.ASSIGNED
    move_finding(monitor, Finding.objects.get(kind="stale_home"), "close")
    assert states(site)["stale_home"] == State.CLOSED


def test_only_who_may_moves_a_finding(world: World) -> None:
    appoint_monitor(world)
    see(housing_site(world), STALE)
    finding = Finding.objects.get()
    with pytest.raises(NotPermitted):
        move_finding(world.actor("official"), finding, "exempt", "专题已结束")
    with pytest.raises(NotPermitted):
        move_finding(world.actor(MONITOR), finding, "claim", "已改")
    with pytest.raises(Refused, match="理由"):
        move_finding(world.actor(MONITOR), finding, "exempt")
    move_finding(world.actor(MONITOR), finding, "exempt", "专题已结束")
    assert finding.approver_id == world.account(MONITOR).pk


def test_pages_lead_from_a_site_to_a_round(world: World) -> None:
    appoint_monitor(world)
    client = world.client(MONITOR)
    typed = {
        "organ": world.organ("housing-bureau").pk,
        "name": "住建局",
        "address": "housing",
        "type": "portal",
        "in_service_since": "2020-01-01",
    }
    answer = client.post(reverse("register_inspected_site"), typed)
    assert answer.status_code == 422
    assert 'value="housing"' in answer.content.decode()
    assert client.post(reverse("register_inspected_site"), typed | {"address": HOME}).status_code == 302
    see(InspectedSite.objects.get(), STALE)
    finding = reverse("inspection_finding", args=[Finding.objects.get().pk])
    assert "交办整改" in client.get(finding).content.decode()
    assert client.post(finding, {"verb": "exempt"}).status_code == 422
    assert "先指定责任编辑" in client.get(finding).content.decode()
    assert client.post(finding, {"verb": "assign"}).status_code == 422
    change = reverse("change_inspected_site", args=[InspectedSite.objects.get().pk])
    assert 'value="住建局"' in client.get(change).content.decode()
    edited = typed | {"address": HOME, "editor": world.account("official").pk, "has_services": "on"}
    assert client.post(change, edited).status_code == 302
    assert client.post(finding, {"verb": "assign"}).status_code == 302
    assert "网站问题整改" in world.client("official").get("/workbench/").content.decode()
    opened = client.post(reverse("open_inspection_round"), {"name": "季度检查", "scheme": "2019", "percent": "100"})
    assert client.post(opened.headers["Location"] + "scoring/").status_code == 302
    assert "首页不更新" in client.get(opened.headers["Location"]).content.decode()
    assert "首页不更新" in b"".join(client.get(f"{FINDINGS}?export=csv").streaming_content).decode()


def test_lists_cost_the_same_however_long_they_are(world: World) -> None:
    client, site = world.client("official"), housing_site(world)
    see(site, STALE)
    before = statements(client)
    see(site, STALE, *(fault(Kind.NO_ALT, f"{no}.html") for no in range(9)))
    assert statements(client) == before
    assert all(cost <= 9 for cost in before)  # session, account and rights of every page; how many, these


def statements(client) -> list[int]:
    costs = []
    for address in (FINDINGS, *(f"{FINDINGS}{place}/" for place in ("sites", "warnings", "rounds"))):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        costs.append(len(captured))
    return costs


def test_nobody_sees_the_findings_of_others(world: World) -> None:
    see(housing_site(world), STALE)
    assert "首页不更新</a>" in world.client("official").get(FINDINGS).content.decode()
    assert "首页不更新</a>" not in world.client("wrong_county_official").get(FINDINGS).content.decode()

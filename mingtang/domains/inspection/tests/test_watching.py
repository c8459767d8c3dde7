"""Attempts, early warnings, our own records, and who may be asked."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.inspection import inside
from mingtang.domains.inspection.actions.checking import check_inside
from mingtang.domains.inspection.actions.probing import count_attempt, judge_availability
from mingtang.domains.inspection.actions.sites import retire_site
from mingtang.domains.inspection.actions.warning import note_warnings
from mingtang.domains.inspection.inside import InsideFault
from mingtang.domains.inspection.models import EarlyWarning, Finding, InspectedSite, ProbeDay
from mingtang.domains.inspection.rules import State
from mingtang.domains.inspection.tests.monitor import HOME, MONITOR, appoint_monitor, fault, housing_site, see
from mingtang.domains.inspection.tests.test_course import STALE
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.probing import Attempt
from tests.world import World


def week(site: InspectedSite, failures: int, *, days: int = 7) -> None:
    """Days before today with 28 attempts each, the failures all yesterday."""
    ProbeDay.objects.filter(site=site).delete()
    now = timezone.now()
    for back in range(1, days + 1):
        day = timezone.localdate() - timedelta(days=back)
        failed = failures if back == 1 else 0
        ProbeDay.objects.create(site=site, day=day, tries=28, failures=failed, last_at=now)


def warned(site: InspectedSite) -> set[str]:
    return set(EarlyWarning.objects.filter(site=site, until=None).values_list("code", flat=True))


def test_attempts_of_a_day_stand_in_one_row(world: World) -> None:
    site = housing_site(world)
    for why in ("", "连接或应答超时", ""):
        count_attempt(site, Attempt(16.0 if why else 0.5, why))
    (row,) = ProbeDay.objects.all()
    assert (row.tries, row.failures, row.slowest, row.last_failure) == (3, 1, 16.0, "连接或应答超时")


def test_a_week_that_fails_is_warned_of_and_then_a_finding_until_it_is_over(world: World) -> None:
    site = housing_site(world)
    week(site, 7)
    assert judge_availability(site).percent == Decimal("3.6")
    note_warnings(site)
    assert warned(site) == {"home_failing"}
    assert not Finding.objects.exists()
    week(site, 10)
    judge_availability(site)
    finding = Finding.objects.get(kind=Kind.HOME_FAILING)
    assert (finding.state, finding.origin, finding.on_home) == (State.OPEN, "probe", True)
    see(site)
    finding.refresh_from_db()
    assert finding.state == State.OPEN, "a survey says nothing of a week of attempts"
    week(site, 10, days=6)
    judge_availability(site)
    finding.refresh_from_db()
    assert finding.state == State.OPEN, "nor does half a week"
    week(site, 0)
    judge_availability(site)
    note_warnings(site)
    finding.refresh_from_db()
    assert finding.state == State.VERIFIED
    assert warned(site) == set()


def test_a_warning_is_told_once_and_ends_when_it_is_over(world: World) -> None:
    site = housing_site(world)
    see(site, *(fault(Kind.EMPTY_COLUMN, f"{no}/") for no in range(2)))
    for _ in range(2):
        note_warnings(site)
    assert warned(site) == {"blank_columns"}
    assert Notice.objects.filter(subject="网站预警：和源市住建局网站").count() == 1
    assert "空白栏目已有 2 个" in world.client("official").get(reverse("inspection_warnings")).content.decode()
    see(site)
    note_warnings(site)
    assert warned(site) == set()
    assert "空白栏目已有" in world.client("official").get(f"{reverse('inspection_warnings')}?over=all").content.decode()


def test_our_own_records_speak_for_the_organs_that_a_site_shows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    site = housing_site(world, type="department")
    portal = housing_site(world, organ=world.organ("city-government"), address=HOME + "city/", editor=None)
    asked: list[inside.InsideSite] = []

    def check(seen: inside.InsideSite) -> Any:
        asked.append(seen)
        return [InsideFault(Kind.UNANSWERED, "/letters#1", "1 号来信")] if seen.is_portal else []

    monkeypatch.setattr(inside, "_checks", {"letters": check})
    check_inside([site, portal])
    assert asked[0].organ_ids == {site.organ_id}
    assert world.organ("market-bureau").pk in asked[1].organ_ids
    assert site.organ_id not in asked[1].organ_ids
    finding = Finding.objects.get(site=portal, kind=Kind.UNANSWERED)
    assert (finding.url, finding.origin) == ("https://www.housing.example/letters#1", "inside")
    monkeypatch.setattr(inside, "_checks", {})
    see(portal)
    check_inside([site, portal])
    finding.refresh_from_db()
    assert finding.state == State.VERIFIED


def test_what_decides_alone_has_one_working_day(world: World) -> None:
    site = housing_site(world)
    see(site, STALE, fault(Kind.NO_ALT))
    hours, today = office_hours(site.organ_id).calendar, timezone.localdate()
    due = dict(Finding.objects.values_list("kind", "due_on"))
    assert due == {"stale_home": hours.add(today, 1), "no_alt": hours.add(today, 5)}


@pytest.mark.parametrize("network", ["127.0.0.0/8", "0.0.0.0/0", "::1/128", "169.254.169.254/32", "inner"])
def test_this_machine_is_asked_only_where_the_node_says_so(world: World, settings: Any, network: str) -> None:
    with pytest.raises(Refused):
        housing_site(world, networks=network)
    settings.INSPECT_LOOPBACK = True
    if network != "inner":
        assert housing_site(world, networks=network).pk


def test_the_page_of_a_site_tells_how_it_stands(world: World) -> None:
    appoint_monitor(world)
    site = housing_site(world)
    week(site, 8)
    see(site, STALE)
    note_warnings(site)
    page = world.client("official").get(reverse("inspected_site", args=[site.pk])).content.decode()
    for words in ("首页不更新", "95.9", "8 次", "许青禾"):
        assert words in page
    assert "停止监测" not in page
    retire_site(world.actor(MONITOR), site)
    assert "已停止监测" in world.client("official").get(reverse("inspected_site", args=[site.pk])).content.decode()

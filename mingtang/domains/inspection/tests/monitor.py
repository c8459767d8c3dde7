"""Sites under inspection in tests: one of the housing bureau, with what was found on it."""

from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.inspection.actions.reviewing import appeal
from mingtang.domains.inspection.actions.sites import SiteDetails, register_site
from mingtang.domains.inspection.actions.stating import draw_up
from mingtang.domains.inspection.actions.surveying import record_survey
from mingtang.domains.inspection.models import Appeal, Finding, InspectedSite, Round, Sheet, SiteStatement
from mingtang.domains.inspection.permissions import (
    ANNOUNCE_ROUNDS,
    EXEMPT_FINDINGS,
    MONITOR_SITES,
    READ_SITES,
    REVIEW_SITES,
)
from mingtang.domains.inspection.rules import Phase
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.surveying import Survey
from tests.world import World

HOME = "https://www.housing.example/"
MONITOR = "supervision-head"
REVIEWERS = ("disclosure-head", "efficiency-head", "service-deputy-director")
REVIEWER_POSTS = ("city-government-office/disclosure/head", "service-bureau/efficiency/head", "service-bureau/deputy")
MONITOR_POST = "city-government-office/supervision/head"


def housing_site(world: World, **more: object) -> InspectedSite:
    """The site of the housing bureau, edited by 许青禾."""
    told = {
        "organ": world.organ("housing-bureau"),
        "editor": world.account("official"),
        "name": "和源市住建局网站",
        "address": HOME,
        "type": "portal",
        "has_services": True,
        "in_service_since": date(2020, 1, 1),
    }
    return register_site(SYSTEM, SiteDetails(**(told | more)))  # type: ignore[arg-type]


def appoint_reviewers(world: World) -> list[Any]:
    """Three who judge what no survey measures, and decide appeals."""
    role = define_role(
        SYSTEM, code="site_reviewer", name="网站评审岗", permissions=[READ_SITES.code, REVIEW_SITES.code]
    )
    for post in REVIEWER_POSTS:
        grant_role(SYSTEM, world.post(post), role, Scope(kind="node"), start=timezone.localdate())
    return [world.actor(name) for name in REVIEWERS]


def fault(kind: Kind, place: str = "a.html") -> Fault:
    return Fault(kind, HOME + place, HOME, "摘录", 404)


def see(site: InspectedSite, *faults: Fault, complete: bool = True) -> None:
    """A survey shows these faults."""
    record_survey(site, Survey(site.address, pages=1, requests=1, complete=complete, faults=list(faults)))


def appoint_monitor(world: World) -> None:
    """The head of supervision monitors sites, may exempt and announces, for the whole node."""
    codes = [each.code for each in (READ_SITES, MONITOR_SITES, EXEMPT_FINDINGS, ANNOUNCE_ROUNDS)]
    role = define_role(SYSTEM, code="site_monitor", name="网站监测岗", permissions=codes)
    grant_role(SYSTEM, world.post(MONITOR_POST), role, Scope(kind="node"), start=timezone.localdate())


def sample_finding(world: World) -> Finding:
    """An open finding of the housing bureau."""
    site = InspectedSite.objects.filter(address=HOME).first() or housing_site(world)
    see(site, fault(Kind.STALE_HOME))
    return Finding.objects.get(site=site)


def sample_sheet(world: World, phase: Phase = Phase.TOLD) -> Sheet:
    """A sheet of the housing bureau in a round of the government office that was told to it."""
    finding = sample_finding(world)
    office, today = world.organ("city-government-office"), timezone.localdate()
    held = Round.objects.create(
        organ=office, name="季度检查", scheme="2019", opened_on=today, phase=phase, appeal_until=today
    )
    return Sheet.objects.create(
        organ=finding.organ, round=held, site=finding.site, qualified=False, grade="不合格", vetoes="首页不更新",
        found=[[finding.pk, finding.kind, False]],
    )  # fmt: skip


def sample_appeal(world: World) -> Appeal:
    """An appeal of the housing bureau."""
    return appeal(world.actor("official"), sample_sheet(world), "V3", "首页当天更新，监测当时网络中断。")


def sample_statement(world: World) -> SiteStatement:
    """A statement of the housing bureau on last year, not published."""
    site = InspectedSite.objects.filter(address=HOME).first() or housing_site(world)
    return draw_up(world.actor("official"), site, timezone.localdate().year - 1)

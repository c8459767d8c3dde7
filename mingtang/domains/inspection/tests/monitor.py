"""Sites under inspection in tests: one of the housing bureau, with what was found on it."""

from datetime import date

from django.utils import timezone

from mingtang.domains.inspection.actions.sites import SiteDetails, register_site
from mingtang.domains.inspection.actions.surveying import record_survey
from mingtang.domains.inspection.models import Finding, InspectedSite, Round, Sheet
from mingtang.domains.inspection.permissions import EXEMPT_FINDINGS, MONITOR_SITES, READ_SITES
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.surveying import Survey
from tests.world import World

HOME = "https://www.housing.example/"
MONITOR = "supervision-head"
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


def fault(kind: Kind, place: str = "a.html") -> Fault:
    return Fault(kind, HOME + place, HOME, "摘录", 404)


def see(site: InspectedSite, *faults: Fault, complete: bool = True) -> None:
    """A survey shows these faults."""
    record_survey(site, Survey(site.address, pages=1, requests=1, complete=complete, faults=list(faults)))


def appoint_monitor(world: World) -> None:
    """The head of supervision monitors sites and may exempt, for the whole node."""
    codes = [each.code for each in (READ_SITES, MONITOR_SITES, EXEMPT_FINDINGS)]
    role = define_role(SYSTEM, code="site_monitor", name="网站监测岗", permissions=codes)
    grant_role(SYSTEM, world.post(MONITOR_POST), role, Scope(kind="node"), start=timezone.localdate())


def sample_finding(world: World) -> Finding:
    """An open finding of the housing bureau."""
    site = InspectedSite.objects.filter(address=HOME).first() or housing_site(world)
    see(site, fault(Kind.STALE_HOME))
    return Finding.objects.get(site=site)


def sample_sheet(world: World) -> Sheet:
    """A sheet of the housing bureau in a round of the government office."""
    finding = sample_finding(world)
    office = world.organ("city-government-office")
    held = Round.objects.create(organ=office, name="季度检查", scheme="2019", opened_on=timezone.localdate())
    return Sheet.objects.create(organ=finding.organ, round=held, site=finding.site, qualified=False, grade="不合格")

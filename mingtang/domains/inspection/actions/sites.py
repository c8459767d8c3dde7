"""Taking sites under inspection, and looking at them."""

from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_network
from urllib.parse import urlsplit

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import State, first_state, not_seen, seen_again
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.lib.clocks import due
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.surveying import Survey, survey
from mingtang.lib.inspection.visiting import Place


@dataclass(frozen=True)
class SiteDetails:
    """A site as its register has it. `networks` are inner networks in which its server may be asked, separated by blanks."""

    organ: Organ
    name: str
    address: str
    type: str
    has_services: bool
    in_service_since: date
    networks: str = ""


def register_site(actor: Actor, details: SiteDetails) -> InspectedSite:
    """Take a site under inspection. Raises NotPermitted, Refused."""
    site = InspectedSite(**vars(details), scored=details.type == InspectedSite.Type.PORTAL)
    with act(acts.REGISTER_SITE, actor, site, within=details.organ) as deed:
        if urlsplit(details.address).scheme not in {"http", "https"} or not urlsplit(details.address).path:
            raise Refused("请填写完整的首页网址，例如 https://www.example.gov.cn/。", "address")
        if InspectedSite.objects.filter(address=details.address).exists():
            raise Refused("这个网址已经登记。", "address")
        place_of(site)
        deed.create(site)
    return site


def place_of(site: InspectedSite) -> Place:
    """Where the site is, for a survey. Raises Refused for networks that are none."""
    try:
        return Place(site.address, tuple(ip_network(each) for each in site.networks.split()))
    except ValueError:
        raise Refused("内部网络应写成 10.1.0.0/16 这样的网段。", "networks") from None


def inspect_site(site: InspectedSite) -> Survey:
    """Look at a site from outside, and record what was found; takes as long as the site is large."""
    today = timezone.localdate()
    found = survey(place_of(site), scheme_on(today).freshness, today)
    record_survey(site, found)
    return found


def record_survey(site: InspectedSite, found: Survey) -> None:
    """New findings, those seen again, and, of a complete survey, those that are gone."""
    now = timezone.now()
    with act(acts.RECORD_SURVEY, SYSTEM, site) as deed:
        known = {(row.kind, row.url, row.page): row for row in Finding.objects.filter(site=site)}
        for fault in found.faults:
            row = known.pop((fault.kind.value, fault.url[:1000], fault.page[:1000]), None)
            if row is None:
                deed.create(_new(site, fault, now))
            else:
                _see_again(deed, row, fault, now)
        if found.complete:
            for row in known.values():
                deed.change(row, state=not_seen(row.stands).value)
        deed.change(site, surveyed_at=now, is_complete=found.complete)
        deed.note = f"看了 {found.pages} 个页面，发现 {len(found.faults)} 个问题"


def _new(site: InspectedSite, fault: Fault, now: datetime) -> Finding:
    state = first_state(fault.kind)
    return Finding(
        organ_id=site.organ_id, site=site, kind=fault.kind.value, url=fault.url[:1000], page=fault.page[:1000],
        excerpt=fault.excerpt[:400], status=fault.status, on_home=fault.on_home, state=state.value, first_seen=now, last_seen=now,
        due_on=last_day(site.organ_id) if state is State.OPEN else None,
    )  # fmt: skip


def _see_again(deed: Deed, row: Finding, fault: Fault, now: datetime) -> None:
    state = seen_again(row.stands, row.looks + 1)
    begins = state is State.OPEN and row.stands is not State.OPEN
    due_on = last_day(row.organ_id) if begins else row.due_on
    deed.change(row, state=state.value, looks=row.looks + 1, last_seen=now, excerpt=fault.excerpt[:400], due_on=due_on)


def last_day(organ_id: int) -> date | None:
    """Until when what is found today has to be put right."""
    today = timezone.localdate()
    end = due(today, statute("office.inspection_finding", today), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end

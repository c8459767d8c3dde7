"""Holding sites against our own records, by the checks that others have registered."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urljoin

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.recording import record_faults
from mingtang.domains.inspection.inside import InsideSite, inside_checks
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import shown_by
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.lib.inspection.checks import Fault


def check_inside(sites: Sequence[InspectedSite]) -> int:
    """Hold every site against our own records; how many faults. `sites` come with their organs."""
    covered = organs_of(sites)
    return sum(_check(site, covered[site.pk]) for site in sites)


def organs_of(sites: Sequence[InspectedSite]) -> Mapping[int, frozenset[int]]:
    """The organs whose affairs each site shows, by its id; one statement."""
    regions = dict(Organ.objects.active().values_list("pk", "region_id"))
    portals = {site.pk: site.organ.region_id for site in sites if site.type == InspectedSite.Type.PORTAL}
    return shown_by({site.pk: site.organ_id for site in sites}, portals, regions)


def _check(site: InspectedSite, organ_ids: frozenset[int]) -> int:
    seen = InsideSite(site.address, organ_ids, site.type == InspectedSite.Type.PORTAL, site.has_services)
    faults = list(_faults(site, seen))
    if faults or Finding.objects.filter(site=site, origin=Finding.Origin.INSIDE).exists():
        with act(acts.RECORD_SURVEY, SYSTEM, site) as deed:
            record_faults(deed, site, faults, Finding.Origin.INSIDE, complete=True)
            deed.note = f"业务数据检查发现 {len(faults)} 个问题"
    return len(faults)


def _faults(site: InspectedSite, seen: InsideSite) -> Iterable[Fault]:
    for check in inside_checks():
        for each in check(seen):
            url = urljoin(site.address, each.path)
            yield Fault(each.kind, url, url, each.excerpt)

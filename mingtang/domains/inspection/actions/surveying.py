"""Looking at sites from outside: whole, or one finding again. What is asked of the network is asked before anything is written."""

from dataclasses import asdict

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.recording import record_faults, see_again, see_no_more
from mingtang.domains.inspection.actions.sites import place_of
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import State
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.surveying import Survey, still_there, survey
from mingtang.lib.inspection.visiting import USUAL, Pace


def inspect_site(site: InspectedSite, pace: Pace = USUAL) -> Survey:
    """Look at a site from outside, and record what was found; takes as long as the site is large. Raises Refused."""
    today = timezone.localdate()
    found = survey(place_of(site), scheme_on(today).freshness, today, pace)
    record_survey(site, found)
    return found


def record_survey(site: InspectedSite, found: Survey) -> None:
    """New findings, those seen again, and, of a complete survey, those that are gone; and how old everything is."""
    ages = [{**asdict(age), "newest": age.newest.isoformat()} for age in found.columns]
    with act(acts.RECORD_SURVEY, SYSTEM, site) as deed:
        record_faults(deed, site, found.faults, Finding.Origin.SURVEY, complete=found.complete)
        deed.change(
            site, surveyed_at=timezone.now(), is_complete=found.complete, newest_on=found.newest or site.newest_on,
            columns=ages if found.complete else site.columns,
        )  # fmt: skip
        deed.note = f"看了 {found.pages} 个页面，发现 {len(found.faults)} 个问题"


def recheck(finding: Finding, pace: Pace = USUAL) -> bool:
    """Look at one suspected or claimed finding again; whether it is still there. Raises Refused."""
    today = timezone.localdate()
    still = still_there(finding.fault, place_of(finding.site), scheme_on(today).freshness, today, pace)
    with act(acts.RECHECK_FINDING, SYSTEM, finding) as deed:
        if still:
            see_again(deed, finding, finding.excerpt, timezone.now())
        else:
            see_no_more(deed, finding, timezone.now())
        deed.note = "复查：仍然存在" if still else "复查：已经没有"
    return still


def to_be_rechecked() -> list[int]:
    """Findings that are suspected, or claimed as put right, by key. Those of our own records are looked at there."""
    waiting = [State.SUSPECTED.value, State.FIXED.value]
    sites = InspectedSite.objects.reachable()
    rows = Finding.objects.filter(state__in=waiting, origin=Finding.Origin.SURVEY, site__in=sites)
    return list(rows.values_list("pk", flat=True))

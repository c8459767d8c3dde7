"""Attempts to open home pages: counted in one row a day, judged over a week (indicator V2)."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.recording import record_faults
from mingtang.domains.inspection.actions.sites import place_of
from mingtang.domains.inspection.models import Finding, InspectedSite, ProbeDay
from mingtang.domains.inspection.queries import availability_of
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.probing import Attempt, Availability, attempt


def probe_site(site: InspectedSite) -> Attempt:
    """Open the home page of a site once, and count it. Raises Refused."""
    tried = attempt(place_of(site), scheme_on(timezone.localdate()).probing.seconds)
    count_attempt(site, tried)
    return tried


@transaction.atomic
def count_attempt(site: InspectedSite, tried: Attempt) -> None:
    """Add an attempt to its day. A measurement and no act: what follows from a week of them is recorded."""
    now = timezone.now()
    row, _ = ProbeDay.objects.get_or_create(site=site, day=timezone.localdate(now), defaults={"last_at": now})
    failed = {"failures": F("failures") + 1, "last_failure": tried.why[:200]} if tried.why else {}
    ProbeDay.objects.filter(pk=row.pk).update(
        tries=F("tries") + 1, slowest=Greatest(F("slowest"), tried.seconds), last_at=now, **failed
    )


def judge_availability(site: InspectedSite) -> Availability:
    """Hold the week against the indicator: a finding while it is not kept, none any more when it is."""
    found, probing = availability_of(site), scheme_on(timezone.localdate()).probing
    standing = Finding.objects.filter(site=site, origin=Finding.Origin.PROBE).exists()
    if found.is_veto(probing) or standing:
        words = f"{probing.days} 天内打开 {found.tries} 次，失败 {found.failures} 次，占 {found.percent}%"
        fault = Fault(Kind.HOME_FAILING, site.address, site.address, words, on_home=True)
        faults = [fault] if found.is_veto(probing) else []
        with act(acts.RECORD_SURVEY, SYSTEM, site) as deed:
            record_faults(deed, site, faults, Finding.Origin.PROBE, complete=found.enough)
            deed.note = words
    return found

"""Rounds of assessment, and the score sheets of their sites."""

from dataclasses import asdict

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.models import Finding, InspectedSite, Round, Sheet
from mingtang.domains.inspection.permissions import MONITOR_SITES
from mingtang.domains.inspection.rules import COUNTED
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.inspection.indicators import Scheme, schemes
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.scoring import Found, JudgedSite, ScoreSheet, score


def open_round(actor: Actor, organ: Organ, name: str, scheme: str) -> Round:
    """Begin a round of `organ` by the indicators of `scheme`. Raises NotPermitted."""
    opened = Round(organ=organ, name=name, scheme=scheme, opened_on=timezone.localdate())
    with act(acts.OPEN_ROUND, actor, opened, within=organ) as deed:
        deed.create(opened)
    return opened


def score_round(actor: Actor, opened: Round) -> int:
    """Judge every site in the actor's reach by what stands against it now; answers how many. Doing it again replaces the sheets."""
    scheme = schemes()[opened.scheme]
    sites = list(InspectedSite.objects.within(actor, MONITOR_SITES).filter(retired_on=None))
    known = {sheet.site_id: sheet for sheet in opened.sheets.all()}
    against = findings_of(sites)
    with act(acts.SCORE_ROUND, actor, opened) as deed:
        for site in sites:
            judged = JudgedSite(scored=site.scored, has_services=site.has_services)
            told = _told(score(against.get(site.pk, []), scheme, judged), scheme)
            if site.pk in known:
                deed.change(known[site.pk], **told)
            else:
                deed.create(Sheet(organ_id=site.organ_id, round=opened, site=site, **told))
        deed.change(opened, scored_at=timezone.now())
    return len(sites)


def findings_of(sites: list[InspectedSite]) -> dict[int, list[Found]]:
    """What counts against each site, by its id; one statement."""
    rows = Finding.objects.filter(site__in=sites, state__in=[state.value for state in COUNTED])
    found: dict[int, list[Found]] = {}
    for site_id, kind, on_home in rows.values_list("site_id", "kind", "on_home"):
        found.setdefault(site_id, []).append(Found(Kind(kind), on_home))
    return found


def _told(sheet: ScoreSheet, scheme: Scheme) -> dict[str, object]:
    titles = scheme.titles()
    lines = [{name: str(value) for name, value in asdict(line).items()} for line in (*sheet.deductions, *sheet.bonuses)]
    vetoes = "；".join(titles[code] for code in sheet.vetoed_by)
    return {"total": sheet.total, "qualified": sheet.qualified, "grade": sheet.grade, "vetoes": vetoes, "lines": lines}

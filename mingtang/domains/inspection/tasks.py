"""Scheduled work of inspection. Sites are asked here and nowhere else: no page waits for another server."""

from typing import Any

from django.db.models import QuerySet
from django_tasks import task
from django_tasks.base import Task

from mingtang.domains.inspection.actions.checking import check_inside
from mingtang.domains.inspection.actions.probing import judge_availability, probe_site
from mingtang.domains.inspection.actions.surveying import inspect_site, recheck, to_be_rechecked
from mingtang.domains.inspection.actions.warning import note_warnings
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.kernel.jobs.api import every


@every(1800, name="inspection: open home pages")
@task()
def probe_sites() -> int:
    """Every half hour, so that each day has twice the attempts that the indicator asks for. Returns the number of sites."""
    return _for_each_site(probe_one)


@every("01:10", name="inspection: survey sites")
@task()
def survey_sites() -> int:
    """Once a night. Returns the number of sites."""
    return _for_each_site(survey_one)


@every(6 * 3600, name="inspection: look again")
@task()
def recheck_findings() -> int:
    """Four times a day, so that what fails is looked at twice more within a day before it is told. Returns how many."""
    keys = to_be_rechecked()
    for key in keys:
        recheck_one.enqueue(key)
    return len(keys)


@every("05:40", name="inspection: judge the night")
@task()
def judge_sites() -> int:
    """The week of attempts, what our own records say, and the early warnings. Returns the number of warnings."""
    sites = list(InspectedSite.objects.watched().select_related("organ", "editor"))
    check_inside(sites)
    for site in sites:
        judge_availability(site)
    return sum(len(note_warnings(site)) for site in sites)


@task()
def probe_one(key: int) -> str:
    """Open one home page. Returns why it failed."""
    site = _sites().filter(pk=key).first()
    return probe_site(site).why if site else ""


@task()
def survey_one(key: int) -> int:
    """Look at one site. Returns the number of faults."""
    site = _sites().select_related("organ", "editor").filter(pk=key).first()
    return len(inspect_site(site).faults) if site else 0


@task()
def recheck_one(key: int) -> bool:
    """Look at one finding again. Returns whether it is there."""
    rows = Finding.objects.filter(pk__in=to_be_rechecked(), pk=key).select_related("site", "assignee")
    finding = rows.first()
    return bool(finding and recheck(finding))


def _sites() -> QuerySet[InspectedSite]:
    return InspectedSite.objects.reachable()


def _for_each_site(one: Task[Any, Any]) -> int:
    keys = list(_sites().values_list("pk", flat=True))
    for key in keys:
        one.enqueue(key)
    return len(keys)

"""Scheduled work of inspection."""

from django_tasks import task

from mingtang.domains.inspection.actions.sites import inspect_site
from mingtang.domains.inspection.models import InspectedSite
from mingtang.kernel.jobs.api import every


@every(8 * 3600, name="inspection: survey sites")
@task()
def survey_sites() -> int:
    """Three times a day, so that what fails is seen three times within a day before it is told. Returns the number of sites."""
    keys = list(InspectedSite.objects.filter(retired_on=None).values_list("pk", flat=True))
    for key in keys:
        survey_one.enqueue(key)
    return len(keys)


@task()
def survey_one(key: int) -> int:
    """Look at one site. Returns the number of faults."""
    site = InspectedSite.objects.filter(pk=key, retired_on=None).first()
    return len(inspect_site(site).faults) if site else 0

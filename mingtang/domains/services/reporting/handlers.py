"""What reporting does when facts arrive."""

from mingtang.domains.services.applications.api import Application, ApplicationEvent
from mingtang.domains.services.ratings.api import Rating, ServiceRated
from mingtang.domains.services.reporting.actions import report
from mingtang.kernel.cases.api import CaseEnded


def application_changed(event: ApplicationEvent) -> None:
    """Tell what is new in it."""
    report(event.application_id)


def case_ended(event: CaseEnded) -> None:
    """An application that ended without a decision has a result too."""
    for pk in Application.objects.filter(case=event.case_id).values_list("pk", flat=True):
        report(pk)


def service_rated(event: ServiceRated) -> None:
    """The grade belongs to the result."""
    for pk in Rating.objects.filter(pk=event.rating_id, invitation__application__isnull=False).values_list(
        "invitation__application", flat=True
    ):
        report(pk)

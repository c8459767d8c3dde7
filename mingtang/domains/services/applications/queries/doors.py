"""Where an applicant has to do something between acceptance and decision."""

from collections.abc import Iterator

from django.urls import reverse

from mingtang.domains.services.applications.course import Hearing
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.standing import all_beside


def course_doors(application: Application) -> Iterator[tuple[str, str]]:
    """Addresses by name: of the answer about a hearing, and of what has to be paid, with the sum; five statements."""
    if application.is_over:
        return
    rows = all_beside(application, list(application.parts.select_related("organ")))
    if any(row.hearing_word == Hearing.TOLD for row in rows):
        yield "hearing_url", reverse("application_hearing", args=[application.pk])
    order = rows[0].order if rows else None
    if order is not None and order.is_open:
        yield "payment_url", order.get_absolute_url()
        yield "payment_due", str(order.yuan)

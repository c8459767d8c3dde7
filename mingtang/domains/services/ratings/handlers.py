"""What ratings do when facts arrive."""

from mingtang.domains.services.applications.api import Application, ApplicationClosed
from mingtang.domains.services.ratings.actions.inviting import invite_application


def application_closed(event: ApplicationClosed) -> None:
    """Ask for a rating of what was closed with a decision handed over."""
    rows = Application.objects.select_related("item", "organ", "window")
    application = rows.filter(pk=event.application_id, delivered_at__isnull=False).first()
    if application is not None:
        invite_application(application)

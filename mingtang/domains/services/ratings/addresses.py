"""Where an application is rated, for the pages that tell how it stands."""

from django.utils.translation import gettext as _

from mingtang.domains.services.applications.api import Application, NextStep
from mingtang.domains.services.ratings.queries.ratings import invitation_of


def rating_step(application: Application) -> NextStep | None:
    """The way to rate a closed application; one statement, none while it is not closed."""
    if application.delivered_at is None:
        return None
    invitation = invitation_of(application.pk)
    if invitation is None:
        return None
    label = _("看我的评价") if hasattr(invitation, "rating") else _("去评价")
    return NextStep(label, invitation.get_absolute_url())

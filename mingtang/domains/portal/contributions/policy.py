"""Who may hand in, and who reads what is attached."""

from collections.abc import Collection

from django.utils import timezone

from mingtang.domains.portal.contributions.models import Reporter, Submission
from mingtang.kernel.evidence.api import Actor

LABEL = "portal_contributions.submission"
"""What pictures and attachments hang on."""


def readable_submissions(actor: Actor, ids: Collection[str]) -> Collection[str]:
    """Of these submissions, those that the actor may read; one statement."""
    keys = [int(each) for each in ids if each.isdigit()]
    return {str(key) for key in Submission.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)}


def reporter_of(actor: Actor) -> Reporter | None:
    """The actor as a reporter of his organ who serves today; None for everybody else. One statement."""
    if actor.account_id is None or actor.organ_id is None:
        return None
    rows = Reporter.objects.serving(timezone.localdate())
    found: Reporter | None = (
        rows.filter(account=actor.account_id, unit__organ=actor.organ_id).select_related("unit").first()
    )
    return found

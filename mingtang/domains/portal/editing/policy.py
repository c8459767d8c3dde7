"""Who may read what comes with manuscripts."""

from collections.abc import Collection

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.kernel.evidence.api import Actor


def readable_manuscripts(actor: Actor, ids: Collection[str]) -> Collection[str]:
    """Of these manuscripts, those whose pictures and attachments the actor may read; one statement."""
    wanted = [number for number in ids if number.isdecimal()]
    return {str(pk) for pk in Manuscript.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)}

"""Who may read what is attached to applications."""

from collections.abc import Iterable

from mingtang.domains.services.applications.models import Application
from mingtang.kernel.evidence.api import Actor


def readable_applications(actor: Actor, keys: Iterable[str]) -> set[str]:
    """Of these ids those the actor may read; one statement."""
    found = Application.objects.visible_to(actor).filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return {str(pk) for pk in found.values_list("pk", flat=True)}

"""Under which name files of a request are kept by content, and who may read them there."""

from collections.abc import Collection

from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.kernel.content.api import Material, Target, materials_of
from mingtang.kernel.evidence.api import Actor

LABEL, HANDED_IN, GIVEN = "disclosure_requests.request", "handed_in", "given"
"""Files of one request share a label; what the applicant handed in and what is given to him have keys of their own."""


def target_of(request: DisclosureRequest) -> Target:
    """The request as content knows it."""
    return Target(LABEL, str(request.pk))


def readable_requests(actor: Actor, ids: Collection[str]) -> Collection[str]:
    """Of these requests, those whose files the actor may read; one statement."""
    rows = DisclosureRequest.objects.visible_to(actor).filter(pk__in=[key for key in ids if key.isdigit()])
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def handed_in(actor: Actor, request: DisclosureRequest) -> list[Material]:
    """What the applicant handed in with the request; two statements."""
    return list(materials_of(actor, LABEL, str(request.pk)).filter(key=HANDED_IN))

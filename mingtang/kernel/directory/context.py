"""What every template knows of whoever is looking."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def who(request: HttpRequest) -> dict[str, Any]:
    """`actor` (None for visitors) and the name of this node."""
    actor = getattr(request, "actor", None)
    signed_in = actor is not None and actor.account_id is not None
    return {"actor": actor if signed_in else None, "node_name": settings.NODE_NAME, "site_code": settings.SITE_CODE}

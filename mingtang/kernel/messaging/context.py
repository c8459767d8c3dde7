"""What layouts show of messaging."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mingtang.kernel.messaging.queries import unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread`: how many notices wait; one statement when a layout shows it, none otherwise."""
    actor = getattr(request, "actor", None)
    return {"unread": SimpleLazyObject(lambda: unread_count(actor)) if actor is not None else None}

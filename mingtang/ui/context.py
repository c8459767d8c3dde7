"""What every template may use: reading settings and the name of this house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mingtang.ui.reading import Reading


def reading(request: HttpRequest | None) -> dict[str, Any]:
    """`reading`, `node_name`, `site_name` and `site_code` for templates."""
    return {
        "reading": getattr(request, "reading", Reading()),
        "node_name": settings.NODE_NAME,
        "site_name": site_name(settings.NODE_NAME),
        "site_code": settings.SITE_CODE,
    }


def site_name(place: str) -> str:
    """Name in the masthead: a region's site is the site of its people's government; other nodes keep their name."""
    return f"{place}人民政府" if place.endswith(("省", "市", "州", "县", "区", "旗", "乡", "镇")) else place

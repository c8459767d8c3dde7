"""What an item says most recently: in the version being worked on, else in the one in force."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from mingtang.domains.services.catalogue.models import OPEN, ItemVersion, ServiceItem


def with_versions(items: QuerySet[ServiceItem]) -> QuerySet[ServiceItem]:
    """Items with the versions that `newest_version` chooses from as `newest`; one statement more."""
    current = ItemVersion.objects.filter(Q(state__in=OPEN) | Q(ended_at=None)).order_by("-number")
    return items.prefetch_related(Prefetch("versions", current, to_attr="newest"))


def newest_version(item: Any) -> ItemVersion | None:
    """The version with the highest number that has not ended; `item` comes from `with_versions`."""
    return item.newest[0] if item.newest else None


def newest_document(item: Any) -> Mapping[str, Any]:
    """What that version says; empty for an item without any."""
    version = newest_version(item)
    return version.document if version else {}

"""The item that is being designed, for whoever may edit it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mingtang.domains.services.catalogue.api import EDIT_ITEMS, ItemVersion, ServiceItem


def designed(request: Any, pk: int) -> tuple[ServiceItem, ItemVersion]:
    """The item and its newest version; 404 out of sight, 403 for whoever may not edit it."""
    item: ServiceItem = get_object_or_404(ServiceItem.objects.visible_to(request.actor).select_related("organ"), pk=pk)
    if not request.actor.may(EDIT_ITEMS, item):
        raise PermissionDenied(f"您没有“{EDIT_ITEMS.label}”的权限，或事项不在您的管辖范围内。")
    newest: ItemVersion = item.versions.latest("number")
    newest.item = item
    return item, newest


def frame(item: ServiceItem, newest: ItemVersion) -> dict[str, Any]:
    """What every page of designing shows around its content."""
    return {"item": item, "newest": newest, "back": item.get_absolute_url()}

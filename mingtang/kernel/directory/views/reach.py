"""Finding what an address speaks of: 404 outside the reader's reach, 403 where reading is not enough."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from mingtang.kernel.directory.access import ActorRequest
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.evidence.api import Permission


def in_reach(request: ActorRequest, rows: QuerySet[Any], key: int, to: Permission | None = None) -> Any:
    """The row of `rows` (already narrowed to what the reader may see) with this key; `to` asks for more than seeing."""
    row = get_object_or_404(rows, pk=key)
    if to is not None:
        require(request, to, row)
    return row


def require(request: ActorRequest, permission: Permission, row: Model) -> None:
    """Refuse unless the reader holds `permission` over `row`."""
    if not request.actor.may(permission, row):
        raise PermissionDenied(f"您没有“{permission.label}”的权限，或对象不在您的管辖范围内。")


def official_in_reach(request: ActorRequest, key: int, to: Permission | None = None) -> Account:
    """The account of an official whom the reader may see in the directory."""
    rows = Account.objects.within(request.actor, READ_DIRECTORY).filter(kind=Account.Kind.OFFICIAL)
    account: Account = in_reach(request, rows.select_related("person", "organ"), key, to)
    return account

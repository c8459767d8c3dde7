"""Who may pass an item on: three different people, unless the node is too small for them (MINGTANG_ITEM_SEPARATION=no)."""

from django.conf import settings

from mingtang.domains.services.catalogue.models import ItemVersion
from mingtang.kernel.evidence.api import Actor


def why_not_reviewer(actor: Actor, version: ItemVersion) -> str:
    """Why `actor` may not review or publish `version`, in words; empty when he may."""
    if not settings.ITEM_SEPARATION or actor.account_id is None:
        return ""
    if actor.account_id in version.editors:
        return "您编制过这一版，不能由您审核或发布。"
    if actor.account_id == version.reviewer_id:
        return "您已经作过部门审核，要由另一个人审定。"
    return ""

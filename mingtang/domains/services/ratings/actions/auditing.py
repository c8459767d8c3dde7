"""Flagging what is malicious or beside the point, after it was looked into. Nothing is ever deleted."""

from django.utils import timezone

from mingtang.domains.services.ratings import acts
from mingtang.domains.services.ratings.models import Rating
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def flag(actor: Actor, rating: Rating, reason: str) -> None:
    """Flag a rating, which takes it from the public list and the figures. Raises Refused without a reason.

    Whoever was rated may not flag it.
    """
    if not reason.strip():
        raise Refused("请写明审核依据。", "reason")
    if rating.flagged_at:
        raise Refused("这条评价已经标记。")
    if actor.account_id is not None and actor.account_id == rating.invitation.clerk_id:
        raise Refused("被评价的工作人员不能审核对自己的评价。")
    with act(acts.FLAG, actor, rating, within=rating.office) as deed:
        deed.change(rating, flagged_at=timezone.now(), flag_reason=reason.strip()[:300])
        deed.note = reason.strip()[:200]

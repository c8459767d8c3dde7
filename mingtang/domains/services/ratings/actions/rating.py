"""Rating, once for each invitation; adding one further word after the reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.services.ratings import acts
from mingtang.domains.services.ratings.case_type import FOLLOW_UP
from mingtang.domains.services.ratings.events import ServiceRated
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.rules import Channel, is_negative, tags_for
from mingtang.kernel.cases.api import Case, open_case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


@dataclass(frozen=True)
class Opinion:
    """What somebody says: a grade from 1 (best) to 5, tags of those that fit, words of his own."""

    grade: int
    tags: Sequence[str] = ()
    text: str = ""
    channel: Channel = Channel.WEB


def rate(actor: Actor, invitation: Invitation, opinion: Opinion) -> Rating:
    """Rate a case or a visit. A bad rating opens a case in the name of the system, so that nobody reads there who rated.

    Raises Refused the second time, and for officials, who may not rate in somebody's place.
    """
    if actor.kind == "official":
        raise Refused("工作人员不能代替办事人评价。")
    unfit = set(opinion.tags) - set(tags_for(online=invitation.online))
    if unfit:
        raise Refused(f"没有这个标签：{'、'.join(sorted(unfit))}。", "tags")
    with act(acts.RATE, actor, within=invitation) as deed:
        _require_unrated(invitation)
        rating = Rating(
            invitation=invitation, organ=invitation.organ, office=invitation.office, grade=opinion.grade,
            tags=list(opinion.tags), text=opinion.text.strip(), channel=opinion.channel, at=timezone.now(),
            rater_id=actor.account_id, case=_follow_up(invitation) if is_negative(opinion.grade) else None,
            published_at=None if is_negative(opinion.grade) else timezone.now(),
        )  # fmt: skip
        deed.create(rating)
        deed.announce(
            ServiceRated(
                subject=f"rating:{rating.pk}", rating_id=rating.pk, organ_id=rating.organ_id, grade=rating.grade,
                negative=rating.is_negative,
            )
        )  # fmt: skip
    return rating


def _require_unrated(invitation: Invitation) -> None:
    """Whoever presses twice at the same moment rates once."""
    Invitation.objects.select_for_update().only("pk").get(pk=invitation.pk)
    if Rating.objects.filter(invitation=invitation).exists():
        raise Refused("已经评价过了，一件事只评价一次。")


def _follow_up(invitation: Invitation) -> Case:
    return open_case(
        SYSTEM,
        FOLLOW_UP.code,
        title=f"差评：{invitation.subject}"[:200],
        organ=invitation.organ,
        vars={"invitation": invitation.pk, "office": str(invitation.office_id), "rated": str(invitation.organ_id)},
        key=f"rating:{invitation.pk}",
    )


def add_further(actor: Actor, rating: Rating, *, grade: int, text: str) -> None:
    """Add one further word to one's bad rating, after the reply (追评). Raises Refused before it, or the second time."""
    if rating.replied_at is None:
        raise Refused("收到答复以后可以追评一次。")
    with act(acts.ADD_FURTHER, actor, rating) as deed:
        held = Rating.objects.select_for_update().values_list("further_at", flat=True).get(pk=rating.pk)
        if held is not None:
            raise Refused("已经追评过了，只能追评一次。")
        deed.change(rating, further_grade=grade, further_text=text.strip(), further_at=timezone.now())

"""Items become public: number, moment, fact; at once, at a set time, or registered because they are public already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.utils import timezone

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.actions.stepping import complete, require_another, require_at
from mingtang.domains.disclosure.catalogue.actions.writing import ItemDetails, checked, digest_of
from mingtang.domains.disclosure.catalogue.calendar import publish_due
from mingtang.domains.disclosure.catalogue.events import InformationPublished
from mingtang.domains.disclosure.catalogue.models import InformationItem, SecrecyReview
from mingtang.domains.disclosure.catalogue.rules import BACK, INDEX, OPEN, SIGNED, Conclusion, State, Step
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.directory.api import Organ, Refused, issue_number
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.lib.calendar import OfficeHours

log = structlog.get_logger(__name__)
AT_ONCE = 100
"""How many scheduled items one round publishes."""


def allocate_index(item: InformationItem, at: datetime) -> str:
    """The index number of an item: the next of its organ in the year, or that of the text it translates, with its language.

    Numbers that were brought along from elsewhere are taken; they are passed over. Raises NoNumberFormat.
    """
    if item.translates_id:
        return f"{item.translates.index_no}-{item.language}"
    while True:
        number = issue_number(item.organ, INDEX, on=timezone.localdate(at))
        if not InformationItem.objects.filter(index_no=number).exists():
            return number


def make_public(deed: Deed, item: InformationItem, at: datetime) -> None:
    """Put an item before the public. Raises Refused unless exactly what it says now was reviewed as open."""
    _require_reviewed(item)
    deed.change(item, state=State.PUBLISHED, published_at=at, index_no=allocate_index(item, at))
    deed.announce(InformationPublished(subject=f"information:{item.pk}", item_id=item.pk))


def _require_reviewed(item: InformationItem) -> None:
    if item.openness != OPEN:
        raise Refused("只有主动公开的信息可以发布。")
    if not item.reviewed_digest or digest_of(item) != item.reviewed_digest:
        raise Refused("内容或附件在保密审查以后有改动，须重新审查。")


def sign_item(
    actor: Actor,
    item: InformationItem,
    *,
    outcome: str = SIGNED,
    opinion: str = "",
    scheduled_at: datetime | None = None,
) -> None:
    """Sign an item, which publishes it now or at a moment to come, or send it back. Raises Refused, NotPermitted."""
    require_at(item, Step.SIGN)
    require_another(actor, item)
    if outcome == BACK and not opinion.strip():
        raise Refused("请写明退回的理由。", "opinion")
    now = timezone.now()
    if scheduled_at and scheduled_at <= now:
        raise Refused("定时发布的时间应当晚于现在。", "scheduled_at")
    with act(acts.SIGN, actor, item) as deed:
        deed.note = opinion
        if outcome == SIGNED:
            deed.change(item, signed_by_id=actor.account_id)
            if scheduled_at:
                _require_reviewed(item)
                deed.change(item, state=State.SCHEDULED, scheduled_at=scheduled_at)
            else:
                make_public(deed, item, now)
        complete(actor, item, outcome, opinion)


def publish_scheduled(now: datetime | None = None) -> int:
    """Publish what was signed for a moment that has come. Returns how many.

    What says something else by now than what was reviewed stays where it is, and keeps nothing else waiting.
    """
    moment = now or timezone.now()
    due = InformationItem.objects.filter(state=State.SCHEDULED, scheduled_at__lte=moment).select_related("organ")
    return sum(_published_now(item, moment) for item in due.order_by("scheduled_at", "pk")[:AT_ONCE])


def _published_now(item: InformationItem, moment: datetime) -> bool:
    try:
        with act(acts.PUBLISH, SYSTEM, item) as deed:
            make_public(deed, item, moment)
    except Refused as refusal:
        log.warning("a scheduled item cannot be published", item=item.pk, reason=str(refusal))
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class Published:
    """Something public since before it was registered here: what it says, since when, and who had reviewed it.

    `index_no` is the number it has had elsewhere, empty where it gets one here: numbers are never made anew.
    """

    details: ItemDetails
    at: datetime
    reviewer: str
    index_no: str = ""


def register_published(actor: Actor, organ: Organ, published: Iterable[Published]) -> list[InformationItem]:
    """Register what an organ has published, in the order of its numbers, as one act. Raises Refused for the first fault."""
    hours, today = office_hours(organ.pk), timezone.now()
    with act(acts.REGISTER, actor, within=organ) as deed:
        items = []
        for each in published:
            if each.at > today:
                raise Refused("公布日期不能晚于今天。")
            items.append(_registered(deed, actor, organ, each, hours))
        deed.note = f"{len(items)} 件"
    return items


def _registered(deed: Deed, actor: Actor, organ: Organ, each: Published, hours: OfficeHours) -> InformationItem:
    said = checked(each.details)
    item = InformationItem(
        organ=organ, state=State.PUBLISHED, published_at=each.at, signed_by_id=actor.account_id, **said
    )
    item.due_on = publish_due(item, hours)
    item.digest = item.reviewed_digest = digest_of(item)
    item.index_no = each.index_no or allocate_index(item, each.at)
    deed.create(item)
    deed.create(
        SecrecyReview(
            item=item, digest=item.digest, conclusion=Conclusion.OPEN, reviewer_name=each.reviewer, at=each.at
        )
    )
    deed.announce(InformationPublished(subject=f"information:{item.pk}", item_id=item.pk))
    return item

"""Every change of messaging: saying something, reading it, choosing how to be reached, and sending what waits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

import structlog
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.kernel.directory.api import Account, Refused
from mingtang.kernel.evidence.api import Actor, act, declare_act
from mingtang.kernel.messaging.channels import CHANNELS, OUTWARD
from mingtang.kernel.messaging.channels.outward import Undeliverable
from mingtang.kernel.messaging.hints import push_hint
from mingtang.kernel.messaging.models import InboxItem, LiveEvent, Notice, NoticeDelivery, Preference
from mingtang.kernel.messaging.queries import inbox_of, reachability_of
from mingtang.kernel.messaging.rules import LEASE, Content, disturbs, quiet_until, wait_after
from mingtang.kernel.messaging.topics import find_topic

SET_PREFERENCES = declare_act("messaging.set_preferences", "设置消息接收方式", None)
BATCH = 50

log = structlog.get_logger(__name__)


@transaction.atomic
def notify(
    accounts: Sequence[Account], content: Content, *, key: str, about: models.Model | None, post: int | None = None
) -> Notice:
    """Write a notice for `accounts` on every channel they want. Does nothing when `key` has been used before.

    Raises KeyError for a topic that nobody has declared.
    """
    find_topic(content.topic)
    notice, fresh = _written(content, key, about, post)
    if fresh:
        for channel in CHANNELS:
            channel.accept(notice, accounts)
        if not accounts:
            log.warning("a notice has nobody to read it", notice=notice.pk, topic=content.topic, post=post)
    return notice


def _written(content: Content, key: str, about: models.Model | None, post: int | None) -> tuple[Notice, bool]:
    values: dict[str, Any] = {
        "at": timezone.now(),
        "subject": content.subject[:200],
        "body": content.body,
        "link": content.link,
        "topic": content.topic,
        "importance": content.importance,
        "kind": content.kind,
        "basis": content.basis,
        "post_id": post,
        "object_type": about._meta.label_lower if about is not None else "",
        "object_id": str(about.pk) if about is not None else "",
    }
    if not key:
        return Notice.objects.create(**values), True
    return Notice.objects.get_or_create(key=key, defaults=values)


def mark_read(actor: Actor, items: Iterable[int] | None = None) -> int:
    """Mark some of the actor's notices as read, or all of them; tells the actor's other pages. Returns how many."""
    rows = InboxItem.objects.filter(account_id=actor.account_id, read_at=None)
    if items is not None:
        rows = rows.filter(pk__in=list(items))
    with transaction.atomic():
        count = rows.update(read_at=timezone.now())
        if count and actor.account_id:
            push_hint([actor.account_id], "inbox")
    return count


def open_item(actor: Actor, pk: int) -> InboxItem | None:
    """One notice of the actor's inbox, read from now on; None when it is not there."""
    item = inbox_of(actor).filter(pk=pk).first()
    if item and item.read_at is None:
        mark_read(actor, [pk])
        item.read_at = timezone.now()
    return item


def set_preferences(
    actor: Actor, wanted: Mapping[tuple[str, str], bool], *, mail: str, quiet_from: time, quiet_until: time
) -> None:
    """Choose the outward channels of each topic, the mail address and the quiet hours of one's own account.

    Raises Refused when nobody is signed in.
    """
    account = actor.account_id
    if account is None:
        raise Refused("请先登录。")
    reach = reachability_of(account)
    with act(SET_PREFERENCES, actor, reach) as deed:
        if reach._state.adding:
            deed.create(reach)
        deed.change(reach, mail=mail, quiet_from=quiet_from, quiet_until=quiet_until)
        held = {(row.topic, row.channel): row for row in Preference.objects.filter(account=account)}
        for (topic, channel), wish in wanted.items():
            if row := held.get((topic, channel)):
                deed.change(row, wanted=wish)
            elif wish != OUTWARD[channel].usual(topic, Notice.Importance.ORDINARY):
                deed.create(Preference(account_id=account, topic=topic, channel=channel, wanted=wish))


def send_due() -> int:
    """Send what waits and is due, up to one batch; returns how many deliveries were looked at. A round of the worker."""
    done = 0
    while done < BATCH and _send_one(timezone.now()):
        done += 1
    return done


def _send_one(now: datetime) -> bool:
    """Claim a delivery in one transaction, send it outside of any, and write down what came of it."""
    if not _due(now).exists():  # a reader's look first: an idle worker must not take the write lock
        return False
    delivery = _claimed(now)
    if delivery is not None:
        _send(delivery)
    return True


def _due(now: datetime) -> QuerySet[NoticeDelivery]:
    return NoticeDelivery.objects.filter(state=NoticeDelivery.State.WAITING, next_at__lte=now).order_by("next_at", "id")


@transaction.atomic
def _claimed(now: datetime) -> NoticeDelivery | None:
    """The next delivery, leased to this worker; None when it waits for the morning or another worker has it."""
    related = ("notice", "account__person", "account__legal_person__representative")
    rows = _due(now).select_related(*related)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    delivery = rows.first()
    if delivery is None:
        return None
    morning = _morning(delivery, now)
    delivery.next_at = morning or now + LEASE
    delivery.tries += 0 if morning else 1
    delivery.save(update_fields=["next_at", "tries"])
    return None if morning else delivery


def _morning(delivery: NoticeDelivery, now: datetime) -> datetime | None:
    """When the quiet hours of the account end that hold this delivery back."""
    if not disturbs(delivery.notice.kind, delivery.notice.importance):
        return None
    reach = reachability_of(delivery.account_id)
    return quiet_until(timezone.localtime(now), reach.quiet_from, reach.quiet_until)


def _send(delivery: NoticeDelivery) -> None:
    try:
        with transaction.atomic():  # a local provider's row and nothing else
            delivery.reference = OUTWARD[delivery.channel].send(delivery)
    except Undeliverable as reason:
        delivery.state, delivery.note = NoticeDelivery.State.SKIPPED, str(reason)[:200]
    except Exception as error:  # whatever a provider raises is the provider's failure
        _put_off(delivery, error)
    else:
        delivery.state, delivery.sent_at, delivery.note = NoticeDelivery.State.SENT, timezone.now(), ""
    delivery.save(update_fields=["state", "sent_at", "reference", "note", "next_at"])


def _put_off(delivery: NoticeDelivery, error: Exception) -> None:
    log.warning("sending failed", delivery=delivery.pk, channel=delivery.channel, tries=delivery.tries)
    delivery.note = f"{type(error).__name__}: {error}"[:200]
    wait = wait_after(delivery.tries)
    if wait is None:
        delivery.state = NoticeDelivery.State.FAILED
    else:
        delivery.next_at = timezone.now() + wait


def forget_hints(before: datetime, at_most: int = 20_000) -> int:
    """Delete hints older than `before`, a bounded number at a time."""
    old = LiveEvent.objects.filter(at__lt=before).values_list("pk", flat=True)[:at_most]
    return LiveEvent.objects.filter(pk__in=list(old)).delete()[0]

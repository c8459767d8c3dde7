"""What inbox pages, the layout and live hints ask."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mingtang.kernel.directory.api import Account, Post, holders_of
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.messaging.models import InboxItem, LiveEvent, OutboxEntry, Preference, Reachability

_WITH_HOLDERS = ("person", "legal_person__representative")


def inbox_of(actor: Actor) -> QuerySet[InboxItem]:
    """What the actor has received. An inbox is one's own: no permission opens another's."""
    return InboxItem.objects.filter(account_id=actor.account_id).select_related("notice")


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not opened; one statement, none for visitors."""
    return unread_counts([actor.account_id]).get(actor.account_id, 0) if actor.account_id else 0


def unread_counts(accounts: Iterable[int]) -> dict[int, int]:
    """Unread notices by account; accounts without any are left out. One statement."""
    rows = InboxItem.objects.filter(account__in=list(accounts), read_at=None)
    return dict(rows.values_list("account_id").annotate(count=Count("id")))


def holders_of_posts(posts: Iterable[int]) -> list[Account]:
    """Active accounts of whoever holds one of `posts` today."""
    return list(holders_of(posts, timezone.localdate()).select_related(*_WITH_HOLDERS))


def posts_permitted(permission: str, organ: int | None) -> list[int]:
    """Posts that hold `permission` today: over `organ`, or anywhere when that is None."""
    valid = Q(scopes__until=None) | Q(scopes__until__gte=timezone.localdate())
    rows = Post.objects.filter(valid, closed_on=None, scopes__permission=permission)
    scopes = rows.values_list("pk", "scopes__everything", "scopes__organs")
    return [post for post, everything, organs in scopes if organ is None or everything or organ in organs]


def preferences_of(accounts: Iterable[int], topic: str, channel: str) -> dict[int, bool]:
    """Explicit choices by account; one statement."""
    rows = Preference.objects.filter(account__in=list(accounts), topic=topic, channel=channel)
    return dict(rows.values_list("account_id", "wanted"))


def choices_of(account: int) -> dict[tuple[str, str], bool]:
    """All explicit choices of an account by topic and channel."""
    rows = Preference.objects.filter(account=account).values_list("topic", "channel", "wanted")
    return {(topic, channel): wanted for topic, channel, wanted in rows}


def reachability_of(account: int) -> Reachability:
    """The account's own row, or one with the usual quiet hours that is not saved."""
    return Reachability.objects.filter(pk=account).first() or Reachability(account_id=account)


def outbox_visible_to(actor: Actor) -> QuerySet[OutboxEntry]:
    """The log of the local providers, for whoever may read it over the whole node."""
    rows: QuerySet[OutboxEntry] = OutboxEntry.objects.visible_to(actor)
    return rows


def missed_events(account: int, after: int) -> list[LiveEvent]:
    """The last event of each topic later than event `after`, oldest first; the events still kept are at most a day old."""
    newest: dict[str, LiveEvent] = {}
    for event in LiveEvent.objects.filter(account=account, pk__gt=after).order_by("-pk")[:200]:
        newest.setdefault(event.topic, event)
    return sorted(newest.values(), key=lambda event: event.pk)

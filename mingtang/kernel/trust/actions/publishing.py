"""Publishing lists of revoked certificates (RFC 5280 5): a full one a day, a delta an hour, at once where a key is lost."""

from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.hierarchy import signer_of
from mingtang.kernel.trust.models import Authority, RevocationList
from mingtang.kernel.trust.queries import changed_since, newest_list, revoked_in
from mingtang.lib.crypto.revocation import make_crl

FULL_EVERY = timedelta(hours=24)  # trust.md 6: a full list every 24 hours, nextUpdate after 48 at most
FULL_GOOD_FOR = timedelta(hours=48)
DELTA_GOOD_FOR = timedelta(hours=4)
KEPT = timedelta(days=7)  # lists that were replaced; what they said stands in the register of certificates


def publish_lists(actor: Actor = SYSTEM, *, now: datetime | None = None) -> int:
    """Publish what is due for every authority of this node: a full list, or a delta; returns how many."""
    now = now or timezone.now()
    ours = Authority.objects.exclude(level=Authority.Level.ROOT).exclude(state=Authority.State.PREPARED)
    return sum(publish_list(actor, authority, now) is not None for authority in ours.filter(not_after__gt=now))


def publish_list(actor: Actor, authority: Authority, now: datetime, *, full: bool = False) -> RevocationList | None:
    """The next list of `authority`; a full one when it is due or asked for, else a delta to the newest full one."""
    base = newest_list(authority.pk, delta=False)
    if full or base is None or base.this_update <= now - FULL_EVERY:
        return _publish(actor, authority, now, None)
    return _publish(actor, authority, now, base)


def _publish(actor: Actor, authority: Authority, now: datetime, base: RevocationList | None) -> RevocationList:
    with act(acts.PUBLISH_LIST, actor, authority) as deed:
        locked = Authority.objects.select_for_update().get(pk=authority.pk)
        entries = revoked_in(authority, now) if base is None else changed_since(authority, base.this_update, now)
        number, until = locked.list_number + 1, now + (FULL_GOOD_FOR if base is None else DELTA_GOOD_FOR)
        encoded = make_crl(
            signer_of(locked), entries, number=number,
            this_update=now, next_update=until, base=base.number if base else None,
        )  # fmt: skip
        deed.change(locked, list_number=number)
        published = RevocationList(
            authority=locked, number=number, base=base.number if base else None,
            this_update=now, next_update=until, entries=len(entries), encoded=encoded,
        )  # fmt: skip
        deed.create(published)
        RevocationList.objects.filter(authority=locked, next_update__lt=now - KEPT).delete()
    return published

"""Boxes of leaders, with who is in office and how many letters were published."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from mingtang.domains.interaction.messages.models import Mailbox, MessageDesk
from mingtang.domains.interaction.messages.queries.letters import answering_organs
from mingtang.kernel.directory.api import Post, leading_posts
from mingtang.kernel.evidence.api import Actor

_PUBLISHED = Count("letters", filter=Q(letters__published_at__isnull=False))


def public_mailboxes() -> Any:
    """Boxes that take letters, with leaders and `published`; three statements."""
    return _with_leaders(Mailbox.objects.open())


def mailboxes_of(actor: Actor) -> Any:
    """Boxes of the desks that the actor may read, closed ones too, with leaders and `published`; three statements."""
    return _with_leaders(Mailbox.objects.visible_to(actor))


def _with_leaders(rows: Any) -> Any:
    posts = Prefetch("post", leading_posts(timezone.localdate()))
    return rows.select_related("desk__organ").prefetch_related(posts).annotate(published=_PUBLISHED)


def posts_without(desk: MessageDesk) -> QuerySet[Post]:
    """Leading posts of the organs that answer for a desk, which have no open box."""
    rows = leading_posts(timezone.localdate()).filter(organ__in=answering_organs(desk).order_by())
    taken = Mailbox.objects.open().values("post_id")
    return rows.exclude(pk__in=taken).order_by("organ__region", "organ__rank", "organ__path", "rank", "pk")

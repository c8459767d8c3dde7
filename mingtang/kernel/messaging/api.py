"""Saying something to people, as other apps see it.

    notify_holders(post, Content(subject="…", body="…", topic="cases", link=url), key=f"task-assigned:{task.pk}")

A notice belongs to the transaction around it: it is seen when that commits and never otherwise. `key` makes it happen
once in effect although facts arrive at least once. The inbox always has it; mail and text messages follow the topic
and what people have chosen, sent by the worker.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from mingtang.kernel.directory.api import Account, Post
from mingtang.kernel.evidence.api import Actor, Permission
from mingtang.kernel.messaging import actions, hints, queries
from mingtang.kernel.messaging.models import READ_OUTBOX, Notice
from mingtang.kernel.messaging.rules import Content
from mingtang.kernel.messaging.topics import Topic, declare_topic

__all__ = [
    "READ_OUTBOX",
    "Content",
    "Notice",
    "Topic",
    "declare_topic",
    "notify_holders",
    "notify_permission_holders",
    "notify_person",
    "push_hint",
    "unread_count",
]


def notify_person(account: Account, content: Content, *, key: str = "", about: models.Model | None = None) -> Notice:
    """Tell whoever is behind `account`: an official, a citizen or a legal person, never all accounts of a human being.

    Returns the notice that `key` stands for, which may be an earlier one. Raises KeyError for an undeclared topic.
    """
    return actions.notify([account], content, key=key, about=about)


def notify_holders(post: Post, content: Content, *, key: str = "", about: models.Model | None = None) -> Notice:
    """Tell everybody who holds `post` today. Raises KeyError for an undeclared topic."""
    return actions.notify(queries.holders_of_posts([post.pk]), content, key=key, about=about, post=post.pk)


def notify_permission_holders(
    permission: Permission | str,
    content: Content,
    *,
    organ: int | None = None,
    key: str = "",
    about: models.Model | None = None,
) -> Notice:
    """Tell everybody whose post holds `permission` over `organ` (an id; None: anywhere), the node's administrators say.

    Raises KeyError for an undeclared topic.
    """
    code = permission if isinstance(permission, str) else permission.code
    holders = queries.holders_of_posts(queries.posts_permitted(code, organ))
    return actions.notify(holders, content, key=key, about=about)


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not opened; one statement, none for visitors."""
    return queries.unread_count(actor)


def push_hint(accounts: Iterable[int], topic: str, payload: dict[str, Any] | None = None) -> None:
    """Tell the open pages of `accounts` (ids) that something about `topic` has changed; JSON hints, never content."""
    hints.push_hint(accounts, topic, payload)

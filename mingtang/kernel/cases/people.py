"""Who somebody is to the cases: keys of actors, and of whoever a diagram names."""

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from mingtang.kernel.cases.keys import keys_of
from mingtang.kernel.cases.rules import role_key
from mingtang.kernel.directory.api import Account, Organ, Post, posts_with_role, roles_of_post
from mingtang.kernel.evidence.api import Actor

FRESH = 30.0
"""Seconds for which a process remembers which posts an organ has; what an actor may do is never remembered."""

Result = TypeVar("Result")


def _remembered(look_up: Callable[..., Result]) -> Callable[..., Result]:
    kept: dict[tuple[Any, ...], tuple[float, Result]] = {}

    @wraps(look_up)
    def remembering(*question: Any) -> Result:
        until, answer = kept.get(question, (0.0, None))
        if until < time.monotonic() or answer is None:
            answer = look_up(*question)
            if len(kept) > 10_000:
                kept.clear()
            kept[question] = (time.monotonic() + FRESH, answer)
        return answer

    remembering.forget = kept.clear  # type: ignore[attr-defined]
    return remembering


def role_keys_of(actor: Actor) -> tuple[str, ...]:
    """The keys of the roles that the actor's post holds in its organ; one statement."""
    if not (actor.post_id and actor.organ_id):
        return ()
    return tuple(role_key(code, actor.organ_id) for code in roles_of_post(actor.post_id))


def all_keys_of(actor: Actor) -> tuple[str, ...]:
    """Every key under which work may be offered to the actor; one statement."""
    return keys_of(actor) + role_keys_of(actor)


@_remembered
def organ_by_code(code: str) -> tuple[int, ...]:
    """The organ with this credit code or id."""
    named = {"pk": int(code)} if code.isdecimal() and len(code) < 18 else {"credit_code": code}
    return tuple(Organ.objects.filter(**named).values_list("pk", flat=True))


@_remembered
def posts_named(organ_id: int, name: str) -> tuple[str, ...]:
    """Keys of the open posts of an organ with this name; else the key of a role of that code."""
    posts = Post.objects.filter(organ=organ_id, name=name, closed_on=None).values_list("pk", flat=True)
    return tuple(f"post:{pk}" for pk in posts) or (role_key(name, organ_id),)


@_remembered
def heads_of_unit(unit_id: int) -> tuple[str, ...]:
    """Keys of the leading posts of a unit."""
    posts = Post.objects.filter(unit=unit_id, leads=True, closed_on=None).values_list("pk", flat=True)
    return tuple(f"post:{pk}" for pk in posts)


def posts_behind(keys: Iterable[str]) -> QuerySet[Post]:
    """Open posts whose holders have one of these keys: of the post, its unit, its organ, or a role in its organ."""
    behind = Q(pk=None)
    for key in keys:
        kind, _, rest = key.partition(":")
        name, _, organ = rest.partition("@")
        if kind in _BEHIND and rest.isdecimal():
            behind |= Q(**{_BEHIND[kind]: int(rest)})
        elif kind == "role" and organ.isdecimal():
            behind |= Q(pk__in=posts_with_role(name), organ=int(organ))
    return Post.objects.filter(behind, closed_on=None)


_BEHIND = {"post": "pk", "unit": "unit", "organ": "organ"}


def names_of(accounts: set[int]) -> dict[int, str]:
    """The names of the people behind accounts; one statement, none for none."""
    if not accounts:
        return {}
    rows = Account.objects.filter(pk__in=accounts).select_related("person", "legal_person")
    return {row.pk: row.holder_name for row in rows}

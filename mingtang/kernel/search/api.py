"""Finding things, as other apps see it.

register_source(SearchSource(kind="case", label="办件", rows=..., title=..., ...))     # when everything is ready
refresh("case", [case.pk])                                                            # in a handler of a fact
"""

from collections.abc import Iterable
from typing import Any

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.search import actions, queries
from mingtang.kernel.search.queries import Answers, Facet, Hit
from mingtang.kernel.search.sources import SearchSource, register_source

__all__ = ["Answers", "Facet", "Hit", "SearchSource", "forget", "rebuild", "refresh", "register_source", "search"]


def search(actor: Actor, text: str, *, kind: str = "", page: int = 1) -> Answers:
    """One page (20) of what `actor` may find, best first, with counts by kind; two SQL statements.

    Words separated by blanks must all occur, "quoted" text occurs as it stands; nothing typed is an error.
    """
    return queries.search(actor, text, kind=kind, page=page)


def refresh(kind: str, ids: Iterable[Any]) -> None:
    """Describe these objects anew; those their source no longer gives leave. Raises KeyError for an unknown kind."""
    actions.refresh(kind, ids)


def forget(kind: str, ids: Iterable[Any]) -> None:
    """Let these objects no longer be found."""
    actions.forget(kind, ids)


def rebuild(kinds: Iterable[str] = ()) -> dict[str, int]:
    """Describe everything of `kinds` (all when empty) anew; how many may be found, by kind. Raises KeyError."""
    return actions.rebuild(kinds)

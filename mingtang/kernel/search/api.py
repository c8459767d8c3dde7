"""Finding things, as other apps see it.

register_source(SearchSource(kind="case", label="办件", rows=..., title=..., ...))     # when everything is ready
refresh("case", [case.pk])                                                            # in a handler of a fact
FragmentIndex("table").candidates("张三", 1000)                                        # names by any piece of them
register_synonyms({"餐馆": ["餐饮服务", "食品经营"]})                                    # what people say: what texts say
"""

from collections.abc import Iterable
from typing import Any

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.search import actions, queries
from mingtang.kernel.search.answers import Answers, Facet, Hit, Wish
from mingtang.kernel.search.fragments import FragmentIndex, FragmentText
from mingtang.kernel.search.sources import SearchSource, register_source
from mingtang.kernel.search.suggesting import suggested
from mingtang.kernel.search.synonyms import meant_by, register_synonyms

__all__ = [
    "Answers",
    "Facet",
    "FragmentIndex",
    "FragmentText",
    "Hit",
    "SearchSource",
    "Wish",
    "forget",
    "meant_by",
    "ranked",
    "rebuild",
    "refresh",
    "register_source",
    "register_synonyms",
    "search",
    "suggested",
]


def search(
    actor: Actor,
    text: str,
    *,
    kind: str = "",
    place: str = "",
    theme: str = "",
    year: str = "",
    newest: bool = False,
    page: int = 1,
) -> Answers:
    """One page (20) of what `actor` may find, best or newest first, with counts by kind, place, theme and year; two SQL
    statements, three when more than 1 000 answer and something is chosen.

    Words separated by blanks must all occur, "quoted" text occurs as it stands; nothing typed is an error.
    """
    wish = Wish(kind=kind, place=place, theme=theme, year=year, newest=newest)
    return queries.search(actor, text, wish, page=page)


def ranked(actor: Actor, text: str, kind: str, *, most: int = 1000) -> list[str]:
    """Ids of the objects of `kind` that `actor` may find, best first, for lists that narrow further; one statement."""
    return queries.ranked(actor, text, kind, most)


def refresh(kind: str, ids: Iterable[Any]) -> None:
    """Describe these objects anew; those their source no longer gives leave. Raises KeyError for an unknown kind."""
    actions.refresh(kind, ids)


def forget(kind: str, ids: Iterable[Any]) -> None:
    """Let these objects no longer be found."""
    actions.forget(kind, ids)


def rebuild(kinds: Iterable[str] = ()) -> dict[str, int]:
    """Describe everything of `kinds` (all when empty) anew; how many may be found, by kind. Raises KeyError."""
    return actions.rebuild(kinds)

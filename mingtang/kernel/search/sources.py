"""What can be found, as apps register it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from mingtang.kernel.evidence.api import Permission


def _nothing(row: Any) -> str:
    return ""


def _at_any_time(row: Any) -> datetime | None:
    return None


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """A kind of thing that can be found.

    `rows` gives everything that may be found, with what the functions below need already loaded. An entry is shown to
    whoever holds `permission` over the organ (an id) that `organ` names, with a link to `url`; when `public_url` is
    not empty the entry is shown to everybody, with that link.

    Answers are narrowed by `place` (the site where it stands, in words), `theme` (what it is about, in a few words) and the
    year of `dated`, when it became known. Nothing is found before `dated`, nor from `until` on: what comes and goes with
    the time needs no fact.
    """

    kind: str
    label: Any
    rows: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    permission: Permission
    organ: Callable[[Any], int | None]
    url: Callable[[Any], str]
    public_url: Callable[[Any], str] = _nothing
    place: Callable[[Any], str] = _nothing
    theme: Callable[[Any], str] = _nothing
    dated: Callable[[Any], datetime | None] = _at_any_time
    until: Callable[[Any], datetime | None] = _at_any_time
    order: int = 100


_SOURCES: dict[str, SearchSource] = {}


def register_source(source: SearchSource) -> None:
    """Let `source` be found. A second one of the same kind replaces the first."""
    _SOURCES[source.kind] = source


def sources() -> list[SearchSource]:
    """All kinds in the order of their pages."""
    return sorted(_SOURCES.values(), key=lambda source: (source.order, source.kind))


def find_source(kind: str) -> SearchSource:
    """The source of this kind. Raises KeyError for an unknown one."""
    return _SOURCES[kind]

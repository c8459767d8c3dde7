"""What can be found, as apps register it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mingtang.kernel.evidence.api import Permission


def _nowhere(row: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """A kind of thing that can be found.

    `rows` gives everything that may be found, with what the functions below need already loaded. An entry is shown to
    whoever holds `permission` over the organ (an id) that `organ` names, with a link to `url`; when `public_url` is
    not empty the entry is shown to everybody, with that link.
    """

    kind: str
    label: Any
    rows: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    permission: Permission
    organ: Callable[[Any], int | None]
    url: Callable[[Any], str]
    public_url: Callable[[Any], str] = _nowhere
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

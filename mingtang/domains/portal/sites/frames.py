"""The frames of sites: what stands around all their pages, kept in the memory of the process while it is true.

A page that is made for everybody is made under the mark of its site (decision 0070); its frame is asked for again when there is
another mark. Everything else, as what is made for those who are signed in, has a frame of its own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.queries import Columns

MARK = "mingtang.mark"
"""Where the scope of a request says under which mark a page for everybody is made."""

FRAME_TRUE_FOR = 15.0
"""Seconds. Together with those of the page around it (`serving`) a minute: what changes with the time needs no fact."""

MOST = 200
"""Frames in memory."""


@dataclass(frozen=True)
class _Kept:
    mark: str
    until: float
    columns: Columns


_kept: dict[str, _Kept] = {}


def columns_at(request: HttpRequest, place: str, load: Callable[[], PortalSite | None]) -> Columns | None:
    """The site at `place`, a key or a host, with its columns; `load` asks for it. None where there is none."""
    mark = getattr(request, "scope", {}).get(MARK)
    kept = _kept.get(place)
    if kept and kept.mark == mark and time.monotonic() < kept.until:
        return kept.columns
    portal = load()
    columns = Columns(portal) if portal else None
    if mark and columns:
        _remember(place, _Kept(mark, time.monotonic() + FRAME_TRUE_FOR, columns))
    return columns


def _remember(place: str, kept: _Kept) -> None:
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[place] = kept

"""Pages linked from a home page are made ahead, by the worker, whenever a site has changed: an outage then finds them."""

from collections.abc import Callable
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock

from asgiref.sync import async_to_sync

from mingtang.domains.portal.serving.answering import StoredPages
from mingtang.domains.portal.serving.rules import Asked, linked
from mingtang.domains.portal.serving.store import Kept

MOST_LINKED = 120
"""Pages made ahead for one home page."""


def warm_some(door: Callable[[], StoredPages]) -> int:
    """Make what one home page leads to, if its site has changed since; how many pages. `door` is built when it is needed."""
    store = door().store
    changed = [home for home, warmed in store.homes().items() if warmed != store.marks.stamp(home.site).current]
    if not changed:
        return 0
    with suppress(BlockingIOError), (store.folder / "warming.lock").open("w") as lock:
        flock(lock, LOCK_EX | LOCK_NB)  # another worker is at it
        return _warm(door(), changed[0])
    return 0


def _warm(door: StoredPages, home: Asked) -> int:
    """How many pages are true again; 0 when the node could not make one, so that it is tried again after a pause."""
    stamp = door.store.marks.stamp(home.site)
    kept = _true(door, home)
    if kept is None:
        return 0
    paths = linked(kept.body)[:MOST_LINKED] if isinstance(kept, Kept) else []
    if not all(_true(door, home.at(path)) for path in paths):
        return 0
    door.store.warmed(home, stamp)
    return len(paths) + 1


def _true(door: StoredPages, asked: Asked) -> Kept | bool | None:
    """The page as its site is now; True when there is none that may be kept, None when the node fails."""
    kept = door.store.find(asked)
    if kept and kept.stamp == door.store.marks.stamp(asked.site):
        return kept
    if not async_to_sync(door.make)(asked):
        return None
    return door.store.find(asked) or True

"""The one registry of places: side column of the workbench and main navigation of the public site.

An application registers its entries in `ready()`. An entry is left out while its address does not exist or the actor
may not go there, so applications can be installed and removed without touching a layout.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_lazy

MY_WORK = "我的工作"
BUSINESS = "业务"
OVERSIGHT = "监督与分析"
ADMINISTRATION = "系统管理"
PUBLIC = "公众网站"
FOOTER = "页脚"
WORKBENCH_GROUPS = (MY_WORK, BUSINESS, OVERSIGHT, ADMINISTRATION)
GROUP_TITLES = (gettext_lazy("我的工作"), gettext_lazy("业务"), gettext_lazy("监督与分析"), gettext_lazy("系统管理"))
PHONE_PLACES = 4  # and "all applications" makes five


class Actor(Protocol):
    """Whoever is looking; the directory supplies the real one."""

    def may(self, permission: str) -> bool:
        """Whether the actor holds `permission`."""


@dataclass(frozen=True)
class NavigationEntry:
    """A place. `permission` empty: everyone signed in. `count` may return how many things wait there.

    `also` are beginnings of other addresses whose pages belong to this place.
    `phone` asks for one of the four places at the foot of a telephone screen (lowest `order` first).
    """

    label: str
    icon: str
    url_name: str
    group: str
    order: int = 100
    permission: str = ""
    count: Callable[[Any], int | None] | None = None
    phone: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as one page shows it."""

    label: str
    icon: str
    url: str
    current: bool
    count: int | None
    phone: bool


@dataclass(frozen=True)
class Group:
    """A titled part of the side column."""

    title: str
    links: list[Link]


_entries: dict[tuple[str, str], NavigationEntry] = {}


def register(entry: NavigationEntry) -> None:
    """Add `entry`; a second entry for the same address in the same group replaces the first."""
    if entry.group not in (*WORKBENCH_GROUPS, PUBLIC, FOOTER):
        raise ValueError(f"no navigation group is called {entry.group!r}")
    _entries[entry.group, entry.url_name] = entry


def workbench_navigation(actor: Actor | None, current_path: str) -> list[Group]:
    """Groups with at least one place open to `actor`, in the order of `WORKBENCH_GROUPS`."""
    open_places = _open(actor, WORKBENCH_GROUPS) if actor is not None else []
    current = _current(open_places, current_path)
    on_phone = _on_phone(entry for entry, _ in open_places)
    titles = dict(zip(WORKBENCH_GROUPS, GROUP_TITLES, strict=True))
    groups = [
        Group(
            str(titles[name]),
            [_link(entry, url, actor, current, on_phone) for entry, url in open_places if entry.group == name],
        )
        for name in WORKBENCH_GROUPS
    ]
    return [group for group in groups if group.links]


def waiting_counts(actor: Actor) -> dict[str, int]:
    """How many things wait, by address, at the places of the workbench that count them."""
    counted = [(entry.count, url) for entry, url in _open(actor, WORKBENCH_GROUPS) if entry.count]
    return {url: found for count, url in counted if (found := count(actor)) is not None}


def public_navigation(actor: Actor | None, current_path: str, group: str = PUBLIC) -> list[Link]:
    """Places of the public site (or its `FOOTER`); those with a permission only for whoever holds it."""
    places = _open(actor, (group,))
    current = _current(places, current_path)
    return [_link(entry, url, actor, current, set()) for entry, url in places]


def _open(actor: Actor | None, groups: Iterable[str]) -> list[tuple[NavigationEntry, str]]:
    wanted = [entry for entry in _entries.values() if entry.group in groups and _may(actor, entry)]
    wanted.sort(key=lambda entry: (entry.order, entry.label))
    return [(entry, url) for entry in wanted if (url := _address(entry.url_name))]


def _may(actor: Actor | None, entry: NavigationEntry) -> bool:
    return not entry.permission or (actor is not None and actor.may(entry.permission))


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _current(places: list[tuple[NavigationEntry, str]], path: str) -> str:
    """The place whose address, or one that also belongs to it, is the longest beginning of `path`; the front page only
    for itself.
    """
    beginnings = [(start, url) for entry, url in places for start in (url, *entry.also)]
    above = [pair for pair in beginnings if path == pair[0] or (pair[0] not in {"", "/"} and _leads(pair[0], path))]
    return max(above, key=lambda pair: len(pair[0]), default=("", ""))[1]


def _leads(start: str, path: str) -> bool:
    return start.endswith("/") and path.startswith(start)


def _on_phone(entries: Iterable[NavigationEntry]) -> set[str]:
    wishes = sorted((entry for entry in entries if entry.phone), key=lambda entry: entry.order)
    return {entry.url_name for entry in wishes[:PHONE_PLACES]}


def _link(entry: NavigationEntry, url: str, actor: Any, current: str, on_phone: set[str]) -> Link:
    count = entry.count(actor) if entry.count else None
    return Link(gettext(entry.label), entry.icon, url, url == current, count, entry.url_name in on_phone)

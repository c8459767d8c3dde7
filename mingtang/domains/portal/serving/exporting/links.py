"""Links of pages and styles: found, and written anew. Our templates put every address between double quotes. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, urljoin, urlsplit

Change = Callable[[str], str]

_IN_PAGES = re.compile(r'(\s(?:href|src|poster|action)=")([^"]*)(")')
_IN_STYLES = re.compile(r"""(url\(["']?)([^"')]+)(["']?\))""")
_FORM_TO_ITSELF = re.compile(r"<form(?![^>]*\saction=)")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_VARIANTS = {"page": re.compile(r"[1-9]\d{0,4}"), "print": re.compile("")}
"""Queries of pages that are exported, each alone: the further pages of a list, and the page for printing."""


@dataclass(frozen=True, order=True)
class Address:
    """A page or file of the node, by path and query."""

    path: str
    query: str = ""

    @property
    def variant(self) -> str:
        """`page-2`, `print`, or empty. Raises ValueError for a query that is not exported."""
        if not self.query:
            return ""
        pairs = parse_qsl(self.query, keep_blank_values=True)
        name, value = pairs[0] if len(pairs) == 1 else ("", "")
        if name not in _VARIANTS or not _VARIANTS[name].fullmatch(value):
            raise ValueError(self.query)
        return f"{name}-{value}" if value else name


def split(link: str, at: str) -> tuple[Address, str] | None:
    """Where a link in the page at a path leads, with its fragment; None for places outside the node and inside the page."""
    if _ELSEWHERE.match(link) or link.startswith("#"):
        return None
    parts = urlsplit(urljoin(at, link) if link else at)
    return Address(parts.path, parts.query), parts.fragment


def links_of_page(text: str) -> Iterator[str]:
    """The values of all attributes that hold an address."""
    return (unescape(found[2]) for found in _IN_PAGES.finditer(text))


def links_of_style(text: str) -> Iterator[str]:
    """The addresses in `url(...)`; those of data inside the style are none."""
    return (found[2] for found in _IN_STYLES.finditer(text))


def page_with(text: str, change: Change) -> str:
    """A page with other addresses; forms that are sent to their own page name it."""
    named = _FORM_TO_ITSELF.sub('<form action=""', text)
    return _IN_PAGES.sub(lambda found: f"{found[1]}{escape(change(unescape(found[2])))}{found[3]}", named)


def style_with(text: str, change: Change) -> str:
    """A style with other addresses."""
    return _IN_STYLES.sub(lambda found: f"{found[1]}{change(found[2])}{found[3]}", text)


def from_file_to_file(here: str, there: str, fragment: str = "") -> str:
    """The relative link between two files of one folder."""
    link = relpath(there, dirname(here) or ".")
    return f"{link}#{fragment}" if fragment else link

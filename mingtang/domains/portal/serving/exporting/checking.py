"""Whether what was exported holds together: every link between files leads to a file, and to a place in it. Pure reading."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mingtang.domains.portal.serving.exporting.links import links_of_page, links_of_style

_PLACES = re.compile(r'\sid="([^"]+)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def dead_links(folder: Path) -> Iterator[tuple[str, str]]:
    """File and link of every relative link that leads nowhere; a link from the root of a server is one of them."""
    for kind, links_of in (("html", links_of_page), ("css", links_of_style)):
        for file in sorted(folder.rglob(f"*.{kind}")):
            for link in set(links_of(file.read_text(encoding="utf-8"))):
                if not _leads_somewhere(folder, file, link):
                    yield str(file.relative_to(folder)), link


def _leads_somewhere(folder: Path, file: Path, link: str) -> bool:
    if _ELSEWHERE.match(link):
        return True
    parts = urlsplit(link)
    there = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if link.startswith("/") or not there.is_file() or not there.is_relative_to(folder.resolve()):
        return False
    return not parts.fragment or there.suffix != ".html" or unquote(parts.fragment) in _places(there)


@cache
def _places(file: Path) -> frozenset[str]:
    return frozenset(_PLACES.findall(file.read_text(encoding="utf-8")))

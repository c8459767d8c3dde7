"""Exporting: everything that can be reached inside a site is asked for as a stranger would, then linked by relative links.

First all answers are put into the folder as they are, then pages and styles are read again and their links written anew: only
then is it known what there is. Nothing large is held in memory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import quote, unquote

from mingtang.domains.portal.serving.exporting.links import (
    Address,
    from_file_to_file,
    links_of_page,
    links_of_style,
    page_with,
    split,
    style_with,
)

PAGE, STYLE = "text/html", "text/css"
_BESIDE = ("/assets/", "/static/")
_START = """<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="refresh" content="0; url={home}"></head>
<body><p><a href="{home}">{title}</a></p></body></html>
"""


@dataclass(frozen=True)
class Answer:
    """What the node says: `kind` without parameters, `name` when it is a file to be kept under it."""

    kind: str
    body: bytes
    name: str = ""


Ask = Callable[[Address], Answer | None]
"""Asks the node as a stranger; None for what is no answer for everybody."""


@dataclass
class Export:
    """One export of the site `key` into `folder`. `origin` (`https://host`) is where everything else stays."""

    key: str
    folder: Path
    origin: str
    ask: Ask
    files: dict[Address, str] = field(default_factory=dict)
    missing: dict[Address, str] = field(default_factory=dict)
    """Addresses inside the site that gave no page, with the page that leads there."""
    _read_again: list[tuple[Address, str, str]] = field(default_factory=list)

    @property
    def home(self) -> Address:
        return Address(f"/sites/{self.key}/")

    def run(self, title: str, more: Iterable[str] = ()) -> int:
        """Export what the home page, the sitemap and the feeds lead to, and the paths `more`; how many files."""
        self._collect([self.home, *(Address(path) for path in more)])
        for address, file, kind in self._read_again:
            self._link(address, file, kind)
        if self.home in self.files:
            home = self.files[self.home]
            self._write("index.html", _START.format(title=escape(title), home=home).encode())
        return len(self.files)

    def _collect(self, start: list[Address]) -> None:
        waiting, seen = [(address, "") for address in reversed(start)], set(start)
        while waiting:
            address, led_from = waiting.pop()
            for link in self._take(address, led_from):
                found = split(link, address.path)
                if found and self._belongs(wanted := found[0]) and wanted not in seen:
                    seen.add(wanted)
                    waiting.append((wanted, address.path))

    def _take(self, address: Address, led_from: str) -> Iterable[str]:
        """Put an answer into the folder as it is; the links in it."""
        answer = self.ask(address)
        if answer is None:
            self.missing[address] = led_from
            return ()
        self.files[address] = file = _file_of(address, answer)
        self._write(file, answer.body)
        if answer.kind not in {PAGE, STYLE}:
            return ()
        self._read_again.append((address, file, answer.kind))
        text = answer.body.decode()
        return list(links_of_page(text) if answer.kind == PAGE else links_of_style(text))

    def _belongs(self, address: Address) -> bool:
        if address.path.startswith(_BESIDE):
            return True
        try:
            return address.path.startswith(self.home.path) and address.variant is not None
        except ValueError:
            return False

    def _link(self, address: Address, file: str, kind: str) -> None:
        def change(link: str) -> str:
            found = split(link, address.path)
            if found is None:
                return link
            there, fragment = found
            if there in self.files:
                return from_file_to_file(file, quote(self.files[there]), fragment)
            query = f"?{there.query}" if there.query else ""
            return f"{self.origin}{there.path}{query}{f'#{fragment}' if fragment else ''}"

        text = (self.folder / file).read_text(encoding="utf-8")
        self._write(file, (page_with if kind == PAGE else style_with)(text, change).encode())

    def _write(self, file: str, body: bytes) -> None:
        place = self.folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)


def _file_of(address: Address, answer: Answer) -> str:
    """The file of an answer: folders have an `index`, or the name that the file itself goes by."""
    path = unquote(address.path).strip("/")
    if not address.path.endswith("/"):
        return path
    last = Path(answer.name).name or f"{address.variant or 'index'}{_extension(answer.kind)}"
    return f"{path}/{last}"


def _extension(kind: str) -> str:
    known = {PAGE: ".html", "application/feed+json": ".json"}
    return known.get(kind) or (".xml" if kind.endswith("xml") else guess_extension(kind) or ".bin")

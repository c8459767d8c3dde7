"""Addresses that a text names."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_WHOLE = re.compile(r"https?://[^\s<>\"'，。；、（）《》]+", re.IGNORECASE)
_OURS = re.compile(r"(?<![\w/:.])/(?:sites|files)/[\w\-./]+")


@dataclass(frozen=True, slots=True)
class Link:
    """An address: of a host, or of this cluster itself (`host` empty), then with its `path`."""

    address: str
    host: str
    path: str

    def is_within(self, domains: frozenset[str]) -> bool:
        """Whether its host is one of `domains`, or lies below one."""
        return any(self.host == domain or self.host.endswith(f".{domain}") for domain in domains)


def links_in(text: str) -> list[Link]:
    """Every address of a text, each once, in the order of the text."""
    found = sorted([*_WHOLE.finditer(text), *_OURS.finditer(text)], key=lambda match: match.start())
    return [_link(address) for address in dict.fromkeys(match.group().rstrip(".,") for match in found)]


def _link(address: str) -> Link:
    try:
        parts = urlsplit(address)
        return Link(address, (parts.hostname or "").lower(), parts.path or "/")
    except ValueError:  # brackets of an address that is none
        return Link(address, address, "/")

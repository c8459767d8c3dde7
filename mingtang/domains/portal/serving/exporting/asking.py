"""Asking this node for what it would tell any stranger."""

from email.message import Message
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.asgi import ASGIHandler

from mingtang.domains.portal.serving.answering import StoredPages
from mingtang.domains.portal.serving.exporting.export import Answer
from mingtang.domains.portal.serving.exporting.links import Address
from mingtang.domains.portal.serving.rules import Asked
from mingtang.domains.portal.serving.store import Store


class Stranger:
    """Asks by the address `origin` (`https://host`), with a store of its own: what is personal is never kept, so never told."""

    def __init__(self, origin: str, folder: Path) -> None:
        parts = urlsplit(origin)
        self._scheme, self._host = parts.scheme, parts.netloc
        self._door = StoredPages(ASGIHandler(), Store(folder))

    def __call__(self, address: Address) -> Answer | None:
        if address.path.startswith(settings.STATIC_URL):
            return _static(address.path)
        asked = Asked(self._scheme, self._host, address.path, address.query)
        if not async_to_sync(self._door.make)(asked):
            return None
        kept = self._door.store.find(asked)
        self._door.store.drop(asked)
        return _answer(dict(kept.headers), kept.body) if kept else None


def _answer(headers: dict[str, str], body: bytes) -> Answer:
    said = Message()
    said["content-type"] = headers.get("content-type", "application/octet-stream")
    if "content-disposition" in headers:
        said["content-disposition"] = headers["content-disposition"]
    return Answer(said.get_content_type(), body, said.get_filename() or "")


def _static(path: str) -> Answer | None:
    """A file as it was collected for the web server, else as it lies in the folder of its app."""
    name = path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    if not found:
        return None
    return Answer(guess_type(path)[0] or "application/octet-stream", Path(found).read_bytes())

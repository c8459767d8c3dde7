"""The public pages of a node as a web server on loopback shows them, so that inspection can look from outside, and be lied to."""

import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from mingtang.lib.crypto.certificates import Name, Term, issue_root
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem
from mingtang.lib.inspection.pages import Page
from mingtang.lib.inspection.tests.small_site import reply
from mingtang.lib.tests.web_server import server

HOST = "https://localhost"


class Mirror:
    """What every address that a survey of the site at `home` may ask for answers: `pages` by path, to be tampered with."""

    def __init__(self, home: str) -> None:
        self.home, self.pages, self.answers = home, {}, {}
        self._client, self._waiting = Client(), deque([home, f"{home}mingtang-no-such-page"])
        self._copy_all()

    def spoil(self, path: str, old: str, new: str) -> None:
        """Have a page say something else."""
        assert old in self.pages[path], (path, old)
        self.pages[path] = self.pages[path].replace(old, new)

    def renew(self, *paths: str) -> None:
        """Copy some pages of the site again."""
        for path in paths:
            del self.pages[path]
        self._waiting.extend(paths)
        self._copy_all()

    def _copy_all(self) -> None:
        while self._waiting:
            self._copy(self._waiting.popleft())

    def _copy(self, path: str) -> None:
        if path in self.pages or path in self.answers:
            return
        if path.startswith(settings.STATIC_URL):
            self.answers[path] = _file(path)
            return
        answer = self._client.get(path, HTTP_HOST="localhost", secure=True)
        body = answer.getvalue()
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code == 200 and kind.startswith("text/html") and path.startswith(self.home):
            self.pages[path] = body.decode()
            self._follow(Page(f"{HOST}{path}", body, kind))
        else:
            onward = answer.headers.get("Location", "")
            self.answers[path] = reply(answer.status_code, kind, body, *([f"Location: {onward}"] if onward else []))
            self._waiting.extend([_path(onward)] if onward else [])

    def _follow(self, page: Page) -> None:
        """Whatever a page leads to, and what its search finds of it."""
        links = [link.url for link in page.links]
        for url in (*links, *page.resources, *(url for url, _ in page.images)):
            if url.startswith(f"{HOST}/"):
                self._waiting.append(_path(url))
        if (form := page.search_form) and (title := page.tags.get("articletitle")):
            self._waiting.append(_path(f"{form.action}?{quote(form.field)}={quote(title)}"))

    @contextmanager
    def shown(self, folder: Path) -> Iterator[str]:
        """Served by https; gives the address of the home page."""
        key, now = generate_key(KeyKind.ECDSA_P256), datetime.now(UTC)
        own = issue_root(key, Name.of(country="CN", common_name="localhost"), Term(now, now + timedelta(days=1)))
        (folder / "x.pem").write_text(to_pem("CERTIFICATE", own) + to_pem("PRIVATE KEY", key.pkcs8()))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "x.pem")
        texts = {path: reply(200, "text/html; charset=utf-8", text.encode()) for path, text in self.pages.items()}
        with server(self.answers | texts, context) as port:
            yield f"{HOST}:{port}{self.home}"


def _file(path: str) -> Any:
    """What the web server in front of a node answers by itself."""
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    return reply(200, "application/octet-stream", Path(found).read_bytes()) if found else reply(404, "text/html", b"x")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

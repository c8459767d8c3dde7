"""Asking a site and what it links to: politely, within bounds, and inside its network only for what belongs to it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from mingtang.lib.fetching import Answer, BadAnswer, Bounds, Forbidden, Late, Network, Unreachable, Whom, look
from mingtang.lib.inspection.kinds import Kind

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Place:
    """A site to be inspected: the address of its home page, and the inner `networks` in which it may be asked."""

    home: str
    networks: tuple[Network, ...] = ()

    def holds(self, url: str) -> bool:
        """Whether an address belongs to the site: the same server, at or below the folder of its home page."""
        here, there = urlsplit(self.home), urlsplit(url)
        folder = here.path.rpartition("/")[0] + "/"
        return _server(here) == _server(there) and (there.path or "/").startswith(folder)

    def serves(self, url: str) -> bool:
        """Whether an address is answered by the server of the site, also for others beside it."""
        return _server(urlsplit(self.home)) == _server(urlsplit(url))

    def whom(self, url: str) -> Whom:
        """Who may be asked for `url`: the site's own server inside its networks, everybody else in public only."""
        here = urlsplit(self.home)
        if not self.serves(url):
            return Whom()
        return Whom(self.networks, frozenset({_server(here)[1]}), lambda name: name == here.hostname)


@dataclass(frozen=True)
class Pace:
    """Bounds of a survey: pages read, addresses asked, outside addresses, seconds in all and for one answer, bytes, pause."""

    pages: int = 500
    requests: int = 3000
    externals: int = 100
    seconds: float = 1800.0
    answer_seconds: float = 15.0
    most_bytes: int = 2 * 1024 * 1024
    redirects: int = 5
    pause: float = 0.2


USUAL = Pace()


@dataclass(frozen=True)
class Visit:
    """What came of asking: where it ended, the answer, or the kind of fault and why."""

    url: str
    answer: Answer | None = None
    fault: Kind | None = None
    why: str = ""

    @property
    def status(self) -> int:
        return self.answer.status if self.answer else 0


class Spent(Exception):
    """The bounds of the survey are reached."""


class Visitor:
    """Asks addresses of one survey, each once."""

    def __init__(self, place: Place, pace: Pace, *, rest: Callable[[float], None] = time.sleep) -> None:
        self.place, self.pace, self._rest = place, pace, rest
        self._end = time.monotonic() + pace.seconds
        self._visits: dict[str, Visit] = {}
        self.requests = 0

    def visit(self, url: str) -> Visit:
        """Ask for `url`, or remember what it said. Raises Spent."""
        if url not in self._visits:
            self._visits[url] = self._follow(url)
        return self._visits[url]

    def again(self, url: str) -> Visit:
        """Ask once more. Raises Spent."""
        self._visits.pop(url, None)
        return self.visit(url)

    def _follow(self, url: str) -> Visit:
        seen: set[str] = set()
        while url not in seen and len(seen) <= self.pace.redirects:
            seen.add(url)
            visit = self._ask(url)
            if visit.answer is None or visit.status not in _REDIRECTS or not visit.answer.location:
                return visit
            url = urljoin(url, visit.answer.location)
        return Visit(url, None, Kind.REDIRECT_LOOP, "跳转没有尽头")

    def _ask(self, url: str) -> Visit:
        self._spend()
        try:
            answer = look(url, self.place.whom(url), Bounds(self.pace.answer_seconds, self.pace.most_bytes))
        except Forbidden as fault:
            return Visit(url, None, Kind.INTERNAL_ADDRESS, str(fault))
        except Late as fault:
            return Visit(url, None, Kind.LATE_PAGE, str(fault))
        except (Unreachable, BadAnswer) as fault:
            return Visit(url, None, Kind.SERVER_ERROR, str(fault))
        return Visit(url, answer, _fault_of(answer.status), f"服务器返回 {answer.status}")

    def _spend(self) -> None:
        if self.requests >= self.pace.requests or time.monotonic() > self._end:
            raise Spent
        if self.requests and self.pace.pause:
            self._rest(self.pace.pause)
        self.requests += 1


def _fault_of(status: int) -> Kind | None:
    if status >= 500:
        return Kind.SERVER_ERROR
    return Kind.DEAD_LINK if status >= 400 else None


def _server(parts: SplitResult) -> tuple[str, int]:
    try:
        return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", 0

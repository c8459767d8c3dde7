"""Asking the servers of strangers, warily: a bounded time, a bounded size, few redirects, and never an address that is ours.

Names are resolved once and the connection goes to the address that was examined, so that a name which changes its mind
in between leads nowhere (DNS rebinding). Whoever runs a node inside a network of its own names the networks to ask.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_MOST_ADDRESSES = 3
_MOST_HEAD = 16 * 1024
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TUNNELS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""IPv6 that carries IPv4 addresses inside (RFC 6052, 3056, 4380): what is behind is not what it looks like."""


class FetchFault(Exception):
    """Nothing was fetched; the message says why, in words for whoever asked, and never what the other side said."""


class Forbidden(FetchFault):
    """The address, port or name may not be asked from here."""


class Unreachable(FetchFault):
    """No name, no connection, or no answer in time: a later attempt may do better."""


class Late(Unreachable):
    """Somebody is there, but took longer than the bounds allow."""


class BadAnswer(FetchFault):
    """It answered, but not with what was asked for, or with too much."""


@dataclass(frozen=True)
class Whom:
    """Who may be asked: public addresses, and `networks` besides; hosts that `host` allows; these ports."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset(_DEFAULT_PORTS.values())
    host: Callable[[str], bool] = lambda _: True

    def allows(self, address: Address) -> bool:
        """Whether a connection to `address` may be made; an IPv4 address inside IPv6 is looked at as what it is."""
        plain = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
        if any(plain in network for network in self.networks):
            return True
        return plain.is_global and not plain.is_multicast and not any(plain in tunnel for tunnel in _TUNNELS)


@dataclass(frozen=True)
class Bounds:
    """How long all of it may take, seconds; how long a body may be, bytes; how many redirects are followed."""

    seconds: float = 10.0
    most_bytes: int = 8 * 1024
    redirects: int = 3


class Answer(NamedTuple):
    """What a server said: `kind` is its Content-Type, `length` the length it announced, `location` where it points on."""

    status: int
    location: str
    body: bytes
    kind: str = ""
    length: int | None = None


def fetch(url: str, whom: Whom, bounds: Bounds = Bounds()) -> bytes:
    """The body of the page at `url` (http or https). Raises Forbidden, Unreachable, BadAnswer.

    Certificates are not looked at: whoever is asked here is about to get one.
    """
    end = time.monotonic() + bounds.seconds
    for _ in range(bounds.redirects + 1):
        parts = _require_allowed(url, whom)
        answer = _ask(parts, whom, end, bounds.most_bytes)
        if answer.status not in _REDIRECTS:
            break
        url = urljoin(url, answer.location)
    else:
        raise BadAnswer(f"重定向超过 {bounds.redirects} 次")
    if answer.status != _OK:
        raise BadAnswer(f"服务器返回 {answer.status}，应为 200")
    if len(answer.body) > bounds.most_bytes:
        raise BadAnswer(f"应答超过 {bounds.most_bytes} 字节")
    return answer.body


def look(url: str, whom: Whom, bounds: Bounds = Bounds()) -> Answer:
    """What `url` answers, whatever the status and without following it; longer bodies are cut at the bound.

    Raises Forbidden, Late, Unreachable, BadAnswer.
    """
    answer = _ask(_require_allowed(url, whom), whom, time.monotonic() + bounds.seconds, bounds.most_bytes)
    return answer._replace(body=answer.body[: bounds.most_bytes])


def _require_allowed(url: str, whom: Whom) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        raise Forbidden("地址格式不对") from None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.username is not None:
        raise Forbidden("只访问 http 和 https 地址")
    if port not in whom.ports:
        raise Forbidden(f"不允许访问端口 {port}")
    if not whom.host(parts.hostname):
        raise Forbidden(f"不允许访问 {parts.hostname}")
    return parts


def _ask(parts: SplitResult, whom: Whom, end: float, most: int) -> Answer:
    host, port = parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]
    for address in _addresses(host, whom):
        try:
            with socket.create_connection((str(address), port), timeout=_left(end)) as plain:
                return _exchange(_encrypted(plain, host) if parts.scheme == "https" else plain, parts, end, most)
        except TimeoutError:
            raise Late("连接或应答超时") from None
        except OSError:
            continue
        except HTTPException:
            raise BadAnswer("应答不是 HTTP") from None
    raise Unreachable(f"连不上 {host} 的 {port} 端口")


def _addresses(host: str, whom: Whom) -> Iterator[Address]:
    """Those of `host` that may be asked, few of them. Raises Unreachable for an unknown name, Forbidden if none may."""
    try:
        found = {info[4][0]: None for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Unreachable(f"域名 {host} 解析不到地址") from None
    allowed = [each for each in (ip_address(str(text).partition("%")[0]) for text in found) if whom.allows(each)]
    if not allowed:
        raise Forbidden(f"{host} 的地址不在允许访问的网络内")
    yield from allowed[:_MOST_ADDRESSES]


def _encrypted(plain: socket.socket, host: str) -> socket.socket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(plain, server_hostname=host)


def _exchange(connection: socket.socket, parts: SplitResult, end: float, most: int) -> Answer:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    lines = (
        f"GET {target} HTTP/1.1",
        f"Host: {name}{port}",
        "User-Agent: Mingtang",
        "Accept: */*",
        "Connection: close",
    )
    connection.settimeout(_left(end))
    connection.sendall("\r\n".join((*lines, "", "")).encode("ascii", "ignore"))
    response = HTTPResponse(_Bounded(connection, end, most + _MOST_HEAD))  # type: ignore[arg-type]
    response.begin()
    body = b"" if response.status in _REDIRECTS else response.read(most + 1)
    kind, location = response.headers.get("Content-Type", ""), response.headers.get("Location", "")
    announced = response.headers.get("Content-Length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() else None
    return Answer(response.status, location, body, kind, length)


class _Bounded(io.RawIOBase):
    """What comes from a connection, until `end` (monotonic) and `most` bytes."""

    def __init__(self, connection: socket.socket, end: float, most: int) -> None:
        super().__init__()
        self._connection, self._end, self._left = connection, end, most

    def makefile(self, *_: object) -> io.BufferedReader:
        """As HTTPResponse asks a socket."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Raises TimeoutError after `end`, BadAnswer beyond `most`."""
        self._connection.settimeout(_left(self._end))
        came = self._connection.recv_into(buffer)
        self._left -= came
        if self._left < 0:
            raise BadAnswer("应答太长")
        return came


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left

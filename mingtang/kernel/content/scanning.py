"""Asking ClamAV by its socket whether a content is infected (the INSTREAM command of clamd(8)).

The address is a path of a Unix socket or `host:port`; empty means that no scanner is there, and nothing is claimed.
"""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 120.0
_LONGEST_ANSWER = 4096


class ScannerFailed(Exception):
    """The scanner does not answer, or not in its language; the message is for administrators."""


@dataclass(frozen=True)
class Verdict:
    """`threat` is the scanner's name for what it found, empty when the content is clean."""

    threat: str = ""


def scan(address: str, chunks: Iterable[bytes]) -> Verdict:
    """The scanner's verdict on a content sent in chunks. Raises ScannerFailed."""
    try:
        with _connected(address) as sock:
            return _read(_ask(sock, chunks))
    except OSError as error:
        raise ScannerFailed(f"{address}: {error}") from error


def _ask(sock: socket.socket, chunks: Iterable[bytes]) -> str:
    """Send the content; a scanner that has seen enough may hang up early, its answer still counts."""
    sock.settimeout(ANSWER_SECONDS)
    sock.sendall(b"zINSTREAM\0")
    try:
        for chunk in chunks:
            sock.sendall(struct.pack(">I", len(chunk)) + chunk)
        sock.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    return _answer(sock)


def _answer(sock: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER and (part := sock.recv(1024)):
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _read(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND"))
    raise ScannerFailed(answer or "no answer")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.settimeout(CONNECT_SECONDS)
        sock.connect(address)
        return sock
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), CONNECT_SECONDS)


def answers(address: str) -> bool:
    """Whether a scanner is listening and says so (PING)."""
    try:
        with _connected(address) as sock:
            sock.sendall(b"zPING\0")
            return _answer(sock) == "PONG"
    except (OSError, ValueError):
        return False

"""What time a time server says it is (SNTP, RFC 4330)."""

import socket
import struct
import time

_EPOCH = 2_208_988_800  # seconds from 1900 to 1970
_PORT = 123


def clock_offset(host: str, port: int = _PORT, timeout: float = 3.0) -> float:
    """Seconds by which this clock is behind that of `host`. Raises OSError."""
    address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(address[0], socket.SOCK_DGRAM) as sock:
        sock.settimeout(timeout)
        sent = time.time()
        sock.sendto(b"\x23" + bytes(47), address[4])  # version 4, client
        answer = sock.recv(512)
        received = time.time()
    if len(answer) < 48:
        raise OSError("the answer is too short")
    arrived, left = (_moment(answer, at) for at in (32, 40))
    return ((arrived - sent) + (left - received)) / 2


def _moment(packet: bytes, at: int) -> float:
    seconds, fraction = struct.unpack_from("!II", packet, at)
    return float(seconds - _EPOCH + fraction / 2**32)

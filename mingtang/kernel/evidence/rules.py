"""Pure rules of the chain and of delivery."""

from datetime import timedelta

from mingtang.lib.digests import sm3_hex

GENESIS = "0" * 64
LAST_TRY = 8


def link_digest(previous: str, seq: int, record_id: int, record_digest: str) -> str:
    """SM3 over the ASCII text `previous:seq:record_id:record_digest`; digests are lower-case hex."""
    return sm3_hex(f"{previous}:{seq}:{record_id}:{record_digest}".encode("ascii"))


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after `tries` failures (1 s, 4 s, 9 s ...); None when the delivery is dead."""
    return timedelta(seconds=tries * tries) if tries < LAST_TRY else None

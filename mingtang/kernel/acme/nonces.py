"""Nonces against replay (RFC 8555 6.5): made without writing anything, written down when they are used.

A nonce is its time, 16 random bytes and a code under the node's secret, so that every process knows them and nobody can
fill a table by asking for them.
"""

import secrets
import struct
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from mingtang.kernel.acme.models import UsedNonce
from mingtang.kernel.acme.rules import Fault, Problem, base64url, from_base64url

LIFE = timedelta(hours=1)
_TIME, _RANDOM, _CODE = 8, 16, 16
_SALT = "mingtang.acme.nonce"


def new_nonce() -> str:
    """A nonce, base64url without padding."""
    begun = struct.pack(">Q", int(timezone.now().timestamp())) + secrets.token_bytes(_RANDOM)
    return base64url(begun + _code(begun))


def spend_nonce(value: object) -> None:
    """Use a nonce up. Raises Problem if it is not ours, has expired or was used before."""
    until = _end_of(value) if isinstance(value, str) else None
    if not isinstance(value, str) or until is None or until < timezone.now():
        raise Problem(Fault.BAD_NONCE, "随机数无效或已过期，请换一个重试。")
    try:
        with transaction.atomic():
            UsedNonce.objects.create(value=value, until=until)
    except IntegrityError:
        raise Problem(Fault.BAD_NONCE, "随机数已使用过，请换一个重试。") from None


def forget_nonces() -> int:
    """Delete those that would have expired anyway; returns how many."""
    deleted, _ = UsedNonce.objects.filter(until__lt=timezone.now()).delete()
    return deleted


def _end_of(value: str) -> datetime | None:
    try:
        whole = from_base64url(value)
    except Problem:
        return None
    begun, code = whole[: _TIME + _RANDOM], whole[_TIME + _RANDOM :]
    if len(code) != _CODE or base64url(whole) != value or not constant_time_compare(code, _code(begun)):
        return None
    return datetime.fromtimestamp(struct.unpack(">Q", begun[:_TIME])[0], UTC) + LIFE


def _code(begun: bytes) -> bytes:
    return salted_hmac(_SALT, begun, algorithm="sha256").digest()[:_CODE]  # type: ignore[arg-type]

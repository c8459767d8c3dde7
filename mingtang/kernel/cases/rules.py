"""Pure rules of the cases: keys of somebody, sizes, and how long an errand rests after a failure."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

LARGEST_VARS = 16 * 1024
"""Bytes of JSON: variables route a case; what people filled in belongs to filings."""

LAST_TRY = 8
LEASE = timedelta(minutes=5)
"""So long a service may take before another worker calls it again."""

SUSPENDED_AGAIN = timedelta(minutes=5)
"""What arrives at a suspended row is brought again after so long."""


class TooManyVars(ValueError):
    """The variables of a case are larger than routing data may be."""


def packed_vars(facts: Mapping[str, Any]) -> str:
    """Variables as the text that is stored. Raises TooManyVars beyond LARGEST_VARS bytes, TypeError for what JSON lacks."""
    text = packed(facts)
    if len(text.encode()) > LARGEST_VARS:
        raise TooManyVars(f"案件变量超过 {LARGEST_VARS // 1024} KB，请把内容放到表单里")
    return text


def packed(value: Any) -> str:
    """JSON without blanks."""
    return _ENCODER.encode(value)


def account_key(account_id: int) -> str:
    """The key of an account, as tokens name their holder."""
    return f"account:{account_id}"


def account_of(key: str) -> int | None:
    """The account that a key names; None for keys of posts, units, organs and roles."""
    kind, _, number = key.partition(":")
    return int(number) if kind == "account" and number.isdecimal() else None


def role_key(code: str, organ_id: int) -> str:
    """The key of whoever holds a post with role `code` in an organ."""
    return f"role:{code}@{organ_id}"


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
KEY_KINDS = frozenset({"account", "post", "unit", "organ", "role"})


def is_key(text: str) -> bool:
    """Whether `text` names somebody directly, not by a rule."""
    kind, _, rest = text.partition(":")
    return kind in KEY_KINDS and bool(rest)


def wait_after(tries: int) -> timedelta | None:
    """How long an errand rests after `tries` failures (1 s, 4 s, 9 s ...); None when it is dead."""
    return timedelta(seconds=tries * tries) if tries < LAST_TRY else None

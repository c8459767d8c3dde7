"""What proofreading finds, and how bad it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingtang.lib.digests import canonical_json, sm3_hex

BLOCK, WARN = "block", "warn"
"""What blocks must be changed; what warns must be acknowledged by a person."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: `text` says what, `detail` what to do about it."""

    level: str
    text: str
    detail: str = ""


def worst(findings: Iterable[Finding]) -> str:
    """The worst level among findings, "" for none."""
    levels = {finding.level for finding in findings}
    return next((level for level in (BLOCK, WARN) if level in levels), "")


def digest_of(findings: Sequence[Finding]) -> str:
    """What acknowledges exactly these warnings: it changes as soon as one of them does."""
    return sm3_hex(canonical_json(sorted(f"{each.text}\n{each.detail}" for each in findings if each.level == WARN)))[
        :16
    ]

"""Verifying anything that can be verified, whatever it is: PDF, OFD, exports of evidence, and bundles of all these.

`judge_apart` for files of strangers, `judge_file` for one's own process; `bundle_apart` and `make_bundle` write what a
stranger verifies with openssl alone. Nothing is fetched, nothing is kept.
"""

from typing import TYPE_CHECKING

from mingtang.lib.late import opened_late
from mingtang.lib.verification.apart import MOST_BYTES, bundle_apart, judge_apart
from mingtang.lib.verification.bundles import Bundle, read_bundle
from mingtang.lib.verification.kinds import Kind, Unreadable, kind_of
from mingtang.lib.verification.report import Report

if TYPE_CHECKING:
    from mingtang.lib.verification.bundling import make_bundle
    from mingtang.lib.verification.judging import judge_file

__getattr__ = opened_late(
    __name__,
    {
        "judge_file": "judging",
        "make_bundle": "bundling",
    },
)

__all__ = [
    "MOST_BYTES",
    "Bundle",
    "Kind",
    "Report",
    "Unreadable",
    "bundle_apart",
    "judge_apart",
    "judge_file",
    "kind_of",
    "make_bundle",
    "read_bundle",
]

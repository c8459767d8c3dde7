"""Proofreading of texts for the public: what may not stand, what should be looked at twice. Pure; whoever asks brings the words and names."""

from mingtang.lib.proofreading.dates import impossible_dates
from mingtang.lib.proofreading.findings import BLOCK, WARN, Finding, digest_of, worst
from mingtang.lib.proofreading.links import Link, links_in
from mingtang.lib.proofreading.names import misnamed_organs, wrong_titles
from mingtang.lib.proofreading.wording import Wording, wording_met

__all__ = [
    "BLOCK",
    "WARN",
    "Finding",
    "Link",
    "Wording",
    "digest_of",
    "impossible_dates",
    "links_in",
    "misnamed_organs",
    "wording_met",
    "worst",
    "wrong_titles",
]

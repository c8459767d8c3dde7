"""A secret divided among custodians, so that some of them together, and no fewer, have it: for the root ceremony."""

from mingtang.lib.crypto.shares.share import Share
from mingtang.lib.crypto.shares.split import SplitRecord, combine_shares, require_genuine, split_secret

__all__ = ["Share", "SplitRecord", "combine_shares", "require_genuine", "split_secret"]

"""Timestamps: requests, answers of an authority, and what a token proves (RFC 3161)."""

from mingtang.lib.crypto.timestamps.requests import (
    Imprint,
    TimestampRequest,
    make_timestamp_request,
    read_timestamp_request,
)
from mingtang.lib.crypto.timestamps.stamping import Failure, Stamper, rejection
from mingtang.lib.crypto.timestamps.verifying import Judge, Timestamp, read_timestamp, token_of, verify_timestamp

__all__ = [
    "Failure",
    "Imprint",
    "Judge",
    "Stamper",
    "Timestamp",
    "TimestampRequest",
    "make_timestamp_request",
    "read_timestamp",
    "read_timestamp_request",
    "rejection",
    "token_of",
    "verify_timestamp",
]

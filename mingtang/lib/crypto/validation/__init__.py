"""Whether a certificate was good at some moment: its path to a root, and that nothing in it was revoked (RFC 5280 6)."""

from mingtang.lib.crypto.validation.paths import Evidence, validate_path

__all__ = ["Evidence", "validate_path"]

"""Signed messages of both families: RFC 5652, and GB/T 35275 for SM2."""

from mingtang.lib.crypto.cms.families import Family
from mingtang.lib.crypto.cms.signing import attribute, sign_cms
from mingtang.lib.crypto.cms.verifying import SignedMessage, VerifiedSigner, read_cms, verify_cms

__all__ = ["Family", "SignedMessage", "VerifiedSigner", "attribute", "read_cms", "sign_cms", "verify_cms"]

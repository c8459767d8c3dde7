"""Signed messages of both families: RFC 5652, and GB/T 35275 for SM2."""

from mingtang.lib.crypto.cms.families import Family
from mingtang.lib.crypto.cms.naming import certificate_id, is_named_by
from mingtang.lib.crypto.cms.signing import Stamp, attribute, sign_cms
from mingtang.lib.crypto.cms.verifying import SignedMessage, VerifiedSigner, read_cms, verify_cms

__all__ = [
    "Family",
    "SignedMessage",
    "Stamp",
    "VerifiedSigner",
    "attribute",
    "certificate_id",
    "is_named_by",
    "read_cms",
    "sign_cms",
    "verify_cms",
]

"""Entering what was issued into the register."""

from dataclasses import dataclass

from mingtang.kernel.evidence.api import Deed
from mingtang.kernel.trust.models import Authority, Certificate
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.digests import sm3_hex


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate belongs to: ids of an account, the post it is bound to, the organ it is counted under."""

    account_id: int | None = None
    post_id: int | None = None
    organ_id: int | None = None


NOBODY = Holder()


def register(
    deed: Deed,
    authority: Authority,
    profile: str,
    encoded: bytes,
    holder: Holder = NOBODY,
    *,
    pair: Certificate | None = None,
    renews: Certificate | None = None,
) -> Certificate:
    """The row of a certificate (DER) that `authority` has just issued under `profile`, written by `deed`."""
    issued = x509.read_certificate(encoded)
    row = Certificate(
        authority=authority,
        serial=Certificate.serial_of(issued.serial),
        profile=profile,
        subject=str(issued.subject)[:400],
        common_name=issued.subject.texts.get("common_name", ""),
        not_before=issued.not_before,
        not_after=issued.not_after,
        account_id=holder.account_id,
        post_id=holder.post_id,
        organ_id=holder.organ_id,
        pair=pair,
        renews=renews,
        key_digest=sm3_hex(issued.spki),
        fingerprint=issued.fingerprint,
        encoded=encoded,
    )
    deed.create(row)
    return row

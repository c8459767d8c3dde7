"""Signatures of people under texts: verified against what this node has made itself, and kept with what proves them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.models import Certificate, SignatureRecord
from mingtang.kernel.trust.signatures.signers import decoded, has_signed, is_usable, of_account, with_key
from mingtang.kernel.trust.timestamps.stamping import stamp
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.digests import sm3_hex


@dataclass(frozen=True, slots=True)
class Signed:
    """A text with the signature of one's own good certificate under it. Only `verified` makes it."""

    text: str
    signature: bytes
    certificate: Certificate
    at: datetime

    @property
    def digest(self) -> str:
        return sm3_hex(self.text.encode())


def verified(actor: Actor, text: str, signature: str, *, public_key: str = "") -> Signed:
    """`text` as signed by `actor` with a certificate that is good now; `signature` and `public_key` in Base64.

    The text is the server's own. Raises Refused, saying what is wrong: no certificate, another's, another text, or one
    that is frozen, revoked or expired. Field: `signature`.
    """
    value, now = decoded(signature), timezone.now()
    own = of_account(actor.account_id) if actor.account_id is not None else []
    if not own:
        raise Refused("您还没有签名证书，请先申请证书。", "signature")
    made_with = [each for each in own if value and has_signed(each, value, text)]
    if not made_with:
        raise Refused(_why_not(own, decoded(public_key)), "signature")
    usable = next((each for each in made_with if is_usable(each, now)), None)
    if usable is None:
        raise Refused(f"签名所用的证书{made_with[0].standing}，不能签名。请换用有效的证书。", "signature")
    return Signed(text, value, usable, now)


def _why_not(own: list[Certificate], spki: bytes) -> str:
    """Why a signature is not the actor's, as far as the key that came with it tells."""
    if spki and not any(each.certificate.spki == spki for each in own):
        whose = "他人的" if with_key(spki) else "没有登记的"
        return f"密钥文件是{whose}，请使用您本人证书的密钥文件。"
    return "签名不正确：不是用您本人的证书对页面上的内容签的。请核对内容，重新签名。"


def keep_signature(actor: Actor, signed: Signed, about: models.Model, *, title: str) -> SignatureRecord:
    """Keep a signature about a row, in the transaction of what was signed; stamped at once if somebody stamps."""
    token = stamp(signed.signature, KeyKind(signed.certificate.authority.kind))
    record = SignatureRecord(
        object_type=about._meta.label_lower,
        object_id=str(about.pk),
        title=title[:200],
        text=signed.text,
        digest=signed.digest,
        signature=signed.signature,
        certificate=signed.certificate,
        account_id=actor.account_id,
        name=actor.name,
        signed_at=signed.at,
        token=token or b"",
        stamped_at=timezone.now() if token else None,
    )
    with act(acts.SIGN, actor, within=about) as deed:
        deed.create(record)
    return record

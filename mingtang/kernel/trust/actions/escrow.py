"""The key management centre: a pool of encryption keys, their binding to certificates, and recovery by two officers."""

import base64
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from mingtang.kernel.directory.api import Account, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.events import KeyRecovered
from mingtang.kernel.trust.keys import key_encryption_keys
from mingtang.kernel.trust.models import Certificate, EscrowedKey, KeyRecovery
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, Sm2Key, envelope_key, generate_key, load_pkcs8, sm2_point
from mingtang.lib.digests import sm3_hex

POOL = 64  # spare keys to have at least; a lesser stock is made up by the worker
_MOST_AT_ONCE = 32


class BoundKey(NamedTuple):
    """A key of the pool that was just taken into use."""

    row: EscrowedKey

    def envelope_for(self, spki: bytes) -> bytes:
        """The private key for the holder of the SM2 key `spki`: SM2EnvelopedKey, DER."""
        return envelope_key(_opened(self.row), spki)


@dataclass(frozen=True, slots=True)
class Warrant:
    """Why an escrowed key is to be recovered: for the holder, or for an authority of justice with its `document`.

    `present` names those who are there (a forensic officer), `witness` the auditor who watches.
    """

    reason: str
    document: str = ""
    authority_name: str = ""
    present: str = ""
    witness: str = ""

    @property
    def kind(self) -> KeyRecovery.Kind:
        return KeyRecovery.Kind.JUDICIAL if self.document or self.authority_name else KeyRecovery.Kind.HOLDER


def fill_pool() -> int:
    """Make up the stock of spare keys, a portion at a time; returns how many were made."""
    lacking = min(POOL - EscrowedKey.objects.filter(state=EscrowedKey.State.SPARE).count(), _MOST_AT_ONCE)
    if lacking <= 0:
        return 0
    with act(acts.FILL_POOL, SYSTEM) as deed:
        for _ in range(lacking):
            deed.create(_made())
        deed.note = f"生成备用加密密钥 {lacking} 对"
    return lacking


def bind_key(deed: Deed) -> BoundKey:
    """A spare key taken into use by `deed`; one is made at once when the pool is empty."""
    spare = EscrowedKey.objects.select_for_update(skip_locked=True).filter(state=EscrowedKey.State.SPARE)
    row = spare.order_by("pk").first()
    if row is None:
        deed.create(row := _made())
    deed.change(row, state=EscrowedKey.State.IN_USE, bound_at=timezone.now())
    return BoundKey(row)


def retire_key(deed: Deed, certificate: Certificate) -> None:
    """Move the escrowed key of an encryption certificate to history, where it stays for what was encrypted for it."""
    row = EscrowedKey.objects.filter(certificate=certificate, state=EscrowedKey.State.IN_USE).first()
    if row:
        deed.change(row, state=EscrowedKey.State.HISTORY, retired_at=timezone.now())


def ask_recovery(actor: Actor, key: EscrowedKey, warrant: Warrant, recipient_spki: bytes) -> KeyRecovery:
    """Ask for the recovery of `key`, to be enveloped for the public SM2 key of `recipient_spki` (DER). Raises Refused."""
    with act(acts.ASK_RECOVERY, actor, within=key, basis=warrant.document) as deed:
        _require_warrant(key, warrant)
        _require_recipient(recipient_spki)
        asked = KeyRecovery(
            key=key, kind=warrant.kind, reason=warrant.reason, document=warrant.document,
            authority_name=warrant.authority_name, present=warrant.present, witness=warrant.witness,
            recipient=recipient_spki, asked_by_id=actor.account_id, asked_at=timezone.now(),
        )  # fmt: skip
        deed.create(asked)
    return asked


def confirm_recovery(actor: Actor, recovery: KeyRecovery, *, note: str = "") -> bytes:
    """Carry the recovery out as a second officer; returns the SM2EnvelopedKey, DER, for its recipient.

    Raises Refused when the actor is the one who asked or the holder of the key, or when it is decided already.
    """
    with act(acts.CONFIRM_RECOVERY, actor, recovery, basis=recovery.document) as deed:
        _require_second_officer(actor, recovery)
        deed.note = note
        envelope = envelope_key(_opened(recovery.key), bytes(recovery.recipient))
        deed.change(recovery, state=KeyRecovery.State.DONE, envelope=envelope, **_decided(actor, note))
        deed.announce(KeyRecovered(subject=f"recovery:{recovery.pk}", recovery_id=recovery.pk))
    return envelope


def refuse_recovery(actor: Actor, recovery: KeyRecovery, *, note: str) -> None:
    """Decide as a second officer that the key stays where it is. Raises as `confirm_recovery`."""
    with act(acts.REFUSE_RECOVERY, actor, recovery, basis=recovery.document) as deed:
        _require_second_officer(actor, recovery)
        if not note:
            raise Refused("请说明不予恢复的理由。", "note")
        deed.note = note
        deed.change(recovery, state=KeyRecovery.State.REFUSED, **_decided(actor, note))


def collect_recovery(actor: Actor, recovery: KeyRecovery) -> bytes:
    """The SM2EnvelopedKey, DER, of a confirmed recovery, for the officer who asked; every collection is recorded.

    Raises Refused for everybody else and while it is not confirmed.
    """
    with act(acts.COLLECT_RECOVERY, actor, recovery, basis=recovery.document):
        if recovery.asked_by_id != actor.account_id:
            raise Refused("数字信封只交给提出恢复的工作人员。")
        if recovery.state != KeyRecovery.State.DONE:
            raise Refused(f"该恢复{recovery.get_state_display()}，没有数字信封。")
        return bytes(recovery.envelope)


def objection_to_deciding(actor: Actor, recovery: KeyRecovery) -> str:
    """Why `actor` cannot decide `recovery`, in words for the reader; empty when he can. Two statements."""
    asked_by = Account.objects.select_related("person").get(pk=recovery.asked_by_id)
    decides = Account.objects.filter(pk=actor.account_id).first()
    if decides is None:
        return "密钥恢复须由工作人员本人确认。"
    if decides.pk == asked_by.pk:
        return "这次恢复是您提出的。密钥恢复须由提出人以外的另一名工作人员确认。"
    if decides.person_id == asked_by.person_id:
        return "提出人是您本人的另一个账号。密钥恢复须由提出人以外的另一名工作人员确认。"
    holder = recovery.key.certificate.account if recovery.key.certificate else None
    if holder and holder.person_id == decides.person_id:
        return "这是您自己的密钥，持有人不能确认恢复自己的密钥。"
    return ""


def sealed_anew(row: EscrowedKey) -> str:
    """The key of `row` under the current key-encryption key. Raises ConfidentialError."""
    return _sealed(_opened(row))


def _made() -> EscrowedKey:
    key = generate_key(KeyKind.SM2)
    return EscrowedKey(spki=key.spki, sealed=_sealed(key), made_at=timezone.now())


def _sealed(key: PrivateKey) -> str:
    text = base64.b64encode(key.pkcs8()).decode("ascii")
    return key_encryption_keys().encrypt(text, _context(key.spki))


def _opened(row: EscrowedKey) -> Sm2Key:
    text = key_encryption_keys().decrypt(row.sealed, _context(bytes(row.spki)))
    key = load_pkcs8(base64.b64decode(text))
    if not isinstance(key, Sm2Key):
        raise TypeError("an escrowed key is always one of SM2")
    return key


def _context(spki: bytes) -> bytes:
    """The seal holds only beside the public half that it was made for."""
    return f"escrowed key {sm3_hex(spki)}".encode("ascii")


def _require_warrant(key: EscrowedKey, warrant: Warrant) -> None:
    if key.state == EscrowedKey.State.SPARE:
        raise Refused("备用密钥没有持有人，不能恢复。")
    if not warrant.reason:
        raise Refused("请填写恢复事由。", "reason")
    if warrant.kind == KeyRecovery.Kind.JUDICIAL:
        missing = {
            "document": "法律文书编号",
            "authority_name": "提出机关",
            "present": "在场人员",
            "witness": "见证审计员",
        }
        for field, label in missing.items():
            if not getattr(warrant, field):
                raise Refused(f"司法密钥恢复须填写{label}。", field)


def _require_recipient(spki: bytes) -> None:
    try:
        sm2_point(spki)
    except CryptoFault as fault:
        raise Refused("接收公钥不是 SM2 公钥，也不是 SM2 的证书或证书申请。", "recipient") from fault


def _require_second_officer(actor: Actor, recovery: KeyRecovery) -> None:
    """Under a lock, so that two officers cannot decide at once."""
    now = KeyRecovery.objects.select_for_update().only("state").get(pk=recovery.pk)
    if now.state != KeyRecovery.State.ASKED:
        raise Refused(f"该恢复{now.get_state_display()}。")
    if objection := objection_to_deciding(actor, recovery):
        raise Refused(objection)


def _decided(actor: Actor, note: str) -> dict[str, object]:
    return {"decided_by_id": actor.account_id, "decided_at": timezone.now(), "decision_note": note}

"""Bringing sealed private keys under the node's current key-encryption key, so that an older one can be retired."""

from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.escrow import sealed_anew
from mingtang.kernel.trust.keys import key_encryption_keys, sealed_keys
from mingtang.kernel.trust.models import EscrowedKey, SealedKey

BATCH = 200


def seal_again(actor: Actor) -> int:
    """Seal again what is under an older key-encryption key, authorities first; returns how many keys.

    Each batch is a transaction of its own, so that the node can go on working; running it again does what is left.
    Raises Forged, ConfidentialError when a key does not open with any key of `MINGTANG_KEY_ENCRYPTION_KEY`.
    """
    ring, count = key_encryption_keys(), 0
    labels = [row.label for row in SealedKey.objects.order_by("pk") if not ring.is_current(row.sealed)]
    if labels:
        with act(acts.SEAL_AGAIN, actor) as deed:
            for label in labels:
                sealed_keys().seal_again(label)
            deed.note = f"重新加密平台私钥 {len(labels)} 个"
    stale = [pk for pk, sealed in EscrowedKey.objects.values_list("pk", "sealed") if not ring.is_current(sealed)]
    for start in range(0, len(stale), BATCH):
        count += _escrowed(actor, stale[start : start + BATCH])
    return len(labels) + count


def _escrowed(actor: Actor, keys: list[int]) -> int:
    with act(acts.SEAL_AGAIN, actor) as deed:
        rows = list(EscrowedKey.objects.select_for_update().filter(pk__in=keys))
        for row in rows:
            row.sealed = sealed_anew(row)
        EscrowedKey.objects.bulk_update(rows, ["sealed"])
        deed.note = f"重新加密托管密钥 {len(rows)} 对"
    return len(rows)

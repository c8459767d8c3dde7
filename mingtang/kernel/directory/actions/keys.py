"""Bringing encrypted columns under the node's current field key, so that an older key can be retired."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.keyring import is_current
from mingtang.kernel.directory.models import Account, Person, Role
from mingtang.kernel.evidence.api import Actor, act

BATCH = 200


@dataclass(frozen=True)
class Sealed:
    """Rows with encrypted columns; `anew` gives the values of all columns of a row that depend on the key."""

    model: type[Model]
    columns: tuple[str, ...]
    anew: Callable[[Any], dict[str, str]]


_SEALED = [
    Sealed(
        Person,
        ("identity_cipher", "phone_cipher"),
        lambda person: Person.confidential_values(person.identity_number, person.phone),
    ),
    Sealed(Account, ("totp_cipher",), lambda account: {"totp_cipher": Account.sealed_totp(account.totp_secret)}),
]


def register_sealed(sealed: Sealed) -> None:
    """Have the rows of another app follow when the field key is changed; once, in AppConfig.ready."""
    if sealed not in _SEALED:
        _SEALED.append(sealed)


def renew_fields(actor: Actor, progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Encrypt again what is not under the current key, with its digests; returns how many rows.

    Each batch is a transaction of its own, so that the node can go on working; running it again does what is left.
    Raises UnknownKey when a row is under a key that `MINGTANG_FIELD_KEY` no longer names.
    """
    stale = [(sealed, key) for sealed in _SEALED for key in _stale(sealed)]
    for start in range(0, len(stale), BATCH):
        batch = stale[start : start + BATCH]
        with act(acts.RENEW_FIELDS, actor, within=Role()) as deed:  # a role belongs to the whole node
            for sealed, key in batch:
                _renew(sealed, key)
            deed.note = f"换用新字段密钥 {len(batch)} 行"
        progress(start + len(batch), len(stale))
    return len(stale)


def _stale(sealed: Sealed) -> list[int]:
    """Primary keys of rows with a column under an older key."""
    rows = sealed.model._default_manager.order_by("pk").values_list("pk", *sealed.columns).iterator()
    return [key for key, *fields in rows if not all(is_current(field) for field in fields)]


def _renew(sealed: Sealed, key: int) -> None:
    rows = sealed.model._default_manager
    rows.filter(pk=key).update(**sealed.anew(rows.select_for_update().get(pk=key)))

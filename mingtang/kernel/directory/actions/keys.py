"""Bringing encrypted columns under the node's current field key, so that an older key can be retired."""

from collections.abc import Callable

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.keyring import is_current
from mingtang.kernel.directory.models import Account, Person, Role
from mingtang.kernel.evidence.api import Actor, act

BATCH = 200


def renew_fields(actor: Actor, progress: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Encrypt again what is not under the current key, with its digests; returns how many rows.

    Each batch is a transaction of its own, so that the node can go on working; running it again does what is left.
    Raises UnknownKey when a row is under a key that `MINGTANG_FIELD_KEY` no longer names.
    """
    stale = [(_renew_person, key) for key in _stale(Person, "identity_cipher", "phone_cipher")]
    stale += [(_renew_account, key) for key in _stale(Account, "totp_cipher")]
    for start in range(0, len(stale), BATCH):
        batch = stale[start : start + BATCH]
        with act(acts.RENEW_FIELDS, actor, within=Role()) as deed:  # a role belongs to the whole node
            for renew, key in batch:
                renew(key)
            deed.note = f"换用新字段密钥 {len(batch)} 行"
        progress(start + len(batch), len(stale))
    return len(stale)


def _stale(model: type[Account] | type[Person], *columns: str) -> list[int]:
    """Primary keys of rows with a column under an older key."""
    rows = model.objects.order_by("pk").values_list("pk", *columns).iterator()
    return [key for key, *fields in rows if not all(is_current(field) for field in fields)]


def _renew_person(key: int) -> None:
    person = Person.objects.select_for_update().get(pk=key)
    columns = Person.confidential_values(person.identity_number, person.phone)
    Person.objects.filter(pk=key).update(**columns)


def _renew_account(key: int) -> None:
    account = Account.objects.select_for_update().get(pk=key)
    Account.objects.filter(pk=key).update(totp_cipher=Account.sealed_totp(account.totp_secret))

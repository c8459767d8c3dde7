"""The node's keys for confidential columns: identity numbers, telephone numbers, second-factor secrets."""

from functools import cache

from django.conf import settings

from mingtang.lib.confidential import Keyring


@cache
def _keyring(key: str) -> Keyring:
    current, *older = key.split(",")
    return Keyring(current, older)


def seal(text: str, column: str) -> str:
    """`text` encrypted for `column` (`person.identity`); empty stays empty."""
    return _keyring(settings.FIELD_KEY).encrypt(text, column.encode()) if text else ""


def unseal(field: str, column: str) -> str:
    """The text inside an encrypted field. Raises ConfidentialError when it was altered or its key is gone."""
    return _keyring(settings.FIELD_KEY).decrypt(field, column.encode()) if field else ""


def index_of(text: str, column: str) -> str:
    """The keyed digest that is stored beside an encrypted column; empty stays empty. To search, use `indexes_of`."""
    return _keyring(settings.FIELD_KEY).blind_index(text, column.encode()) if text else ""


def indexes_of(text: str, column: str) -> list[str]:
    """The digests to search for (`identity_index__in`), one for each key of the node; none for empty text."""
    return _keyring(settings.FIELD_KEY).blind_indexes(text, column.encode()) if text else []


def is_current(field: str) -> bool:
    """Whether an encrypted field is under the node's current key; empty fields are."""
    return not field or _keyring(settings.FIELD_KEY).is_current(field)

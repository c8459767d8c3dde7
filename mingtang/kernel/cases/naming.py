"""Keys of somebody in words, for sentences that people read."""

import re
from collections.abc import Mapping

from mingtang.kernel.cases.people import names_of

_ACCOUNT = re.compile(r"account:(\d+)")


def in_words(sentence: str, known: Mapping[int, str] | None = None) -> str:
    """`sentence` with the names of people in place of the keys of their accounts; one statement for who is not `known`."""
    accounts = {int(number) for number in _ACCOUNT.findall(sentence)}
    names = {**(known or {}), **names_of(accounts - (known or {}).keys())}
    return _ACCOUNT.sub(lambda found: names.get(int(found[1]), "他人"), sentence) if accounts else sentence

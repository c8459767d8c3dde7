"""Keys of somebody in words, for sentences that people read."""

import re

from mingtang.kernel.cases.people import names_of

_ACCOUNT = re.compile(r"account:(\d+)")


def in_words(sentence: str) -> str:
    """`sentence` with the names of people in place of the keys of their accounts; one statement if there are any."""
    accounts = {int(number) for number in _ACCOUNT.findall(sentence)}
    names = names_of(accounts)
    return _ACCOUNT.sub(lambda found: names.get(int(found[1]), "他人"), sentence) if accounts else sentence

"""How identifiers of people look on screens, in messages and in exports that others may see.

A mask keeps so little that the whole cannot be guessed from it, and has the length of the original.
"""

from mingtang.lib.identifiers.normal_form import normalise_identifier

_LEAST_HIDDEN = 4  # fewer could be guessed: then nothing is shown


def mask_identity_number(text: str) -> str:
    """`1101**********002X`; of other documents (passports, permits) only the first and the last two characters stay."""
    number = normalise_identifier(text)
    return _masked(number, head=4, tail=4) if len(number) == 18 else _masked(number, head=1, tail=2)


def mask_phone(text: str) -> str:
    """`138****2046`; of other telephone numbers only the last two digits stay."""
    number = normalise_identifier(text)
    return _masked(number, head=3, tail=4) if len(number) == 11 else _masked(number, head=0, tail=2)


def mask_name(name: str) -> str:
    """`许**` for 许青禾: the first character stays. A middle dot stays too, so that the form of the name is seen."""
    return name[:1] + "".join("·" if character == "·" else "*" for character in name[1:])


def _masked(text: str, *, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    if hidden < _LEAST_HIDDEN:
        return "*" * len(text)
    return text[:head] + "*" * hidden + text[len(text) - tail :]

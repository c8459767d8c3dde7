"""What can be wrong with an identifier. `str(fault)` is the Chinese sentence shown beside the field."""

from collections.abc import Collection


class InvalidIdentifier(ValueError):
    """The text is not a valid identifier of its kind; the message says what to correct, and never repeats the text."""


class WrongLength(InvalidIdentifier):
    """Characters are missing or too many."""


class WrongCharacter(InvalidIdentifier):
    """A character is not allowed at its place."""


class WrongCheckCharacter(InvalidIdentifier):
    """The check character does not follow from the others: somewhere a character is mistyped or swapped."""


class ImpossibleDate(InvalidIdentifier):
    """The date inside the identifier does not exist, or lies in the future."""


def require_length(text: str, length: int, *, name: str) -> None:
    """Raise WrongLength unless `text` has `length` characters; `name` is the Chinese name of the identifier."""
    if len(text) != length:
        raise WrongLength(f"{name}应为 {length} 位，现在是 {len(text)} 位")


def require_characters(text: str, allowed: Collection[str], *, name: str, hint: str, first: int = 1) -> None:
    """Raise WrongCharacter naming the first character outside `allowed`; `first` is the place of `text[0]`, from 1."""
    for place, character in enumerate(text, start=first):
        if character not in allowed:
            raise WrongCharacter(f"{name}第 {place} 位“{character}”不对，{hint}")

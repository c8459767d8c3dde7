"""What is marked, and what comes of it."""

import unicodedata
from dataclasses import dataclass


class CannotRedact(ValueError):
    """A file cannot be redacted so; the message says why, for people."""


@dataclass(frozen=True)
class Region:
    """A rectangle on a page (from 1), as shares of its width and height from the upper left corner, 0 to 1."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Marks:
    """Texts to be masked wherever they stand, and regions; `flat` alone asks for no more than what the pages show."""

    strings: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    flat: bool = False


@dataclass(frozen=True)
class Redacted:
    """The new file, its number of pages, how many places of text were masked in it, and how many characters that nobody
    sees were left out of it.
    """

    pdf: bytes
    pages: int
    places: int
    unseen: int


@dataclass(frozen=True)
class Inspection:
    """What a file holds: personal data in its text, as they stand there, and what its pages do not show, by name."""

    personal: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A text as it is compared: without blanks, wide and narrow letters the same, small and large too."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()

"""Fields of requests, bounded so that whatever passes can be stored and shown as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from unicodedata import category

from annotated_types import GroupedMetadata
from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints

LARGEST_KEY = 2**63 - 1

Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
"""The id of a row."""

Rank = Annotated[int, Field(ge=0, le=32767)]
"""A place in an order."""


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """`Annotated[str, Line(60)]`: text of at most so many characters, without blanks around it and control characters."""

    longest: int
    shortest: int = 0

    def __iter__(self) -> Iterator[Any]:
        yield from StringConstraints(strip_whitespace=True, min_length=self.shortest, max_length=self.longest)
        yield AfterValidator(plain_text)


def plain_text(text: str) -> str:
    """`text` unless it holds what no database or page can carry: control characters, half characters."""
    if any(category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in text):
        raise ValueError("含有不可见的控制字符")
    return text


class Request(Schema):
    """The body of a request: fields that nobody declared are faults, not ignored."""

    model_config = ConfigDict(extra="forbid")

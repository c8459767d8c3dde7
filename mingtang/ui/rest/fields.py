"""Fields of requests, bounded so that whatever passes can be stored and shown as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from unicodedata import category

from annotated_types import GroupedMetadata
from django.db.models import Choices
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, StringConstraints, WithJsonSchema

LARGEST_KEY = 2**63 - 1

Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
"""The id of a row."""

Rank = Annotated[int, Field(ge=0, le=32767)]
"""A place in an order."""


def _in_utc(moment: datetime) -> datetime:
    """`moment` in UTC: databases do not know every displacement that can be written."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("时间超出范围") from error


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment with its time zone."""

LABELS = "x-enum-labels"
"""Where the schema keeps the names of values."""


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """`Annotated[str, Line(60)]`: text of at most so many characters, without blanks around it and control characters."""

    longest: int
    shortest: int = 0

    def __iter__(self) -> Iterator[Any]:
        yield from StringConstraints(strip_whitespace=True, min_length=self.shortest, max_length=self.longest)
        yield AfterValidator(plain_text)


def choices(kind: type[Choices]) -> WithJsonSchema:
    """The values of an enumeration with their labels, to stand in an annotation beside it.

    Without this the schema would name every enumeration by its class alone, and there are many a `Kind` and `State`.
    """
    return labelled(dict(kind.choices))


def labelled(labels: Mapping[Any, Any]) -> WithJsonSchema:
    """As `choices`, for values that stand in no class of Django."""
    values = [str(value) if isinstance(value, str) else value for value in labels]
    names = {str(value): str(label) for value, label in labels.items()}
    return WithJsonSchema(
        {"type": "string" if isinstance(values[0], str) else "integer", "enum": values, LABELS: names}
    )


def plain_text(text: str) -> str:
    """`text` unless it holds what no database or page can carry: control characters, half characters."""
    if any(category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in text):
        raise ValueError("含有不可见的控制字符")
    return text


class Request(Schema):
    """The body of a request: fields that nobody declared are faults, not ignored."""

    model_config = ConfigDict(extra="forbid")

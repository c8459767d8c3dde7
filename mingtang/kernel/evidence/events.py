"""Facts of the evidence app itself, and the base of all facts."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened, named in the past tense; subclasses set `name` and add plain JSON values.

    `subject` says what it is about (`organ:12`): facts of one subject reach a handler in the order they happened.
    """

    name: ClassVar[str]
    subject: str

    def data(self) -> dict[str, Any]:
        """The values without the subject, ready for JSON."""
        values = asdict(self)
        del values["subject"]
        return values

    @classmethod
    def read(cls, subject: str, data: dict[str, Any]) -> Self:
        """The event as it was announced."""
        return cls(subject=subject, **data)


@dataclass(frozen=True, kw_only=True)
class DeliveryDied(Event):
    """A fact could not be handled after the last try; the node administrator must look at it."""

    name: ClassVar[str] = "evidence.DeliveryDied"
    delivery_id: int
    handler: str
    fact_name: str
    error: str

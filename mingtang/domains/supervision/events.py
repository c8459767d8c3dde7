"""Facts of supervision."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class ItemSubmitted(Event):
    """An item has been submitted for approval, for the first time or revised."""

    name: ClassVar[str] = "supervision.ItemSubmitted"
    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemDispatched(Event):
    """An item has been assigned to its organs."""

    name: ClassVar[str] = "supervision.ItemDispatched"
    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemExtended(Event):
    """The date of an item has been moved."""

    name: ClassVar[str] = "supervision.ItemExtended"
    item_id: int


@dataclass(frozen=True, kw_only=True)
class UnitReleased(Event):
    """A charged organ has been released from an item."""

    name: ClassVar[str] = "supervision.UnitReleased"
    item_id: int

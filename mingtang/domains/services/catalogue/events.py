"""What happens to items. Subjects are `service_item:<id>`."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class ItemPublished(Event):
    """A version of an item is in force; `number` above 1 or `was_published` mean that another was before."""

    name: ClassVar[str] = "services.ItemPublished"
    item_id: int
    version_id: int
    number: int
    was_published: bool


@dataclass(frozen=True, kw_only=True)
class ItemSuspended(Event):
    """An item takes no applications for the time being."""

    name: ClassVar[str] = "services.ItemSuspended"
    item_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemResumed(Event):
    """A suspended item takes applications again."""

    name: ClassVar[str] = "services.ItemResumed"
    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemCancelled(Event):
    """An item exists no longer; what was applied for goes on by the version it was applied for."""

    name: ClassVar[str] = "services.ItemCancelled"
    item_id: int
    successor_id: int | None
    reason: str

"""Facts of proactive disclosure."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class InformationPublished(Event):
    """An item has become public."""

    name: ClassVar[str] = "disclosure.InformationPublished"
    item_id: int


@dataclass(frozen=True, kw_only=True)
class InformationChanged(Event):
    """What everybody reads of an item is different now: another validity, or it was withdrawn."""

    name: ClassVar[str] = "disclosure.InformationChanged"
    item_id: int

"""Facts of content, in the past tense."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class MaterialAttached(Event):
    """A material now belongs to an object: `label` and `object_id` name it."""

    name: ClassVar[str] = "content.MaterialAttached"
    material_id: int
    label: str
    object_id: str


@dataclass(frozen=True, kw_only=True)
class MaterialChecked(Event):
    """Somebody has looked at a material: `state` is passed or defective."""

    name: ClassVar[str] = "content.MaterialChecked"
    material_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class ContentInfected(Event):
    """The scanner found `threat` in a content; it is not handed out any more."""

    name: ClassVar[str] = "content.ContentInfected"
    content_id: int
    threat: str

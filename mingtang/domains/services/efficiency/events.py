"""Facts of the supervision of time limits. Subjects are `light:<id>` and `order:<id>`."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class LightRaised(Event):
    """A rule has found something; `level` is yellow or red."""

    name: ClassVar[str] = "efficiency.LightRaised"
    light_id: int
    level: str


@dataclass(frozen=True, kw_only=True)
class LightDecided(Event):
    """A light has been confirmed or revoked."""

    name: ClassVar[str] = "efficiency.LightDecided"
    light_id: int
    stage: str


@dataclass(frozen=True, kw_only=True)
class OrderSent(Event):
    """An organ has been told to account for something (督办)."""

    name: ClassVar[str] = "efficiency.OrderSent"
    order_id: int


@dataclass(frozen=True, kw_only=True)
class ReportMade(Event):
    """The figures of a monthly report stand; it is to be set and kept."""

    name: ClassVar[str] = "efficiency.ReportMade"
    report_id: int

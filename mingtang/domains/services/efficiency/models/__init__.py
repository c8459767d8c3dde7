"""Lights with their steps, orders, how parts went, what is counted of them, and reports."""

from mingtang.domains.services.efficiency.models.counted import Counted, ItemMonth, OrganDay, OrganMonth, PersonMonth
from mingtang.domains.services.efficiency.models.light import Light, LightStep
from mingtang.domains.services.efficiency.models.order import SupervisionOrder
from mingtang.domains.services.efficiency.models.outcome import Outcome
from mingtang.domains.services.efficiency.models.report import EfficiencyReport

__all__ = [
    "Counted",
    "EfficiencyReport",
    "ItemMonth",
    "Light",
    "LightStep",
    "OrganDay",
    "OrganMonth",
    "Outcome",
    "PersonMonth",
    "SupervisionOrder",
]

"""Legal clocks: time limits as data, and pure functions that say when they end and why."""

from mingtang.lib.clocks.clock import (
    Due,
    Elapsed,
    Event,
    Extended,
    Pause,
    Restart,
    Standing,
    Stop,
    UnlawfulEvent,
    due,
    elapsed,
)
from mingtang.lib.clocks.lights import Light, Threshold, light, turns_amber
from mingtang.lib.clocks.measure import months_later
from mingtang.lib.clocks.rule import Extension, NoRule, Rule, RuleTable, Unit
from mingtang.lib.clocks.words import explain

__all__ = [
    "Due",
    "Elapsed",
    "Event",
    "Extended",
    "Extension",
    "Light",
    "NoRule",
    "Pause",
    "Restart",
    "Rule",
    "RuleTable",
    "Standing",
    "Stop",
    "Threshold",
    "Unit",
    "UnlawfulEvent",
    "due",
    "elapsed",
    "explain",
    "light",
    "months_later",
    "turns_amber",
]

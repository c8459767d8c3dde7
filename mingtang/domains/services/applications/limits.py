"""The limits of an application, from the law and from the version of its item; no figure stands here."""

from datetime import date

from mingtang.kernel.clocks.api import statute
from mingtang.lib.clocks import Rule, Unit

_LETTERS = {Unit.WORKING_DAYS: "P{}WD", Unit.NATURAL_DAYS: "P{}D", Unit.MONTHS: "P{}M"}
DRAWN = ("acceptance", "correction", "branch_defects", "commitment_check")
"""The limits that diagrams ask for as `limits.<name>`."""


def drawn_limits(on: date) -> dict[str, str]:
    """The limits in force on a day as diagrams read them, `P5WD`."""
    return {name: as_duration(statute(f"services.{name}", on)) for name in DRAWN}


def as_duration(rule: Rule) -> str:
    """A daily limit as a duration. Raises KeyError for limits of hours."""
    return _LETTERS[rule.unit].format(rule.amount)

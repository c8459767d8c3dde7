"""Dates of the law for reports; the only place of this room that asks the clocks."""

from datetime import date

from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due

OWN, OF_GOVERNMENT = "disclosure.annual_report", "disclosure.annual_report_of_government"


def report_due(year: int, organ_id: int, *, is_aggregate: bool) -> date:
    """The last day to publish the report on a year (第四十九条)."""
    start = date(year, 12, 31)
    end = due(start, statute(OF_GOVERNMENT if is_aggregate else OWN, start), (), office_hours(organ_id)).at
    assert isinstance(end, date)  # limits of months without a pause have an end
    return end

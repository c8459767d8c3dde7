"""Dates of bulletins."""

from datetime import date, datetime

from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import due


def last_day_to_answer(organ_id: int, published_on: date) -> date | None:
    """Until when units at fault answer a bulletin of an organ."""
    end = due(published_on, statute("office.bulletin_answer", published_on), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end

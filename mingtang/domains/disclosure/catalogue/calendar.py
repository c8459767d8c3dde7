"""Dates of the law for items: when one must be public; the only place of this room that asks the clocks."""

from datetime import date

from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import NoRule, due


def publish_due(node: str, formed_on: date, organ_id: int, hours: OfficeHours | None = None) -> date | None:
    """The last day to publish what was formed on a day; None where no limit was in force yet. At most two statements."""
    try:
        rule = statute(places()[node].limit_code, formed_on)
    except NoRule:
        return None
    end = due(formed_on, rule, (), hours or office_hours(organ_id)).at
    return end if isinstance(end, date) else None

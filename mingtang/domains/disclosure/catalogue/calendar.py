"""Dates of the law for items: when one must be public; the only place of this room that asks the clocks."""

from datetime import date

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.calendar import OfficeHours
from mingtang.lib.clocks import NoRule, due


def publish_due(item: InformationItem, hours: OfficeHours | None = None) -> date | None:
    """The last day to publish an item; None where no limit was in force yet. At most two statements."""
    start = item.counts_from
    try:
        rule = statute(places()[item.node].limit_code, start)
    except NoRule:
        return None
    end = due(start, rule, (), hours or office_hours(item.organ_id)).at
    return end if isinstance(end, date) else None

"""What config and the door of kept pages may use of the figures."""

from mingtang.domains.portal.visits.counting import Tally
from mingtang.domains.portal.visits.permissions import READ_VISITS
from mingtang.domains.portal.visits.queries import Span, any_counted, by_day
from mingtang.domains.portal.visits.recording import VISITS, record

__all__ = ["READ_VISITS", "VISITS", "Span", "Tally", "any_counted", "by_day", "record"]

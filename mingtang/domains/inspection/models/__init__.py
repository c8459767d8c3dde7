"""Sites under inspection, what was found wrong with them, rounds of assessment, and a score sheet for each site and round."""

from mingtang.domains.inspection.models.finding import KINDS, STATES, Finding
from mingtang.domains.inspection.models.round import Appeal, Review, Round, Sheet
from mingtang.domains.inspection.models.site import EarlyWarning, InspectedSite, ProbeDay
from mingtang.domains.inspection.models.statement import SiteStatement

__all__ = [
    "KINDS",
    "STATES",
    "Appeal",
    "EarlyWarning",
    "Finding",
    "InspectedSite",
    "ProbeDay",
    "Review",
    "Round",
    "Sheet",
    "SiteStatement",
]

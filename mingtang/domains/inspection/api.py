"""What config may use of inspection; other domains meet it through facts."""

from mingtang.domains.inspection.actions.findings import move_finding
from mingtang.domains.inspection.actions.rounds import open_round, score_round
from mingtang.domains.inspection.actions.sites import SiteDetails, inspect_site, record_survey, register_site
from mingtang.domains.inspection.models import Finding, InspectedSite, Round, Sheet

__all__ = [
    "Finding",
    "InspectedSite",
    "Round",
    "Sheet",
    "SiteDetails",
    "inspect_site",
    "move_finding",
    "open_round",
    "record_survey",
    "register_site",
    "score_round",
]

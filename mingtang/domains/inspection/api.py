"""What config may use of inspection; other domains meet it through registered checks."""

from mingtang.domains.inspection.actions.findings import move_finding
from mingtang.domains.inspection.actions.probing import count_attempt, judge_availability
from mingtang.domains.inspection.actions.rounds import open_round, score_round
from mingtang.domains.inspection.actions.sites import SiteDetails, register_site
from mingtang.domains.inspection.actions.surveying import inspect_site, record_survey
from mingtang.domains.inspection.actions.warning import note_warnings
from mingtang.domains.inspection.inside import InsideFault, InsideSite, register_inside_check
from mingtang.domains.inspection.models import EarlyWarning, Finding, InspectedSite, ProbeDay, Round, Sheet

__all__ = [
    "EarlyWarning",
    "Finding",
    "InsideFault",
    "InsideSite",
    "InspectedSite",
    "ProbeDay",
    "Round",
    "Sheet",
    "SiteDetails",
    "count_attempt",
    "inspect_site",
    "judge_availability",
    "move_finding",
    "note_warnings",
    "open_round",
    "record_survey",
    "register_inside_check",
    "register_site",
    "score_round",
]

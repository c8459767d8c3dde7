"""What config may use of inspection; other domains meet it through registered checks."""

from mingtang.domains.inspection.actions.announcing import announce, bulletin_of
from mingtang.domains.inspection.actions.findings import move_finding
from mingtang.domains.inspection.actions.probing import count_attempt, judge_availability
from mingtang.domains.inspection.actions.reviewing import appeal, decide_appeal, file_review
from mingtang.domains.inspection.actions.rounds import finish_round, open_round, score_round, tell_results
from mingtang.domains.inspection.actions.sites import SiteDetails, pause_site, register_site, retire_site
from mingtang.domains.inspection.actions.stating import draw_up, enter, publish
from mingtang.domains.inspection.actions.surveying import inspect_site, record_survey
from mingtang.domains.inspection.actions.warning import note_warnings
from mingtang.domains.inspection.figures import register_figures, register_marks
from mingtang.domains.inspection.inside import InsideFault, InsideSite, register_inside_check
from mingtang.domains.inspection.installing import install
from mingtang.domains.inspection.models import (
    Appeal,
    EarlyWarning,
    Finding,
    InspectedSite,
    ProbeDay,
    Round,
    Sheet,
    SiteStatement,
)
from mingtang.domains.inspection.queries import newest_statement

__all__ = [
    "Appeal",
    "EarlyWarning",
    "Finding",
    "InsideFault",
    "InsideSite",
    "InspectedSite",
    "ProbeDay",
    "Round",
    "Sheet",
    "SiteDetails",
    "SiteStatement",
    "announce",
    "appeal",
    "bulletin_of",
    "count_attempt",
    "decide_appeal",
    "draw_up",
    "enter",
    "file_review",
    "finish_round",
    "inspect_site",
    "install",
    "judge_availability",
    "move_finding",
    "newest_statement",
    "note_warnings",
    "open_round",
    "pause_site",
    "publish",
    "record_survey",
    "register_figures",
    "register_inside_check",
    "register_marks",
    "register_site",
    "retire_site",
    "score_round",
    "tell_results",
]

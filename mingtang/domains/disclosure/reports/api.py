"""What config may use of the annual report."""

from mingtang.domains.disclosure.reports.actions.compiling import enter_figures, freeze_report, write_sections
from mingtang.domains.disclosure.reports.actions.signing import publish_report, return_report, sign_report
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.permissions import COMPILE_REPORTS, READ_REPORTS, SIGN_REPORTS
from mingtang.domains.disclosure.reports.queries.reports import faults_of
from mingtang.domains.disclosure.reports.sources import register_figure

__all__ = [
    "COMPILE_REPORTS",
    "READ_REPORTS",
    "SIGN_REPORTS",
    "AnnualReport",
    "enter_figures",
    "faults_of",
    "freeze_report",
    "publish_report",
    "register_figure",
    "return_report",
    "sign_report",
    "write_sections",
]

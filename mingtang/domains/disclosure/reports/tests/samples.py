"""Reports of the housing bureau, made by the system."""

from django.utils import timezone

from mingtang.domains.disclosure.reports.api import (
    AnnualReport,
    enter_figures,
    freeze_report,
    publish_report,
    sign_report,
    write_sections,
)
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World


def sample_report(world: World, *, years_ago: int, is_published: bool = False) -> AnnualReport:
    """A report on a year that is over: a draft, or a published one."""
    report = freeze_report(SYSTEM, world.organ("housing-bureau"), timezone.localdate().year - years_ago)
    if is_published:
        enter_figures(SYSTEM, report, {"penalties": 1, "coercion": 0, "fees": "0"})
        write_sections(SYSTEM, report, {**report.sections, "5": "有。"})
        sign_report(SYSTEM, report)
        publish_report(SYSTEM, report)
    return report

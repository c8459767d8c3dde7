"""What the supervision of time limits does when facts arrive."""

from typing import Any

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.efficiency.actions.measuring import measure
from mingtang.domains.services.efficiency.actions.noticing import notice_licence
from mingtang.domains.services.efficiency.actions.raising import examine
from mingtang.domains.services.efficiency.actions.reporting import set_report
from mingtang.domains.services.efficiency.events import ReportMade
from mingtang.domains.services.efficiency.models import EfficiencyReport
from mingtang.domains.services.licences.api import Licence, LicenceIssued
from mingtang.kernel.cases.api import CaseEnded


def application_changed(event: Any) -> None:
    """An application has come a step further: count it, and hold the rules against it."""
    measure(event.application_id)
    examine([event.application_id])


def case_ended(event: CaseEnded) -> None:
    """A case has ended, perhaps by its own verbs: whose application was it?"""
    found = Application.objects.filter(case=event.case_id).values_list("pk", flat=True).first()
    if found is not None:
        measure(found)
        examine([found])


def licence_issued(event: LicenceIssued) -> None:
    """Perhaps it came without a case."""
    notice_licence(Licence.objects.select_related("issuer", "type").get(pk=event.licence_id))


def report_made(event: ReportMade) -> None:
    """Set a report and keep it."""
    set_report(EfficiencyReport.objects.select_related("organ").get(pk=event.report_id))

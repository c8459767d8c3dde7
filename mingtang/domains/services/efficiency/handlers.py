"""What the supervision of time limits does when facts arrive."""

from typing import Any

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.actions.measuring import measure
from mingtang.domains.services.efficiency.actions.raising import examine, raise_light
from mingtang.domains.services.efficiency.actions.reporting import set_report
from mingtang.domains.services.efficiency.events import ReportMade
from mingtang.domains.services.efficiency.models import EfficiencyReport, Light
from mingtang.domains.services.efficiency.ruleset import rules_in_force
from mingtang.domains.services.licences.api import Licence, LicenceIssued
from mingtang.kernel.cases.api import CaseEnded
from mingtang.kernel.evidence.api import SYSTEM


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
    """A licence without a case is a result outside the system (体外循环)."""
    licence = Licence.objects.select_related("issuer", "type").get(pk=event.licence_id)
    if licence.case_id is not None:
        return
    for rule in rules_in_force(licence.issued_on):
        key = f"{rule.code}:{rule.light}:licence:{licence.pk}"
        if rule.condition == "result_without_case" and not Light.objects.filter(key=key).exists():
            raise_light(
                SYSTEM, acts.RAISE_LIGHT, rule, key=key, organ=licence.issuer, about=str(licence),
                description=f"{licence}没有对应的办件。", at=licence.state_since,
            )  # fmt: skip


def report_made(event: ReportMade) -> None:
    """Set a report and keep it."""
    set_report(EfficiencyReport.objects.select_related("organ").get(pk=event.report_id))

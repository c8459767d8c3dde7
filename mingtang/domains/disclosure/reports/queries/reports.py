"""Reports: those one may see, the published ones, what they are checked against, who is late."""

from django.db.models import QuerySet

from mingtang.domains.disclosure.catalogue.api import duty_organs
from mingtang.domains.disclosure.reports.layout import kinds
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.permissions import READ_REPORTS
from mingtang.domains.disclosure.reports.rules import State, faults
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor


def reports_for(actor: Actor) -> QuerySet[AnnualReport]:
    """Reports that the actor may see; no statement yet."""
    rows: QuerySet[AnnualReport] = AnnualReport.objects.visible_to(actor)
    return rows.select_related("organ")


def public_reports() -> QuerySet[AnnualReport]:
    """What is published; no statement yet."""
    rows: QuerySet[AnnualReport] = AnnualReport.objects.filter(state=State.PUBLISHED)
    return rows.select_related("organ")


def parts_of(report: AnnualReport) -> list[AnnualReport]:
    """The signed reports that an aggregate sums up: of its organ and of those below it; one statement."""
    rows = AnnualReport.objects.filter(year=report.year, is_aggregate=False).exclude(state=State.DRAFT)
    return list(rows.filter(organ__path__startswith=report.organ.path).select_related("organ"))


def faults_of(report: AnnualReport) -> list[str]:
    """Everything that stands against signing a report; at most two statements."""
    before = AnnualReport.objects.filter(organ=report.organ_id, is_aggregate=report.is_aggregate, year=report.year - 1)
    previous = before.exclude(state=State.DRAFT).first()
    parts = [each.figures for each in parts_of(report)] if report.is_aggregate else None
    last = previous.figures if previous else None
    return faults(report.figures, report.sections, kinds(), previous=last, parts=parts)


def organs_without_report(actor: Actor, year: int) -> list[str]:
    """Names of organs that publish, that the actor's rights reach, and whose report on a year is not out; two statements."""
    done = public_reports().filter(year=year, is_aggregate=False).values_list("organ_id", flat=True)
    missing = duty_organs() - set(done)
    reached = Organ.objects.within(actor, READ_REPORTS).filter(pk__in=missing).order_by("rank", "path")
    return [organ.label for organ in reached]

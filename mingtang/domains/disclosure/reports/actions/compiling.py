"""Compiling a report: figures frozen after the year, those of others entered, six sections written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.disclosure.catalogue.api import duty_organs
from mingtang.domains.disclosure.reports import acts
from mingtang.domains.disclosure.reports.calendar import report_due
from mingtang.domains.disclosure.reports.counting import figures_of
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.queries.reports import parts_of
from mingtang.domains.disclosure.reports.rules import DECIDED, SECTIONS, State, drafts, is_amount, summed
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


def freeze_report(actor: Actor, organ: Organ, year: int, *, is_aggregate: bool = False) -> AnnualReport:
    """Begin the report on a year that is over, with its figures as the records say now. Raises Refused."""
    if date(year, 12, 31) >= timezone.localdate():
        raise Refused(f"{year}年还没有结束，12月31日以后才能冻结数据。", "year")
    if AnnualReport.objects.filter(organ=organ, year=year, is_aggregate=is_aggregate).exists():
        raise Refused(f"{year}年度报告已经开始编制。", "year")
    report = AnnualReport(
        organ=organ, year=year, is_aggregate=is_aggregate, state=State.DRAFT, frozen_at=timezone.now(),
        due_on=report_due(year, organ.pk, is_aggregate=is_aggregate),
    )  # fmt: skip
    if is_aggregate:
        _sum_up(report)
    else:
        report.figures, report.by_hand = figures_of([organ.pk], year)
    report.sections = drafts(report.figures, organ.name, year)
    with act(acts.FREEZE, actor, within=organ) as deed:
        deed.create(report)
    return report


def _sum_up(report: AnnualReport) -> None:
    """Take the figures of all signed reports below, and say which organs have none."""
    parts = parts_of(report)
    if not parts:
        raise Refused("还没有已签发的机关报告可以汇总。")
    report.figures = summed(each.figures for each in parts)
    report.by_hand = [key for key in DECIDED if any(key in each.by_hand for each in parts)]
    missing = duty_organs() - {each.organ_id for each in parts}
    below = Organ.objects.filter(pk__in=missing, path__startswith=report.organ.path).order_by("rank", "path")
    report.left_out = "、".join(below.values_list("name", flat=True))


def enter_figures(actor: Actor, report: AnnualReport, said: Mapping[str, Any]) -> None:
    """Enter figures of table 2 that no record of the platform gives: counts, and `fees` in 万元. Raises Refused."""
    _require_draft(report)
    if report.is_aggregate:
        raise Refused("汇总报告的数据来自各机关的报告。")
    unknown = [key for key in said if key not in report.by_hand]
    if unknown:
        raise Refused(f"“{DECIDED.get(unknown[0], unknown[0])}”由系统统计，不能填报。", unknown[0])
    if "fees" in said and not is_amount(str(said["fees"])):
        raise Refused("以万元为单位，最多六位小数。", "fees")
    entered = {key: str(value) if key == "fees" else int(value) for key, value in said.items()}
    with act(acts.ENTER, actor, report) as deed:
        decided = {**report.figures["decided"], **entered}
        deed.change(report, figures={**report.figures, "decided": decided})


def write_sections(actor: Actor, report: AnnualReport, sections: Mapping[str, str]) -> None:
    """Write the six sections. Raises Refused once the report is signed."""
    _require_draft(report)
    with act(acts.WRITE, actor, report) as deed:
        deed.change(report, sections={key: sections.get(key, "") for key in SECTIONS})


def _require_draft(report: AnnualReport) -> None:
    if report.state != State.DRAFT:
        raise Refused("报告已经签发，不能改动。")

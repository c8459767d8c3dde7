"""Monthly reports: the figures of a month written down in the act, the file set behind it."""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.efficiency import acts
from mingtang.domains.services.efficiency.events import ReportMade
from mingtang.domains.services.efficiency.models import EfficiencyReport
from mingtang.domains.services.efficiency.queries.figures import Scope, by_organ, values
from mingtang.domains.services.efficiency.rules.periods import Period, quarter_of
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.letters.api import keep, kept, render_again, template_for

TEMPLATE = "service-efficiency-report"


def make_report(actor: Actor, organ: Organ, month: Period, *, overall: bool = False) -> EfficiencyReport:
    """Report on one organ, or on all of its region that the actor supervises, with a ranking. Raises Refused for the future.

    Raises NoTemplate where the templates have not been installed.
    """
    today = timezone.localdate()
    if month.first > today:
        raise Refused("这个月份还没有开始。", "month")
    data = report_data(actor, organ, month, overall=overall)
    template = template_for(TEMPLATE, data, organ_id=organ.pk)
    report = EfficiencyReport(
        organ=organ, overall=overall, month=month.first, data=data, template=template, made_at=timezone.now(),
        made_by_id=actor.account_id,
    )  # fmt: skip
    with act(acts.MAKE_REPORT, actor, report, within=organ) as deed:
        deed.create(report)
        deed.announce(ReportMade(subject=f"report:{report.pk}", report_id=report.pk))
    return report


def report_data(actor: Actor, organ: Organ, month: Period, *, overall: bool) -> dict[str, Any]:
    """What the template is given."""
    region = organ.region.code if overall else ""
    scope = Scope(actor, region, None if overall else organ.pk)
    organs = by_organ(scope, month)
    quarter = by_organ(scope, quarter_of(month.first))
    ranked = sorted(quarter, key=lambda each: (-each.score, -each.counted["decided"]))
    today = timezone.localdate()
    return {
        "title": f"{month.label}政务服务效能月报",
        "organ": organ.name,
        "scope": f"{organ.region.name}所辖各部门" if overall else organ.name,
        "month": month.label,
        "date": f"{today.year}年{today.month}月{today.day}日",
        "indicators": [
            [each.indicator.title, each.words, _fraction(each.numerator, each.denominator), each.indicator.formula]
            for each in values(scope, month, organs)
        ],
        "organs": [_row(each) for each in organs],
        "ranking": [[str(n), each.name, str(each.score), each.grade] for n, each in enumerate(ranked, 1)],
    }


def _row(each: Any) -> list[str]:
    done = each.counted["decided"]
    on_time = f"{each.counted['on_time'] / done * 100:.1f}%" if done else "—"
    return [each.name, str(each.counted["submitted"]), str(each.counted["accepted"]), str(done), on_time, str(each.reds), str(each.lights.get("yellow", 0))]  # fmt: skip


def _fraction(above: int, below: int | None) -> str:
    return f"{above:,}" if below is None else f"{above:,} ÷ {below:,}"


def set_report(report: EfficiencyReport) -> None:
    """Set a report and keep it, unless that was done."""
    if report.file_name:
        return
    made = render_again(report.template_id, report.data)
    name = keep(made, f"efficiency/{report.month:%Y}")
    with act(acts.KEEP_REPORT, SYSTEM, report) as deed:
        deed.change(report, file_name=name, file_digest=made.digest)


def pdf_of(report: EfficiencyReport) -> bytes:
    """The report as it was kept; set on the spot while the worker has not come to it."""
    return kept(report.file_name) if report.file_name else render_again(report.template_id, report.data).pdf

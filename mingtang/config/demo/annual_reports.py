"""Annual reports of the demonstration city on last year: of every organ that publishes, and of the government together."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.disclosure.reports.api import (
    AnnualReport,
    enter_figures,
    freeze_report,
    publish_report,
    sign_report,
    write_sections,
)
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM

PROBLEMS = "一是个别栏目更新不及时，已经纳入目录检查，按周期提醒。二是政策解读形式单一，今年增加图解和问答。三是基层窗口对申请渠道不熟悉，已经组织培训。"
OVERALL = "全年召开政务公开工作会议二次，组织保密审查培训一次；公开目录逐项明确责任单位和更新周期，先审查、后公开。"


@transaction.atomic
def load_annual_reports(city: City) -> None:
    """Compile, sign and publish the reports, unless that was done before; one transaction."""
    if AnnualReport.objects.exists():
        return
    year = timezone.localdate().year - 1
    with at(_morning(year + 1, 1, 16)):
        for place, entry in enumerate(read("disclosed_items")):
            _publish(city.organs[entry["organ"]], year, place)
    with at(_morning(year + 1, 3, 18)):
        _publish(city.organs["city-government"], year, 0, is_aggregate=True)


def _publish(organ: Organ, year: int, place: int, *, is_aggregate: bool = False) -> None:
    report = freeze_report(SYSTEM, organ, year, is_aggregate=is_aggregate)
    if not is_aggregate:
        enter_figures(SYSTEM, report, {key: _entered(key, place) for key in report.by_hand})
    sections = {**report.sections, "1": f"{report.sections['1']}{OVERALL}", "5": PROBLEMS}
    write_sections(SYSTEM, report, sections)
    sign_report(SYSTEM, report)
    publish_report(SYSTEM, report)


def _entered(key: str, place: int) -> int | str:
    """Figures that no record of the platform gives."""
    if key == "fees":
        return f"{place * 12}.5"
    return {"penalties": 7, "coercion": 1, "licences": 40}[key] * place


def _morning(year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 9, 30))  # noqa: DTZ001 - made aware here

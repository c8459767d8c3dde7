"""Annual reports of the demonstration city on last year: of every organ that publishes, and of the government together."""

from datetime import date, datetime

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
from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    Applicant,
    Details,
    Way,
    deliver_reply,
    draft_reply,
    register_request,
    sign_reply,
)
from mingtang.domains.disclosure.requests.rules import AGREED, Channel
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM

BUREAU = "housing-bureau"
CLERK, REVIEWER, HEAD = "permit-officer", "housing-lawyer", "housing-deputy-director"
PROBLEMS = "一是个别栏目更新不及时，已经纳入目录检查，按周期提醒。二是政策解读形式单一，今年增加图解和问答。三是基层窗口对申请渠道不熟悉，已经组织培训。"
OVERALL = "全年召开政务公开工作会议二次，组织保密审查培训一次；公开目录逐项明确责任单位和更新周期，先审查、后公开。"


@transaction.atomic
def load_annual_reports(city: City) -> None:
    """Compile, sign and publish the reports, unless that was done before; one transaction."""
    if AnnualReport.objects.exists():
        return
    year = timezone.localdate().year - 1
    _requests_of(city, year)
    with at(_morning(year + 1, 1, 16)):
        for place, entry in enumerate(read("disclosed_items")):
            _publish(city.organs[entry["organ"]], year, place)
    with at(_morning(year + 1, 3, 18)):
        _publish(city.organs["city-government"], year, 0, is_aggregate=True)


def _requests_of(city: City, year: int) -> None:
    """What was asked last year, one request every other month, so that the tables have something to count."""
    clerk, reviewer, head = (_official(city, key) for key in (CLERK, REVIEWER, HEAD))
    for place, (applicant, content, kind) in enumerate(ASKED):
        month = 2 + 2 * place
        asked = Details(
            applicant_kind=applicant, applicant_name=f"申请人{place + 1}", identity=f"演示{year}{place}", content=content,
            way="email", carrier="electronic", identity_kind="居民身份证",
        )  # fmt: skip
        with at(_morning(year, month, 10)):
            row = register_request(
                clerk, city.organs[BUREAU], asked, channel=Channel.IN_PERSON, received_on=date(year, month, 10)
            )
        with at(_morning(year, month, 20) if month < 12 else _morning(year + 1, 1, 8)):
            draft_reply(clerk, row, kind=kind, detail="见附件。")
            complete(reviewer, row, AGREED, "同意。")
            sign_reply(head, row, reviewed_by="和源市人民政府")
            deliver_reply(clerk, row, delivered_on=timezone.localdate(), way=Way.EMAIL, evidence="已收到回执")


ASKED = (
    (Applicant.PERSON, "文澜街道片区房屋征收评估报告", "granted"),
    (Applicant.PERSON, "老旧小区加装电梯补贴发放名单", "partial"),
    (Applicant.COMPANY, "澄江大道综合体项目投标文件", "denied.case_file"),
    (Applicant.PERSON, "临江路路灯维修记录", "unable.none"),
    (Applicant.PERSON, "对邻居违法建设的举报处理", "not_handled.petition"),
    (Applicant.PERSON, "保障性住房轮候名册", "granted"),
)
"""Who asked what, and what became of it; the last, of December, is carried over the turn of the year."""


def _official(city: City, key: str) -> AccountActor:
    account = city.officials[key]
    return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())


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

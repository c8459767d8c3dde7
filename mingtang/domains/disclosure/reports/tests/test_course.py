"""From frozen figures to a published report, by the actions and on the pages."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from mingtang.domains.disclosure.catalogue.api import keep_duty
from mingtang.domains.disclosure.catalogue.tests.press import SIGNER, UNIT_HEAD, Press
from mingtang.domains.disclosure.reports.api import (
    AnnualReport,
    enter_figures,
    freeze_report,
    publish_report,
    return_report,
    sign_report,
    write_sections,
)
from mingtang.domains.disclosure.reports.rules import SECTIONS
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
ENTERED = {"penalties": 3, "coercion": 0, "fees": "12.5"}


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def frozen(press: Press, year: int = YEAR) -> AnnualReport:
    return freeze_report(press.head, press.organ, year)


def finished(press: Press) -> AnnualReport:
    report = frozen(press)
    enter_figures(press.head, report, ENTERED)
    write_sections(press.head, report, {**report.sections, "5": "更新不够及时。"})
    return report


def test_a_report_is_frozen_checked_signed_and_published(press: Press) -> None:
    press.published(date(YEAR, 5, 4), written_on=date(YEAR, 5, 1), formed_on=date(YEAR, 5, 1))
    report = frozen(press)
    assert report.due_on == date(YEAR + 1, 1, 31)
    assert report.figures["documents"]["normative"]["made"] == 1
    press.published(date(YEAR, 6, 4), written_on=date(YEAR, 6, 1), formed_on=date(YEAR, 6, 1))
    assert AnnualReport.objects.get().figures["documents"]["normative"]["made"] == 1  # frozen
    with pytest.raises(Refused, match="没有填报"):
        sign_report(press.signer, report)
    enter_figures(press.head, report, ENTERED)
    with pytest.raises(Refused, match="万元"):
        enter_figures(press.head, report, {"fees": "12.5元"})
    with pytest.raises(Refused, match="系统统计"):
        enter_figures(press.head, report, {"licences": 9})
    write_sections(press.head, report, {**report.sections, "2": "本年制发行政规范性文件 7 件。", "5": "有。"})
    with pytest.raises(Refused, match="不一致"):
        sign_report(press.signer, report)
    write_sections(press.head, report, {**report.sections, "2": "本年制发行政规范性文件 1 件。"})
    with pytest.raises(NotPermitted):
        sign_report(press.head, report)
    sign_report(press.signer, report)
    with pytest.raises(Refused, match="已经签发"):
        write_sections(press.head, report, {})
    return_report(press.signer, report, reason="补充情况")
    sign_report(press.signer, report)
    publish_report(press.signer, report)
    assert report.published_at
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualReport.objects.filter(pk=report.pk).update(signed_on=None)


def test_a_year_must_be_over_and_has_one_report(press: Press) -> None:
    with pytest.raises(Refused, match="没有结束"):
        frozen(press, YEAR + 1)
    frozen(press)
    with pytest.raises(Refused, match="已经开始"):
        frozen(press)


def test_a_government_sums_up_what_is_signed_and_names_who_is_missing(press: Press) -> None:
    city = press.world.organ("city-government")
    keep_duty(SYSTEM, press.world.organ("market-bureau"), "20.3", unit_name="办公室", carriers=["site"], cycle=0)
    with pytest.raises(Refused, match="可以汇总"):
        freeze_report(SYSTEM, city, YEAR, is_aggregate=True)
    own = finished(press)
    sign_report(press.signer, own)
    whole = freeze_report(SYSTEM, city, YEAR, is_aggregate=True)
    assert whole.due_on == date(YEAR + 1, 3, 31)
    assert whole.figures["decided"]["penalties"] == 3
    assert whole.left_out == press.world.organ("market-bureau").name
    write_sections(SYSTEM, whole, {**whole.sections, "5": "有。"})
    sign_report(SYSTEM, whole)


def test_the_pages_lead_from_figures_to_the_public(press: Press) -> None:
    compiler, signer = press.world.client(UNIT_HEAD), press.world.client(SIGNER)
    assert "没有结束" in text(compiler.post(reverse("freeze_disclosure_report"), {"year": YEAR + 1}), 422)
    page = text(compiler.post(reverse("freeze_disclosure_report"), {"year": YEAR}, follow=True))
    for said in ("校验没有通过", "行政处罚", "填报数据", "人工填报"):
        assert said in page, said
    report = AnnualReport.objects.get()
    figures = reverse("enter_report_figures", args=[report.pk])
    assert "六位小数" in text(compiler.post(figures, ENTERED | {"fees": "很多"}), 422)
    assert compiler.post(figures, ENTERED).status_code == 302
    sections = {f"s{key}": report.sections[key] or "有。" for key in SECTIONS}
    page = text(compiler.post(reverse("write_report_sections", args=[report.pk]), sections, follow=True))
    assert "校验通过" in page
    assert compiler.post(reverse("sign_disclosure_report", args=[report.pk])).status_code == 403
    assert "公布" in text(signer.post(reverse("sign_disclosure_report", args=[report.pk]), follow=True))
    assert Client().get(report.get_absolute_url()).status_code == 404
    signer.post(reverse("publish_disclosure_report", args=[report.pk]))
    assert str(AnnualReport.objects.select_related("organ").get()) in text(Client().get(reverse("disclosure_reports")))
    read = text(Client().get(report.get_absolute_url()))
    for said in ("一、总体情况", "三、本年度办理结果", "（七）总计", "行政复议", "12.5", "人工填报"):
        assert said in read, said
    book = load_workbook(BytesIO(b"".join(Client().get(reverse("disclosure_report_tables", args=[report.pk])))))
    assert book.sheetnames == ["表二 主动公开", "表三 依申请公开", "表四 复议诉讼", "正文"]
    assert book["表三 依申请公开"].max_column == 8


def test_the_list_costs_the_same_however_long_it_is(press: Press) -> None:
    client, there = press.world.client(UNIT_HEAD), reverse("disclosure_annual_reports")
    frozen(press)
    keep_duty(SYSTEM, press.organ, "20.3", unit_name="办公室", carriers=["site"], cycle=0)
    before = statements(client, there)
    for year in (YEAR - 1, YEAR - 2, YEAR - 3):
        frozen(press, year)
    for key in ("market-bureau", "finance-bureau", "education-bureau"):
        keep_duty(SYSTEM, press.world.organ(key), "20.3", unit_name="办公室", carriers=["site"], cycle=0)
    assert statements(client, there) == before
    page = text(client.get(there))
    assert press.organ.label in page.partition("尚未公布年度报告的机关")[2].partition("年度：")[2].partition("</p>")[0]
    assert "市财政局" not in page  # out of reach
    assert before <= 11  # session, account, rights of every page; how many, these, who publishes, whose report is out


def statements(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)

"""The list of applications, with a line of figures."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from mingtang.domains.registration import acts
from mingtang.domains.registration.forms.examining import ApplicationFilter
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.permissions import ENTER_APPLICATIONS, READ_APPLICATIONS
from mingtang.domains.registration.queries import Statistics, applications_for, statistics_of
from mingtang.domains.registration.rules import Stage
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_TONES = {Stage.DONE: "good", Stage.REFUSED: "warn", Stage.WITHDRAWN: ""}


def _stage(row: CertificateApplication) -> Any:
    return tag(row.get_stage_display(), _TONES.get(Stage(row.stage), "brand"))


APPLICATIONS = Listing(
    columns=(
        Column("name", "名称", sort="name", link=lambda row: reverse("case", args=[row.case_id]),
               sub=lambda row: row.number),
        Column("stage", "状态", sort="stage", value=lambda row: row.get_stage_display(), show=_stage),
        Column("kind", "类型", sort="kind", value=lambda row: row.get_kind_display()),
        Column("holder_kind", "证书用途", sort="holder_kind", value=lambda row: row.get_holder_kind_display(), middle=True),
        Column("of_organ", "单位", sort="of_organ__path", value=lambda row: row.of_organ.label if row.of_organ else "—",
               middle=True),
        Column("submitted_at", "申请时间", sort="submitted_at", kind="datetime", middle=True),
        Column("collected_at", "下载时间", sort="collected_at", kind="datetime", minor=True),
        Column("number", "申请编号", export_only=True),
    ),
    default_sort="-submitted_at", filter_form=ApplicationFilter, caption="证书申请", unit="件", exportable=True,
    empty="还没有证书申请。本人在“我的证书申请”里提交，或者在窗口录入以后会出现在这里。",
)  # fmt: skip


@asks(READ_APPLICATIONS)
def ledger_page(request: Any) -> HttpResponseBase:
    """Applications of the reader; four statements: figures (two), how many, and these."""
    rows = applications_for(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出证书申请：{request.GET.urlencode()}"
        return APPLICATIONS.export(request, rows, "证书申请")
    context = {
        "page": APPLICATIONS.page(request, rows),
        "figures": _figures(statistics_of(rows)),
        "may_enter": request.actor.may(ENTER_APPLICATIONS),
    }
    return render(request, "registration/ledger.html", context)


def _figures(told: Statistics) -> list[dict[str, Any]]:
    return [
        {"label": "申请", "value": told.total, "unit": "件"},
        {"label": "正在办理", "value": told.waiting, "unit": "件"},
        {"label": "已下载", "value": told.collected, "unit": "件"},
        {"label": "申请到下载平均用时", "value": told.average_days, "unit": "天"},
        {"label": "3 个工作日内完成", "value": told.share},
    ]

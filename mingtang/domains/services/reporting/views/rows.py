"""The list of what has been told, and one row of it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from mingtang.domains.services.reporting import acts
from mingtang.domains.services.reporting.forms import ReportedFilter
from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.services.reporting.permissions import READ_REPORTED
from mingtang.domains.services.reporting.queries import rows_visible_to
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _standing(row: ReportedRow) -> Any:
    return tag("有问题", "warn") if row.fault else tag("可以上报", "good")


def _number(row: ReportedRow) -> str:
    """The number of the application, or of its branch, in groups that a narrow page can break."""
    number = str(row.data.get("project_no", ""))
    return " ".join(number[place : place + 8] for place in range(0, len(number), 8))


ROWS = Listing(
    columns=(
        Column("item", "办件", value=lambda row: row.application.item.name, kind="link", sub=_number),
        Column("number", "办件编号", value=lambda row: row.data.get("project_no", ""), export_only=True),
        Column("set", "数据集", sort="set", value=lambda row: row.get_set_display()),
        Column("operation", "操作", sort="operation", value=lambda row: row.get_operation_display(), middle=True),
        Column("maker", "承办机构", value=lambda row: row.organ.label, minor=True),
        Column("standing", "情况", value=lambda row: row.fault or "可以上报", show=_standing),
        Column("at", "时间", sort="id", kind="datetime", middle=True),
        Column("batch", "批次", sort="batch", middle=True),
        Column("guid", "行标识", export_only=True),
        Column("organ", "承办机构全称", value=lambda row: row.organ.name, export_only=True),
    ),
    default_sort="-at", filter_form=ReportedFilter, caption="上报数据", unit="行", exportable=True,
    empty="还没有要上报的数据。办件受理、办理、办结时会自动生成。",
)  # fmt: skip


@asks(READ_REPORTED)
def rows_page(request: Any) -> HttpResponseBase:
    """Rows the reader may see; two statements however many there are."""
    rows = rows_visible_to(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出上报数据：{request.GET.urlencode()}"[:400]
        return ROWS.export(request, rows, "上报数据")
    return render(request, "reporting/rows.html", {"page": ROWS.page(request, rows)})


@asks(READ_REPORTED)
def row_page(request: Any, pk: int) -> HttpResponseBase:
    """One row, field by field, and how the same thing was told before and after."""
    row: ReportedRow = get_object_or_404(
        rows_visible_to(request.actor).select_related("application__case", "application__item"), pk=pk
    )
    others = rows_visible_to(request.actor).filter(application=row.application_id, set=row.set, guid=row.guid)
    return render(request, "reporting/row.html", {"row": row, "others": others})

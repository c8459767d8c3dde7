"""Bringing in tables of items in the browser, and handing them out in the same columns."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.exporting import item_heads, item_rows
from mingtang.domains.services.catalogue.importing.columns import read_mapping
from mingtang.domains.services.catalogue.importing.ordering import confirm_import, order_import
from mingtang.domains.services.catalogue.models import ServiceItem, TableImport
from mingtang.domains.services.catalogue.permissions import AUDIT_ITEMS, EDIT_ITEMS, READ_ITEMS
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui import export

MOST_BYTES = 20 * 1024 * 1024
RECENT, SHOWN = 10, 100
WRITERS = {"csv": export.as_text, "xlsx": export.as_workbook}
FINDING_HEAD = ("行", "编码", "事项或列", "问题")
COUNTED = (
    ("rows", "行"),
    ("new", "新增事项"),
    ("changed", "有修改"),
    ("same", "没有变化"),
    ("organs_new", "新建机构"),
    ("items_with_defects", "内容有缺项"),
    ("published", "已发布"),
)


class ImportForm(forms.Form):
    """A table, and below which organ unknown ones are established."""

    file = forms.FileField(label="表格文件", help_text="CSV 或 XLSX，第一行是列名。")
    below = forms.ModelChoiceField(
        label="归属机构", queryset=Organ.objects.none(), empty_label="请选择",
        help_text="表里的实施机关按统一社会信用代码或名称查找，找不到的在它下面建立。",
    )  # fmt: skip
    mapping = forms.CharField(
        label="列名对照", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="列名和要素不一致时写明，每行一条，例如 业务名称=事项名称。",
    )  # fmt: skip

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["below"].queryset = organs  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The file, when it is not larger than what we read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请拆分后再上传。")
        return file

    def clean_mapping(self) -> dict[str, str]:
        """Headings by element."""
        try:
            return read_mapping(self.cleaned_data["mapping"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


@require_http_methods(["GET", "HEAD", "POST"])
@asks(EDIT_ITEMS)
def item_imports(request: Any) -> HttpResponseBase:
    """Upload a table to be checked by the worker; the latest imports."""
    organs = Organ.objects.within(request.actor, EDIT_ITEMS).active().order_by("path")
    form = ImportForm(request.POST or None, request.FILES or None, organs=organs)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        below, mapping = form.cleaned_data["below"], form.cleaned_data["mapping"]
        order = order_import(request.actor, below, file.name, file.read(), mapping)
        messages.success(request, "已开始检查，检查完在这里确认。")
        return redirect("item_import", pk=order.pk)
    recent = _visible(request).select_related("below", "account__person")[:RECENT]
    context = {"form": form, "recent": recent, "may_export": request.actor.may(READ_ITEMS)}
    return render(request, "catalogue/imports/upload.html", context, status=422 if form.errors else 200)


@require_safe
@asks(EDIT_ITEMS)
def item_import(request: Any, pk: int) -> HttpResponseBase:
    """How far an import is, what it would do or has done, and what is wrong with the table or its items."""
    order = _found(request, pk)
    context = {
        "order": order,
        "figures": [
            {"label": label, "value": order.counts[name]}
            for name, label in COUNTED
            if order.counts.get(name) is not None
        ],
        "findings": order.findings[:SHOWN],
        "may_publish": request.actor.may(AUDIT_ITEMS, order.below),
    }
    return render(request, "catalogue/imports/order.html", context)


@require_POST
@asks(EDIT_ITEMS)
def item_import_confirmation(request: Any, pk: int) -> HttpResponseBase:
    """Carry it out: as drafts, or published at once by whoever may publish."""
    order = _found(request, pk)
    try:
        confirm_import(request.actor, order, publish="publish" in request.POST)
        messages.success(request, "已开始导入。")
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("item_import", pk=pk)


@require_safe
@asks(EDIT_ITEMS)
def item_import_findings(request: Any, pk: int) -> HttpResponseBase:
    """Every fault or defect as a table."""
    order = _found(request, pk)
    lines = [[each["row"], each["code"], each["name"], "；".join(each["defects"])] for each in order.findings]
    return export.as_text("导入问题清单", FINDING_HEAD, lines)


@require_safe
@asks(READ_ITEMS)
def item_table(request: Any, kind: str) -> HttpResponseBase:
    """The items within the reader's reach in the columns of the import; `?blank=1` gives the headings alone."""
    if kind not in WRITERS:
        raise Http404
    if "blank" in request.GET:
        return WRITERS[kind]("事项导入模板", item_heads(), [])
    rows = ServiceItem.objects.within(request.actor, READ_ITEMS)
    with act(acts.EXPORT, request.actor) as deed:
        deed.note = f"导出事项 {rows.count()} 项"
    return WRITERS[kind]("政务服务事项", item_heads(), item_rows(rows))


def _visible(request: Any) -> Any:
    return TableImport.objects.visible_to(request.actor).defer("content", "findings")


def _found(request: Any, pk: int) -> TableImport:
    rows = TableImport.objects.visible_to(request.actor).defer("content").select_related("below", "account__person")
    order: TableImport = get_object_or_404(rows, pk=pk)
    return order

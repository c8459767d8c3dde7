"""How much is kept, what was not taken and why, and what holders may keep: for administrators of the node."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.kernel.content import queries
from mingtang.kernel.content.actions.files import set_allowance
from mingtang.kernel.content.forms import AllowanceForm, RejectionFilter
from mingtang.kernel.content.models import Allowance
from mingtang.kernel.content.models.file import Scan
from mingtang.kernel.content.permissions import MANAGE_STORAGE
from mingtang.kernel.content.recognition import KINDS
from mingtang.kernel.content.rules import MB, USUAL_LIMITS, ScanState, said_size
from mingtang.kernel.content.storage import store
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

REJECTIONS = Listing(
    columns=(
        Column("name", _("文件名"), sort="name", sub=lambda row: row.note),
        Column("reason", _("原因"), sort="reason", value=lambda row: row.get_reason_display(), show=lambda row: tag(row.get_reason_display(), "warn" if row.reason == "virus" else "")),
        Column("size", _("大小"), sort="size", value=lambda row: said_size(row.size), middle=True),
        Column("account", _("上传者"), sort="account__login", value=lambda row: row.account.holder_name),
        Column("at", _("时间"), sort="at", kind="datetime", minor=True),
    ),
    default_sort="-at",
    filter_form=RejectionFilter,
    caption=_("被拒和被隔离的文件"),
    unit=_("个"),
    empty=_("没有文件被拒绝或隔离"),
    exportable=True,
)  # fmt: skip


def _require_whole_node(actor: Any) -> None:
    """The store is one for all organs: who manages part of them does not see how much everybody keeps."""
    if not actor.may(MANAGE_STORAGE, Allowance()):
        raise PermissionDenied(_("文件存储由全平台的系统管理员管理。"))


@asks(MANAGE_STORAGE)
@require_safe
def storage(request: HttpRequest) -> HttpResponseBase:
    """Figures, limits and rejections of the whole node."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    _require_whole_node(actor)
    rows = queries.rejections_visible_to(actor)
    if request.GET.get("export"):
        return REJECTIONS.export(request, rows, str(_("被拒文件")))
    use = queries.storage_use()
    context = {
        "figures": _figures(use),
        "place": store().place,
        "scanner": settings.CLAMAV,
        "kinds": [(KINDS[row["kind"]].label, row["count"], said_size(row["size"])) for row in use.kinds],
        "scans": [(Scan(state).label, count) for state, count in use.scans.items()],
        "allowances": _allowances(),
        "page": REJECTIONS.page(request, rows),
    }
    return render(request, "content/storage.html", context)


def _figures(use: queries.StorageUse) -> list[dict[str, Any]]:
    size, _blank, unit = said_size(use.size).partition(" ")
    troubled = use.scans.get(ScanState.INFECTED, 0) + use.scans.get(ScanState.FAILED, 0)
    return [
        {"label": _("占用空间"), "value": size, "unit": unit},
        {"label": _("文件"), "value": use.files, "unit": _("个"), "note": _("内容相同的只存一份，共 %d 份") % use.contents},
        {"label": _("待清理"), "value": use.unused, "unit": _("份"), "note": _("不再使用，两天后删除")},
        {"label": _("染毒或查毒失败"), "value": troubled, "unit": _("份")},
    ]  # fmt: skip


def _allowances() -> list[dict[str, Any]]:
    rows = {row.kind: row for row in Allowance.objects.all()}
    return [_allowance_row(kind, label, rows.get(kind)) for kind, label in Allowance.Holder.choices]


def _allowance_row(kind: str, label: Any, row: Allowance | None) -> dict[str, Any]:
    limits = row or USUAL_LIMITS[kind]
    return {
        "label": label,
        "file": said_size(limits.file_bytes),
        "total": said_size(limits.total_bytes),
        "files": limits.files,
        "usual": row is None,
        "url": reverse("allowance", args=[kind]),
    }


@asks(MANAGE_STORAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def allowance(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Set what one kind of holder may keep."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    _require_whole_node(actor)
    if kind not in Allowance.Holder.values:
        raise Http404
    form = AllowanceForm(request.POST or None, initial=_initial(kind))
    if request.method == "POST" and form.is_valid():
        try:
            set_allowance(actor, kind, form.limits())
        except Refused as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            messages.success(request, _("上传限额已设定。"))
            return redirect("storage")
    context = {"form": form, "holder": Allowance.Holder(kind).label, "back": reverse("storage")}
    return render(request, "content/allowance.html", context, status=422 if form.errors else 200)


def _initial(kind: str) -> dict[str, int]:
    limits = queries.limits_for(kind)
    return {
        "file_megabytes": limits.file_bytes // MB,
        "total_megabytes": limits.total_bytes // MB,
        "most_files": limits.files,
    }

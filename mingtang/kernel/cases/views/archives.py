"""The archive of a unit: packages of ended cases, those whose time is over, and lists for destruction."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BooleanField
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mingtang.kernel.cases.archiving.keeping import (
    approve_destruction,
    expired,
    opened,
    packages_visible_to,
    propose_destruction,
)
from mingtang.kernel.cases.archiving.retention import words_of
from mingtang.kernel.cases.models import ArchivePackage, Destruction
from mingtang.kernel.cases.permissions import ARCHIVE_CASES
from mingtang.kernel.cases.views.access import ActorRequest
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, FilterForm, Listing
from mingtang.ui.pieces import tag


def _state(package: ArchivePackage) -> tuple[str, str]:
    if package.destroyed_at:
        return _("已销毁"), "off"
    if package.destruction_id:
        return _("待批准销毁"), "warn"
    if package.keep_until and package.keep_until < timezone.localdate():
        return _("保管期满"), "warn"
    return (_("在库"), "good") if package.name else (_("正在生成"), "state")


def _package_url(package: ArchivePackage) -> str:
    there = package.name and not package.destroyed_at
    return reverse("archive_package", args=[package.pk]) if there else ""


class ArchiveFilter(FilterForm):
    """Packages on which somebody should decide."""

    over = BooleanField(label=gettext_lazy("只看保管期满、尚未处置的"))

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.cleaned_data.get("over")
        return rows.filter(keep_until__lt=timezone.localdate(), destruction=None) if wanted else rows


ARCHIVES = Listing(
    columns=(
        Column("case", gettext_lazy("归档包"), sort="case__number", value=str, link=_package_url),
        Column("retention", gettext_lazy("保管期限"), sort="retention", value=lambda row: words_of(row.retention)),
        Column("keep_until", gettext_lazy("保管至"), kind="date", value=lambda row: row.keep_until or _("永久"), minor=True),
        Column("made_at", gettext_lazy("归档时间"), sort="made_at", kind="datetime", middle=True),
        Column("size", gettext_lazy("大小"), value=lambda row: filesizeformat(row.size), middle=True),
        Column("state", gettext_lazy("状态"), value=lambda row: _state(row)[0], show=lambda row: tag(*_state(row))),
        Column("digest", "SM3", export_only=True),
    ),
    default_sort="-made_at",
    filter_form=ArchiveFilter,
    caption=gettext_lazy("归档包"),
    unit=gettext_lazy("个"),
    empty=gettext_lazy("还没有归档包。案件办结 30 天后自动归档。"),
    exportable=True,
)  # fmt: skip


@never_cache
@asks(ARCHIVE_CASES)
@require_safe
def archives(request: ActorRequest) -> HttpResponseBase:
    """Packages in reach, and lists waiting for a second officer."""
    rows = packages_visible_to(request.actor)
    if request.GET.get("export"):
        return ARCHIVES.export(request, rows, _("归档包"))
    lists = Destruction.objects.visible_to(request.actor).prefetch_related("packages").order_by("-proposed_at")
    context = {
        "page": ARCHIVES.page(request, rows),
        "expired": expired(request.actor, timezone.localdate()).order_by("keep_until", "pk")[:200],
        "lists": lists[:50],
    }
    return render(request, "cases/archives.html", context)


@never_cache
@asks(ARCHIVE_CASES)
@require_safe
def archive_package(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The package itself."""
    package = get_object_or_404(packages_visible_to(request.actor), pk=pk)
    try:
        content = opened(package)
    except Refused as reason:
        return _told(request, str(reason), good=False)
    return FileResponse(content, as_attachment=True, filename=f"case-{package.case_id}.zip")


@asks(ARCHIVE_CASES)
@require_POST
def destructions(request: ActorRequest) -> HttpResponseBase:
    """List expired packages for destruction."""
    packages = [int(each) for each in request.POST.getlist("packages") if each.isdecimal()]
    reason = request.POST.get("reason", "").strip()[:400]
    if not reason:
        return _told(request, _("请填写鉴定意见。"), good=False)
    try:
        propose_destruction(request.actor, packages, reason)
    except Refused as refusal:
        return _told(request, str(refusal), good=False)
    return _told(request, _("已列入销毁清册，须由另一位档案人员批准。"))


@asks(ARCHIVE_CASES)
@require_POST
def destruction_approval(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Approve what another officer has listed."""
    listed = get_object_or_404(Destruction.objects.visible_to(request.actor), pk=pk)
    try:
        approve_destruction(request.actor, listed)
    except Refused as refusal:
        return _told(request, str(refusal), good=False)
    return _told(request, _("已批准，归档包已销毁，清册永久保存。"))


def _told(request: ActorRequest, words: str, *, good: bool = True) -> HttpResponseBase:
    (messages.success if good else messages.error)(request, words)
    return redirect("archives")

"""One's own files, and the page of a file that one may read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from mingtang.kernel.content import delivery, queries
from mingtang.kernel.content.actions.files import remove_file
from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.forms import FileFilter, UploadForm
from mingtang.kernel.content.models import File
from mingtang.kernel.content.policy import can_open
from mingtang.kernel.content.presentation import SCAN_KINDS, material_rows, preview_of, said
from mingtang.kernel.content.preview import NoPreview, page_picture
from mingtang.kernel.content.recognition import SAID_TYPES
from mingtang.kernel.content.rules import ScanState, said_size
from mingtang.kernel.content.storage import Missing
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, signed_in
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _scan_tag(file: File) -> Any:
    return tag(file.content.get_scan_display(), SCAN_KINDS.get(ScanState(file.content.scan), "off"))


OWN_FILES = Listing(
    columns=(
        Column("name", _("文件名"), sort="name", link=lambda file: reverse("file", args=[file.pk])),
        Column("kind", _("格式"), sort="content__kind", value=lambda file: file.content.format.label, middle=True),
        Column("size", _("大小"), sort="content__size", value=lambda file: file.said_size, kind="text"),
        Column("uses", _("用于材料"), sort="uses", kind="number", middle=True),
        Column("scan", _("查毒"), sort="content__scan", value=lambda file: file.content.get_scan_display(), show=_scan_tag, middle=True),
        Column("at", _("上传时间"), sort="at", kind="datetime", minor=True),
    ),
    default_sort="-at",
    filter_form=FileFilter,
    caption=_("我的文件"),
    unit=_("个"),
    empty=_("还没有上传过文件"),
    exportable=True,
)  # fmt: skip


def layout_for(actor: Any) -> str:
    """Officials stay in the workbench, everybody else on the public site."""
    return "layouts/workbench.html" if actor.is_official else "layouts/public.html"


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own_files(request: HttpRequest) -> HttpResponseBase:
    """What the reader keeps here, and the field that adds to it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, actor=actor, hint=_hint(actor))
    if posted and form.is_valid():
        messages.success(request, _("已保存 %d 个文件。") % len(form.cleaned_data["files"]))
        return redirect("own_files")
    rows = queries.own_files(actor)
    if request.GET.get("export"):
        return OWN_FILES.export(request, rows, str(_("我的文件")))
    context = {"layout": layout_for(actor), "form": form, "page": OWN_FILES.page(request, rows), "room": _room(actor)}
    return render(request, "content/own_files.html", context, status=422 if form.errors else 200)


def _hint(actor: Actor) -> str:
    limit = said_size(queries.limits_for(actor.kind).file_bytes)
    return _("%(types)s；单个文件不超过 %(limit)s。") % {"types": SAID_TYPES, "limit": limit}


def _room(actor: Actor) -> str:
    limits, (size, count) = queries.limits_for(actor.kind), queries.held(actor)
    return _("已用 %(size)s，共 %(total)s；%(count)d 个文件，最多 %(most)d 个") % {
        "size": said_size(size), "total": said_size(limits.total_bytes), "count": count, "most": limits.files,
    }  # fmt: skip


@signed_in
@require_POST
def file_deletion(request: HttpRequest) -> HttpResponseBase:
    """Delete the chosen ones of the reader's own files; those in use stay, and it is said why."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    keys = [int(key) for key in request.POST.getlist("item") if key.isascii() and key.isdigit() and len(key) < 19]
    done, kept = 0, []
    for file in File.objects.held_by(actor).filter(pk__in=keys[:200]):
        try:
            remove_file(actor, file)
            done += 1
        except Refused as reason:
            kept.append(f"{file.name}：{reason}")
    if done:
        messages.success(request, _("已删除 %d 个文件。") % done)
    if kept or not done:
        messages.warning(request, "　".join(kept[:5]) or _("没有选择文件。"))
    return redirect("own_files")


@never_cache
@signed_in
@require_safe
def file_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A file: what it is, how it looks, its versions, and what it was handed in as."""
    return _show(request, _found(request, pk))


@signed_in
@require_POST
def file_version(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The next version of the reader's own file."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    file = _found(request, pk)
    sent = request.FILES.get("file")
    try:
        if sent is None:
            raise Refused(str(_("请选择文件。")))
        newer = store_file(actor, sent, replaces=file)
    except Refused as reason:
        messages.warning(request, str(reason))
        return _show(request, file, status=422)
    messages.success(request, _("已保存为第 %d 版。") % newer.version)
    return redirect("file", newer.pk)


def _show(request: HttpRequest, file: File, status: int = 200) -> HttpResponse:
    actor: Any = request.actor  # type: ignore[attr-defined]
    own = file.is_held_by(actor)
    uses = list(queries.uses_of(file).select_related("file__content", "source")) if own else []
    context = {
        "layout": layout_for(actor),
        "file": file,
        "own": own,
        "opened": can_open(actor, file),
        "facts": _facts(file),
        "scan_tag": _scan_tag(file),
        "preview": preview_of(actor, file, _page_number(request)),
        "versions": queries.versions_of(file) if own else [file],
        "materials": material_rows(actor, uses),
    }
    return render(request, "content/file.html", context, status=status)


def _facts(file: File) -> list[tuple[Any, Any]]:
    content = file.content
    return [
        (_("格式"), said(file)),
        (_("版本"), _("第 %d 版") % file.version),
        (_("查毒"), f"{content.get_scan_display()}{f'：{content.scan_note}' if content.scan_note else ''}"),
        (_("SM3 摘要"), content.sm3),
        (_("SHA-256 摘要"), content.sha256),
    ]


@never_cache
@signed_in
@require_safe
def file_content(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes of a file."""
    file = _found(request, pk)
    if not can_open(request.actor, file):  # type: ignore[attr-defined]
        raise PermissionDenied(_("文件没有通过查毒，不能下载。"))
    return delivery.download(request, file)


@signed_in
@require_GET
def file_picture(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    """One page of a file as a picture."""
    file = _found(request, pk)
    if not can_open(request.actor, file):  # type: ignore[attr-defined]
        raise PermissionDenied(_("文件没有通过查毒，不能预览。"))
    try:
        return delivery.picture(page_picture(file.content, page))
    except (NoPreview, Missing) as reason:
        raise Http404(str(reason)) from reason


def _found(request: HttpRequest, pk: int) -> File:
    file = queries.readable_file(request.actor, pk)  # type: ignore[attr-defined]
    if file is None:
        raise Http404
    return file


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1

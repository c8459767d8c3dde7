"""How files and materials are told to people: words, tags and addresses for the components."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.kernel.content.models import File, Material
from mingtang.kernel.content.policy import can_open
from mingtang.kernel.content.preview import NoPreview, beginning_of_text
from mingtang.kernel.content.rules import ScanState
from mingtang.kernel.evidence.api import Actor

SCAN_KINDS = {ScanState.CLEAN: "good", ScanState.INFECTED: "warn", ScanState.FAILED: "warn"}
_CHECK_KINDS = {Material.Check.PASSED: "good", Material.Check.DEFECTIVE: "warn", Material.Check.UNCHECKED: "off"}


def said(file: File) -> str:
    """Format, size and pages of a file."""
    content = file.content
    pages = _("%d 页") % content.pages if content.pages > 1 else ""
    return "　".join(filter(None, [str(_(content.format.label)), file.said_size, pages]))


def material_rows(actor: Actor, materials: Iterable[Material]) -> list[dict[str, Any]]:
    """Materials for the component `material-list`; costs no statement when files, contents and sources are loaded."""
    return [_material_row(actor, material) for material in materials]


def _material_row(actor: Actor, material: Material) -> dict[str, Any]:
    file, opened = material.file, can_open(actor, material.file)
    handed_in = f"{material.get_origin_display()} {timezone.localtime(material.at):%Y-%m-%d}"
    return {
        "name": material.name,
        "file": file.name,
        "meta": f"{said(file)}　{handed_in}",
        "url": reverse("file", args=[file.pk]),
        "download": reverse("file_content", args=[file.pk]) if opened else "",
        "picture": reverse("file_picture", args=[file.pk, 1]) if opened and file.content.pages else "",
        "icon": file.content.format.icon,
        "state": material.get_check_state_display(),
        "state_kind": _CHECK_KINDS[Material.Check(material.check_state)],
        "defect": material.defect,
        "notes": _notes(material),
    }


def _notes(material: Material) -> list[str]:
    notes = []
    if material.source is not None:
        notes.append(
            _("来自 %s 提交的“%s”") % (f"{timezone.localtime(material.source.at):%Y-%m-%d}", material.source.name)
        )
    if material.valid_until:
        notes.append(_("有效期至 %s") % f"{material.valid_until:%Y-%m-%d}")
    if material.checked_by:
        notes.append(_("核对人 %s") % material.checked_by)
    return notes


def preview_of(actor: Actor, file: File, page: int) -> dict[str, Any]:
    """Variables of the component `file-preview`."""
    content = file.content
    if not can_open(actor, file):
        return {"reason": _("文件没有通过查毒，不能打开。")}
    if content.format.preview == "pages" and content.pages:
        return _page_of(file, min(max(page, 1), content.pages))
    if content.format.preview == "text":
        try:
            text, more = beginning_of_text(content)
        except NoPreview as reason:
            return {"reason": str(reason)}
        return {"text": text, "more": more}
    return {"reason": _("这种格式请下载后查看。")}


def _page_of(file: File, page: int) -> dict[str, Any]:
    pages = file.content.pages
    return {
        "picture": reverse("file_picture", args=[file.pk, page]),
        "page": page,
        "pages": pages,
        "previous_url": f"?page={page - 1}#look" if page > 1 else "",
        "next_url": f"?page={page + 1}#look" if page < pages else "",
        "alt": _("%s 第 %d 页") % (file.name, page),
    }

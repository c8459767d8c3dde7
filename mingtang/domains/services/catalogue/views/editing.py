"""Editing an item section by section, and taking over what a superior has changed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mingtang.domains.services.catalogue.actions.claiming import take_over
from mingtang.domains.services.catalogue.actions.drafting import save_draft
from mingtang.domains.services.catalogue.item_form import chapter, item_form
from mingtang.domains.services.catalogue.models import OPEN, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import EDIT_ITEMS
from mingtang.domains.services.catalogue.presentation import title_of, told
from mingtang.domains.services.catalogue.queries.surroundings import defects_of
from mingtang.domains.services.catalogue.rules.defects import Defect
from mingtang.domains.services.catalogue.rules.upgrades import Change, three_way
from mingtang.domains.services.catalogue.views.library import found
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.forms.api import AnswersForm, class_of

CHANGES = {
    Change.ABOVE: ("上级修改", "brand"),
    Change.CONFLICT: ("两边都改了", "state"),
    Change.BELOW: ("本级修改", ""),
    Change.ALIKE: ("改得一样", "good"),
}


def _editable(request: Any, pk: int) -> tuple[ServiceItem, ItemVersion]:
    item = found(request, pk)
    if not request.actor.may(EDIT_ITEMS, item):
        raise PermissionDenied(f"您没有“{EDIT_ITEMS.label}”的权限，或事项不在您的管辖范围内。")
    newest: ItemVersion = item.versions.latest("number")
    newest.item = item
    return item, newest


@asks(EDIT_ITEMS)
def item_edit(request: Any, pk: int, number: int) -> HttpResponseBase:
    """One section of the newest version; saving opens a draft where there is none. Defects stand beside the fields."""
    item, newest = _editable(request, pk)
    if number >= len(item_form().sections):
        raise Http404
    if obstacle := why_not_editable(item, newest):
        messages.warning(request, obstacle)
        return redirect(item)
    made = class_of(chapter(number))
    defects = defects_of(newest)
    if request.method != "POST":
        form = made(actor=request.actor, answers=_part(newest, number))
        return _edit_page(request, item, newest, number, form, defects)
    form = made(request.POST, request.FILES, actor=request.actor)
    if form.is_reshaped:
        return _edit_page(request, item, newest, number, form.reshaped(), defects)
    if form.is_valid() and (answer := _save(request, item, newest, number, form)):
        return answer
    return _edit_page(request, item, newest, number, form, defects, status=422)


def why_not_editable(item: ServiceItem, newest: ItemVersion) -> str:
    """Why nobody may edit now, in words."""
    if item.state == ServiceItem.State.CANCELLED:
        return "事项已经取消，不能再修改。"
    if newest.state in OPEN - {ItemVersion.State.DRAFT}:
        return f"第 {newest.number} 版{newest.get_state_display()}，退回后才能修改。"
    return ""


def _part(version: ItemVersion, number: int) -> dict[str, Any]:
    names = chapter(number).fields
    return {name: value for name, value in version.document.items() if name in names}


def _save(
    request: Any, item: ServiceItem, newest: ItemVersion, number: int, form: AnswersForm
) -> HttpResponseBase | None:
    """Write the section into the document; None when that was refused, with the reason on the form."""
    others = {name: value for name, value in newest.document.items() if name not in chapter(number).fields}
    try:
        draft = save_draft(request.actor, item, others | form.answers, seen=request.POST.get("seen", ""))
    except Refused as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return None
    wanting = f"，还有 {draft.defects} 处待完善" if draft.defects else "，可以提交审核"
    messages.success(request, f"已保存到第 {draft.number} 版草稿{wanting}。")
    following = number + 1 if "next" in request.POST and number + 1 < len(item_form().sections) else number
    return redirect("service_item_edit", pk=item.pk, number=following)


def _edit_page(
    request: Any,
    item: ServiceItem,
    newest: ItemVersion,
    number: int,
    form: AnswersForm,
    defects: Sequence[Defect],
    status: int = 200,
) -> HttpResponseBase:
    own = [each for each in defects if each.element in form.fields]
    if not form.is_bound:
        _note(form, own)
    context = {
        "item": item,
        "newest": newest,
        "form": form,
        "seen": request.POST.get("seen") or newest.digest,
        "section": item_form().sections[number],
        "chapters": _chapters(item, number, defects),
        "defects": [(title_of(each.path), each) for each in own],
        "last": number + 1 == len(item_form().sections),
    }
    return render(request, "catalogue/workbench/edit.html", context, status=status)


def _note(form: AnswersForm, defects: Sequence[Defect]) -> None:
    """Let defects stand beside their fields and cells."""
    for defect in defects:
        if "." in defect.path:
            form.cell_errors.setdefault(defect.path, []).append(defect.sentence)
        else:
            field = form.fields[defect.path]
            field.help_text = "；".join(filter(None, (str(field.help_text), f"待完善：{defect.sentence}")))


def _chapters(item: ServiceItem, here: int, defects: Sequence[Defect]) -> list[dict[str, Any]]:
    """The index of sections with what is wanting in each."""
    return [
        {
            "label": section.title,
            "url": reverse("service_item_edit", args=[item.pk, number]),
            "current": number == here,
            "count": sum(1 for each in defects if each.element in {one.name for one in section.fields}) or "",
        }
        for number, section in enumerate(item_form().sections)
    ]


@asks(EDIT_ITEMS)
def item_upgrade(request: Any, pk: int) -> HttpResponseBase:
    """What the superior has changed, element by element; chosen ones are taken into the draft."""
    item, newest = _editable(request, pk)
    theirs = item.base.in_force if item.base else None
    known = newest.base_version
    if theirs is None or known is None or theirs.pk == known.pk:
        messages.info(request, "上级事项没有新的版本。")
        return redirect(item)
    differences = three_way(known.document, newest.document, theirs.document)
    if request.method == "POST":
        try:
            draft = take_over(
                request.actor, item, set(request.POST.getlist("names")), seen=request.POST.get("seen", "")
            )
        except Refused as fault:
            messages.warning(request, str(fault))
        else:
            messages.success(request, f"已写入第 {draft.number} 版草稿，请核对后提交审核。")
            return redirect(item)
    rows = [_difference(each) for each in differences]
    context = {"item": item, "newest": newest, "theirs": theirs, "known": known, "rows": rows}
    return render(request, "catalogue/workbench/upgrade.html", context)


def _difference(each: Any) -> dict[str, Any]:
    words, kind = CHANGES[each.change]
    sides = {side: told(each.name, getattr(each, side)) for side in ("base", "mine", "theirs")}
    return {
        "name": each.name, "title": title_of(each.name), "words": words, "kind": kind, **sides,
        "can_be_taken": each.can_be_taken, "proposed": each.change == Change.ABOVE,
    }  # fmt: skip

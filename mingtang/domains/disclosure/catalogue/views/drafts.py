"""Drafting: the form of an item, its files; and the record of what was registered as published."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.disclosure.catalogue.actions.drafting import attach_file, draft_item, edit_item, remove_file
from mingtang.domains.disclosure.catalogue.case_page import after_links
from mingtang.domains.disclosure.catalogue.forms.work import FileForm, ItemForm
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.permissions import DRAFT_ITEMS, READ_ITEMS
from mingtang.domains.disclosure.catalogue.queries.public import files_of
from mingtang.domains.disclosure.catalogue.queries.work import items_for
from mingtang.domains.disclosure.catalogue.rules import paragraphs
from mingtang.domains.disclosure.catalogue.scanning import scan
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import NoNumberFormat, Organ, Refused
from mingtang.kernel.evidence.api import asks

FAULTS = (Refused, StepRefused, NoNumberFormat)


def blame(form: Form, fault: Exception) -> None:
    """Show a fault beside its field, or above all where the form has no such field."""
    field = getattr(fault, "field", "")
    form.add_error(field if field in form.fields else None, str(fault))


@asks(DRAFT_ITEMS)
def new_page(request: Any) -> HttpResponseBase:
    """Begin an item of one's organ."""
    organ = Organ.objects.get(pk=request.actor.organ_id)
    form = ItemForm(request.POST or None, initial={"publishers": [organ.name], "issuer": organ.name})
    if request.method == "POST" and form.is_valid():
        try:
            item = draft_item(request.actor, organ, form.details)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, "已保存稿件。添加附件以后送审。")
            return redirect("case", pk=item.case_id)
    return _form(request, form, "拟稿")


@asks(DRAFT_ITEMS)
def edit_page(request: Any, pk: int) -> HttpResponseBase:
    """Change a draft."""
    item = _found(request, pk)
    form = ItemForm(request.POST or None, initial=ItemForm.beginning(item))
    if request.method == "POST" and form.is_valid():
        try:
            edit_item(request.actor, item, form.details)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, "已保存稿件。")
            return redirect("case", pk=item.case_id)
    return _form(request, form, "修改稿件", item)


def _form(request: Any, form: ItemForm, title: str, item: InformationItem | None = None) -> HttpResponseBase:
    context = {"form": form, "title": title, "item": item}
    return render(request, "disclosure_catalogue/edit.html", context, status=422 if form.errors else 200)


@asks(DRAFT_ITEMS)
def files_page(request: Any, pk: int) -> HttpResponseBase:
    """The files of a draft: one more, or one less; what the scan finds in them."""
    item = _found(request, pk)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST":
        removed = next((each for each in files_of(item) if str(each.pk) == request.POST.get("remove")), None)
        try:
            if removed:
                remove_file(request.actor, item, removed)
                return redirect("disclosure_item_files", pk=item.pk)
            if form.is_valid():
                said = form.cleaned_data
                attach_file(request.actor, item, said["file"], name=said["name"], official=said["official"])
                return redirect("disclosure_item_files", pk=item.pk)
        except FAULTS as fault:
            blame(form, fault)
    context = {"item": item, "form": form, "files": files_of(item), "found": scan(item)}
    return render(request, "disclosure_catalogue/files.html", context, status=422 if form.errors else 200)


@asks(READ_ITEMS)
def record_page(request: Any, pk: int) -> HttpResponseBase:
    """An item that was registered as published, and what may be done with it."""
    item = _found(request, pk)
    context = {
        "item": item, "files": files_of(item), "paragraphs": paragraphs(item.body), "found": [],
        "links": after_links(request.actor, item) if item.state == "published" else [],
    }  # fmt: skip
    return render(request, "disclosure_catalogue/record.html", context)


def _found(request: Any, pk: int) -> InformationItem:
    item: InformationItem = get_object_or_404(items_for(request.actor), pk=pk)
    return item

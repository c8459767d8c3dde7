"""Proposing an item, and the page of one item."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.domains.supervision.actions.proposing import discard_draft, revise, save_draft, submit
from mingtang.domains.supervision.forms import ItemForm, as_typed
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.domains.supervision.queries.ledger import chargeable, ledger
from mingtang.domains.supervision.queries.progress import step_to_revise
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.lib.flow import Refused as StepRefused

SUBMIT = "submit"


def item_for(request: Any, pk: int) -> SupervisedItem:
    """The item, when the reader may see it; 404 otherwise."""
    item: SupervisedItem = get_object_or_404(ledger(request.actor), pk=pk)
    return item


@asks(PROPOSE_ITEMS)
def propose(request: Any) -> HttpResponseBase:
    """A new item: kept as a draft, or submitted at once."""
    return _ask(request, None)


@asks(PROPOSE_ITEMS)
def edit(request: Any, pk: int) -> HttpResponseBase:
    """A draft, or an item that came back for revision."""
    item = item_for(request, pk)
    if item.case_id is not None and step_to_revise(request.actor, item) is None:
        messages.warning(request, "事项已经提交，现在不能修改。")
        return redirect("supervised_item", pk=pk)
    return _ask(request, item)


def _ask(request: Any, item: SupervisedItem | None) -> HttpResponseBase:
    organs = chargeable(request.actor)
    form = ItemForm(request.POST or None, organs=organs, initial=as_typed(item) if item else {})
    if request.method == "POST" and form.is_valid():
        try:
            return _write(request, form, item)
        except (Refused, StepRefused) as fault:
            form.add_error(getattr(fault, "field", "") or None, str(fault))
    context = {"form": form, "item": item, "back": _back(item)}
    return render(request, "supervision/edit.html", context, status=422 if form.errors else 200)


def _back(item: SupervisedItem | None) -> str:
    return reverse("supervised_item", args=[item.pk]) if item else reverse("supervised_items")


def _write(request: Any, form: ItemForm, item: SupervisedItem | None) -> HttpResponseBase:
    """Keep the draft, submit it, or submit the revision."""
    actor = request.actor
    if item is not None and item.case_id is not None:
        revise(actor, item, step_to_revise(actor, item) or 0, form.details)
        messages.success(request, "已修改并重新提交审批。")
        return redirect("supervised_item", pk=item.pk)
    draft = save_draft(actor, form.details, item)
    if SUBMIT in request.POST:
        submit(actor, draft)
        messages.success(request, f"已提交立项审批，编号 {draft.number}。")
    else:
        messages.success(request, "草稿已保存。")
    return redirect("supervised_item", pk=draft.pk)


@require_POST
@asks(PROPOSE_ITEMS)
def submit_draft(request: Any, pk: int) -> HttpResponseBase:
    """Submit a draft as it stands."""
    item = item_for(request, pk)
    return _done(
        request, lambda: submit(request.actor, item), "已提交立项审批。", reverse("supervised_item", args=[pk])
    )


@require_POST
@asks(PROPOSE_ITEMS)
def discard(request: Any, pk: int) -> HttpResponseBase:
    """Delete a draft."""
    item = item_for(request, pk)
    where = reverse("supervised_item", args=[pk]) if item.case_id else reverse("supervised_items")
    return _done(request, lambda: discard_draft(request.actor, item), "草稿已删除。", where)


def _done(request: Any, do: Any, words: str, where: str) -> HttpResponseBase:
    try:
        do()
        messages.success(request, words)
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect(where)


@officials_only
def item_page(request: Any, pk: int) -> HttpResponseBase:
    """A draft; what has been submitted is a case and stands on its page."""
    item = item_for(request, pk)
    if item.case_id is not None:
        return redirect("case", pk=item.case_id)
    context = {"item": item, "facts": {"item": item}, "may_edit": request.actor.may(PROPOSE_ITEMS, item)}
    return render(request, "supervision/item.html", context)

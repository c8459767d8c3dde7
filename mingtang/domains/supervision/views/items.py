"""Proposing an item, and the page of one item."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.domains.supervision.actions.extending import why_no_extension
from mingtang.domains.supervision.actions.proposing import discard_draft, revise, save_draft, submit
from mingtang.domains.supervision.calendar import lights_for
from mingtang.domains.supervision.forms import ItemForm, StepForm, as_typed
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.domains.supervision.queries.ledger import chargeable, ledger
from mingtang.domains.supervision.queries.progress import (
    Progress,
    Waiting,
    happenings,
    progress_of,
    reports_of,
    step_to_revise,
    waiting_for,
)
from mingtang.domains.supervision.views.drawing import drawing_of
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.kernel.forms.api import form_class, published, readonly
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
    """One item: what it asks, how each organ stands, what waits for the reader, what has happened."""
    return show_item(request, item_for(request, pk))


def show_item(request: Any, item: SupervisedItem, typed: dict[tuple[int, int], Form] | None = None) -> HttpResponseBase:
    """The page of an item; `typed` are forms at fault, by the key of their token."""
    progress = progress_of(item)
    waiting = waiting_for(request.actor, item)
    context = {
        "item": item,
        "standing": lights_for(item.organ_id).of(item),
        "branches": progress.branches,
        "panels": [_panel(request, each, progress, (typed or {}).get(each.token.pk)) for each in waiting],
        "extensions": item.extensions.select_related("organ", "case"),
        "may_extend": not why_no_extension(request.actor, item),
        "may_edit": request.actor.may(PROPOSE_ITEMS, item) and item.case_id is None,
        "may_revise": step_to_revise(request.actor, item) is not None,
        "happenings": happenings(item),
        "reports": [(filing, readonly(filing.form_version, filing.data)) for filing in reports_of(item)],
        "opens_case": item.case_id is not None
        and Case.objects.visible_to(request.actor).filter(pk=item.case_id).exists(),
        "drawn": drawing_of(item, progress.open_steps),
    }
    return render(request, "supervision/item.html", context, status=422 if typed else 200)


def _panel(request: Any, waiting: Waiting, progress: Progress, typed: Form | None) -> dict[str, Any]:
    """A step to be done: the form that was typed, or a fresh one."""
    return {"waiting": waiting, "form": typed or step_form(request, waiting, progress)}


def step_form(request: Any, waiting: Waiting, progress: Progress, data: Any = None) -> Form:
    """The form of a step: the report where one is asked for, else an opinion with buttons."""
    if waiting.words.report:
        make = form_class(published("supervision-report", waiting.case.organ_id).pk)
        return make(data, actor=request.actor, prefix=f"s{waiting.case.pk}-{waiting.token.no}")
    return StepForm(data, waiting=waiting, branches=progress.branches)

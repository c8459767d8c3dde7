"""Doing a step of an item, and asking for a later date."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mingtang.domains.supervision.actions.extending import ask_for_extension, why_no_extension
from mingtang.domains.supervision.actions.handling import complete, report, send_back
from mingtang.domains.supervision.forms import ExtensionForm
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.queries.progress import Waiting, progress_of, waiting_for
from mingtang.domains.supervision.rules import SEND_BACK
from mingtang.domains.supervision.views.items import item_for, show_item, step_form
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only
from mingtang.kernel.forms.api import published


@require_POST
@officials_only
def do_step(request: Any, pk: int, case: int, no: int) -> HttpResponseBase:
    """Carry out what was pressed; faults come back beside what was typed."""
    item = item_for(request, pk)
    waiting = next(
        (each for each in waiting_for(request.actor, item) if (each.case.pk, each.token.no) == (case, no)), None
    )
    if waiting is None:
        messages.warning(request, "这一步已由他人办理、已收回，或不由您办理。下面是最新的情况。")
        return redirect("supervised_item", pk=pk)
    form = step_form(request, waiting, progress_of(item), request.POST)
    if form.is_valid():
        try:
            messages.success(request, _carry_out(request, item, waiting, form))
            return redirect("supervised_item", pk=pk)
        except (Refused, StepRefused) as fault:
            name = getattr(fault, "field", "")
            form.add_error(name if name in form.fields else None, str(fault))
    return show_item(request, item, {(case, no): form})


def _carry_out(request: Any, item: SupervisedItem, waiting: Waiting, form: Form) -> str:
    """Do the step; answers what to tell."""
    no, node, key = waiting.token.no, waiting.token.node, str(form.cleaned_data.get("key", ""))
    if waiting.words.report:
        version = published("supervision-report", item.organ_id).pk
        report(request.actor, item, no, node, form.answers, form_version=version, key=request.POST.get("key", ""))  # type: ignore[attr-defined]
        return "已报送。"
    outcome, opinion = request.POST.get("outcome", ""), form.cleaned_data.get("opinion", "")
    if outcome == SEND_BACK:
        send_back(request.actor, item, no, form.cleaned_data.get("unit") or 0, opinion, key=key)
    else:
        complete(request.actor, waiting.case, no, node, outcome=outcome, opinion=opinion, key=key)
    return f"“{waiting.title}”已办理：{outcome}。"


@officials_only
def extension(request: Any, pk: int) -> HttpResponseBase:
    """Ask for a later date."""
    item = item_for(request, pk)
    if request.method == "GET" and (obstacle := why_no_extension(request.actor, item)):
        messages.warning(request, obstacle)
        return redirect("supervised_item", pk=pk)
    if item.assigned_on is None:
        raise Http404
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_extension(request.actor, item, **form.cleaned_data)
            messages.success(request, "延期申请已提交审核。")
            return redirect("supervised_item", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    context = {"form": form, "item": item}
    return render(request, "supervision/extension.html", context, status=422 if form.errors else 200)

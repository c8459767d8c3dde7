"""What is asked for and said of an item beside its steps: a later date, to be released, how it was done."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.supervision.actions.evaluating import evaluate
from mingtang.domains.supervision.actions.extending import ask_for_extension, why_no_extension
from mingtang.domains.supervision.actions.releasing import ask_for_release, why_no_release
from mingtang.domains.supervision.calendar import last_day_to_refuse
from mingtang.domains.supervision.forms import EvaluationForm, ExtensionForm, ReleaseForm
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.domains.supervision.rules import Stage
from mingtang.domains.supervision.views.items import item_for
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only


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


@officials_only
def release(request: Any, pk: int) -> HttpResponseBase:
    """Ask to be released."""
    item = item_for(request, pk)
    if request.method == "GET" and (obstacle := why_no_release(request.actor, item)):
        messages.warning(request, obstacle)
        return redirect("supervised_item", pk=pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_release(request.actor, item, **form.cleaned_data)
            messages.success(request, "退办申请已提交审核。")
            return redirect("supervised_item", pk=pk)
        except Refused as fault:
            form.add_error(None, str(fault))
    context = {"form": form, "item": item, "last": last_day_to_refuse(item)}
    return render(request, "supervision/release.html", context, status=422 if form.errors else 200)


@asks(PROPOSE_ITEMS)
def evaluation(request: Any, pk: int) -> HttpResponseBase:
    """Say how each charged organ has done."""
    item = item_for(request, pk)
    if item.stage is not Stage.CLOSED:
        messages.warning(request, "办结以后才能评价。")
        return redirect("supervised_item", pk=pk)
    form = EvaluationForm(request.POST or None, charges=list(item.charges.select_related("organ")))
    if request.method == "POST" and form.is_valid():
        try:
            evaluate(request.actor, item, form.grades)
            messages.success(request, "评价已保存。")
            return redirect("supervised_item", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    return render(
        request, "supervision/evaluation.html", {"form": form, "item": item}, status=422 if form.errors else 200
    )

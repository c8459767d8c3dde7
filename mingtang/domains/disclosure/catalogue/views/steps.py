"""Each thing that is done to an item: one page, one form, one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.disclosure.catalogue.actions import after, drafting, publishing, reviewing
from mingtang.domains.disclosure.catalogue.forms import work as forms
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.permissions import READ_ITEMS
from mingtang.domains.disclosure.catalogue.queries.public import files_of
from mingtang.domains.disclosure.catalogue.queries.work import items_for
from mingtang.domains.disclosure.catalogue.rules import paragraphs
from mingtang.domains.disclosure.catalogue.scanning import scan
from mingtang.domains.disclosure.catalogue.views.drafts import FAULTS, blame
from mingtang.kernel.evidence.api import asks


@dataclass(frozen=True)
class StepPage:
    """One thing to do: its title, what the button says, its form and the action."""

    title: str
    button: str
    form: type[forms.StepForm]
    do: Callable[..., object]


STEPS = {
    "submission": StepPage("送审", "送审", forms.SubmissionForm, drafting.submit_item),
    "review": StepPage("保密审查", "完成审查", forms.ReviewForm, reviewing.review_item),
    "opinion": StepPage("登记意见", "登记", forms.OpinionForm, reviewing.record_opinion),
    "signature": StepPage("签发", "确定", forms.SignatureForm, publishing.sign_item),
    "validity": StepPage("变更有效性", "变更并公示", forms.ValidityForm, after.change_validity),
    "withdrawal": StepPage("撤下", "撤下", forms.WithdrawalForm, after.withdraw_item),
}


@asks(READ_ITEMS)
def step_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Do one thing to an item; what stands against it is said on the form, and nothing typed is lost."""
    if step not in STEPS:
        raise Http404
    item: InformationItem = get_object_or_404(items_for(request.actor), pk=pk)
    page = STEPS[step]
    form = page.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            page.do(request.actor, item, **form.cleaned_data)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, f"{page.title}：已办理。")
            return redirect("case", pk=item.case_id) if item.case_id else redirect("disclosure_item_record", pk=item.pk)
    context = {
        "item": item, "page": page, "form": form, "paragraphs": paragraphs(item.body), "files": files_of(item),
        "found": scan(item) if step in {"submission", "review", "signature"} else [],
    }  # fmt: skip
    return render(request, "disclosure_catalogue/step.html", context, status=422 if form.errors else 200)

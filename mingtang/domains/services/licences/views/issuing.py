"""Issuing by hand, and what becomes of a licence afterwards."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.services.licences.actions.issuing import IssueDetails, face_form, issue
from mingtang.domains.services.licences.actions.standing import TURNS, turn
from mingtang.domains.services.licences.actions.succeeding import change, renew
from mingtang.domains.services.licences.forms import (
    ChangeForm,
    IssueForm,
    RenewalForm,
    TurnForm,
    blame,
    holder_forms,
)
from mingtang.domains.services.licences.models import Licence
from mingtang.domains.services.licences.permissions import END_LICENCES, ISSUE_LICENCES
from mingtang.domains.services.licences.queries import issuable_types
from mingtang.domains.services.licences.rules import STEPS, Step
from mingtang.domains.services.licences.views.store import licence_for
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.forms.api import AnswersForm, form_class


@asks(ISSUE_LICENCES)
def choose_type(request: Any) -> HttpResponseBase:
    """Of which type the licence shall be."""
    return render(request, "licences/choose_type.html", {"types": issuable_types(request.actor)})


@asks(ISSUE_LICENCES)
def issue_page(request: Any, pk: int) -> HttpResponseBase:
    """A licence without a case: its face, its holders, and why."""
    kind = get_object_or_404(issuable_types(request.actor).select_related("form"), pk=pk)
    try:
        face_class = form_class(face_form(kind).pk)
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("choose_licence_type")
    sent = request.POST if request.method == "POST" else None
    face = face_class(sent, request.FILES or None, actor=request.actor)
    form, holders = IssueForm(sent, prefix="licence"), holder_forms(sent)
    if sent is not None and not face.is_reshaped and all([face.is_valid(), form.is_valid(), holders.is_valid()]):
        details = IssueDetails(**form.cleaned_data, holders=holders.details, face=face.answers)
        organ = Organ.objects.get(pk=request.actor.organ_id)
        if licence := _try(form, lambda: issue(request.actor, kind, details, issuer=organ)):
            messages.success(request, f"已制发{licence}。")
            return redirect("licence", pk=licence.pk)
    context = {"kind": kind, "face": _shown(face), "form": form, "holders": holders}
    return render(request, "licences/issue.html", context, status=_status(sent, face))


def _try(form: Form, do: Callable[[], Licence]) -> Licence | None:
    """What was done, or None with the fault beside its field."""
    try:
        return do()
    except Refused as fault:
        blame(form, fault)
        return None


def _shown(face: AnswersForm) -> AnswersForm:
    return face.reshaped() if face.is_bound and face.is_reshaped else face


def _status(sent: Any, face: AnswersForm) -> int:
    return 422 if sent is not None and not face.is_reshaped else 200


@asks(ISSUE_LICENCES)
def change_page(request: Any, pk: int) -> HttpResponseBase:
    """The next version, with another face or other names."""
    licence = licence_for(request, pk)
    sent = request.POST if request.method == "POST" else None
    face_class = form_class(face_form(licence.type).pk)
    face = face_class(sent, request.FILES or None, actor=request.actor, answers=licence.face)
    form = ChangeForm(sent, prefix="licence", holders=list(licence.holders.all()))
    if sent is not None and not face.is_reshaped and all([face.is_valid(), form.is_valid()]):
        said = {name: form.cleaned_data[name] for name in ("reason", "basis")}
        made = _try(form, lambda: change(request.actor, licence, face=face.answers, names=form.names, **said))
        if made is not None:
            messages.success(request, f"{made}已变更，原版本不再有效。")
            return redirect("licence", pk=made.pk)
    context = {"licence": licence, "face": _shown(face), "form": form}
    return render(request, "licences/change.html", context, status=_status(sent, face))


@asks(ISSUE_LICENCES)
def renewal_page(request: Any, pk: int) -> HttpResponseBase:
    """The next version, for another term."""
    licence = licence_for(request, pk)
    form = RenewalForm(request.POST or None)
    if form.is_valid():
        made = _try(form, lambda: renew(request.actor, licence, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"{made}已延续至 {made.valid_until:%Y-%m-%d}。")
            return redirect("licence", pk=made.pk)
    return _step_page(request, licence, form, Step.RENEW)


@asks(END_LICENCES)
def turn_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Suspension, resumption, revocation, cancellation."""
    licence, taken = licence_for(request, pk), _step_named(step)
    form = TurnForm(request.POST or None)
    if form.is_valid():
        try:
            turn(taken, request.actor, licence, **form.cleaned_data)
        except Refused as fault:
            blame(form, fault)
        else:
            messages.success(request, f"{licence}已{STEPS[taken]}。")
            return redirect("licence", pk=pk)
    return _step_page(request, licence, form, taken)


def _step_named(name: str) -> Step:
    """The step of an address; 404 when there is none of that name."""
    found = next((step for step in TURNS if step.value == name), None)
    if found is None:
        raise Http404
    return found


def _step_page(request: Any, licence: Licence, form: Form, step: Step) -> HttpResponseBase:
    context = {"licence": licence, "form": form, "step": STEPS[step], "final": step in {Step.REVOKE, Step.CANCEL}}
    return render(request, "licences/step.html", context, status=422 if form.errors else 200)

"""The applicant's answer to a correction notice: the same form and materials once more, with what was asked beside them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.domains.services.applications.actions import correcting, supplying
from mingtang.domains.services.applications.answering import as_typed, question_form
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.own import own_draft
from mingtang.domains.services.applications.views.pieces import material_sheet
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.kernel.forms.api import AnswersForm


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct what was asked, on one page: form, materials, and the button that hands it in again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = own_draft(actor, pk)
    if found is None or found.is_draft:
        raise Http404
    if correcting.open_answer(found) is None:
        messages.info(request, _("目前没有需要您补正的内容。"))
        return redirect(found)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, errors, faults = _answers_form(actor, found, posted), dict[str, str](), None
    if posted and form is not None and form.is_reshaped:
        form = form.reshaped()
    elif posted:
        errors = supplying.supply(actor, found, request.POST, request.FILES)
        if not errors and (form is None or form.is_valid()):
            faults = _why_not_taken(actor, found, form)
            if not faults:
                messages.success(request, _("补正内容已提交。"))
                return redirect(found)
    context = {
        "application": found,
        "form": form,
        "faults": faults,
        "sheet": material_sheet(actor, found, asked_of(actor, found), errors),
        "defects": found.defects.filter(told_at__isnull=False, corrected_at=None),
    }
    return render(request, "applications/correction.html", context, status=422 if posted else 200)


def _answers_form(actor: Any, found: Application, posted: Any) -> AnswersForm | None:
    """The form of the item with what was submitted; None for items that ask nothing."""
    asked = question_form(found)
    return asked(*posted, actor=actor, initial=as_typed(found, found.answers)) if asked else None


def _why_not_taken(actor: Any, found: Application, form: AnswersForm | None) -> str:
    """Hand the correction in; why it was not taken, empty when it was."""
    try:
        correcting.answer(actor, found, form.answers if form else {})
    except Refused as refusal:
        return str(refusal)
    return ""


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand in what was promised for later (容缺后补)."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = own_draft(actor, pk)
    if found is None or found.is_draft:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = supplying.supply(actor, found, request.POST, request.FILES)
    outstanding = [each for each in asked_of(actor, found) if each.is_outstanding and not found.is_over]
    if not outstanding:
        messages.success(request, _("容缺材料已经补齐。"))
        return redirect(found)
    context = {"application": found, "sheet": material_sheet(actor, found, outstanding, errors)}
    return render(request, "applications/supplement.html", context, status=422 if request.method == "POST" else 200)

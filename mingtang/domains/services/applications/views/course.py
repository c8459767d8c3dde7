"""Pages between acceptance and decision: a measure of an official, the applicant's answer about a hearing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.domains.services.applications.actions.hearing import request_hearing, waive_hearing
from mingtang.domains.services.applications.actions.taking import OFFICIAL, may_take, take_measure
from mingtang.domains.services.applications.course import TITLES, Measure, why_not
from mingtang.domains.services.applications.forms import HearingForm
from mingtang.domains.services.applications.measure_forms import form_of
from mingtang.domains.services.applications.models import Hearing, Part
from mingtang.domains.services.applications.queries.own import own_draft, readable_application
from mingtang.domains.services.applications.queries.standing import beside, request_until
from mingtang.kernel.cases.api import NotPermitted
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only, signed_in
from mingtang.kernel.forms.api import class_of


@never_cache
@officials_only
def measure(request: Any, pk: int, name: str) -> HttpResponseBase:
    """Do one thing beside the steps; everything typed stays when it is refused."""
    part = _part(request.actor, pk)
    wanted = next((each for each in OFFICIAL if each == name), None)
    if part is None or wanted is None or not may_take(request.actor, part, wanted):
        raise Http404
    back = reverse("case", args=[part.application.case_id])
    found = beside(part)
    if refusal := why_not(wanted, found.standing):
        messages.info(request, refusal)
        return redirect(back)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = class_of(form_of(wanted, part))(*posted, actor=request.actor)
    if posted and form.is_reshaped:
        form = form.reshaped()
    elif posted and form.is_valid() and _take(request, part, wanted, form):
        messages.success(request, f"已办理：{TITLES[wanted]}。")
        return redirect(back)
    context = {
        "application": part.application, "part": part, "beside": found, "measure": wanted, "form": form,
        "back": back, "title": TITLES[wanted],
    }  # fmt: skip
    return render(request, "applications/measure.html", context, status=422 if form.errors else 200)


def _take(request: Any, part: Part, wanted: Measure, form: Any) -> bool:
    """Do it; what was refused stands at its field."""
    try:
        take_measure(request.actor, part, wanted, form.answers)
    except (Refused, StepRefused, NotPermitted) as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    return True


def _part(actor: Any, pk: int) -> Part | None:
    """A part of an application that the actor may read."""
    part: Part | None = Part.objects.select_related("organ").filter(pk=pk).first()
    application = readable_application(actor, part.application_id) if part else None
    if part is None or application is None or application.case_id is None:
        return None
    part.application = application
    return part


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The applicant says whether he wants to be heard."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = own_draft(actor, pk)
    waiting = _waiting(pk) if found is not None and not found.is_draft else None
    if found is None or found.is_draft:
        raise Http404
    if waiting is None:
        messages.info(request, _("目前没有需要您答复的听证告知。"))
        return redirect(found)
    waiting.part.application = found
    form = HearingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _answer(actor, waiting, form):
        messages.success(request, _("已经收到您的答复。"))
        return redirect(found)
    context = {"application": found, "hearing": waiting, "until": request_until(waiting), "form": form}
    return render(request, "applications/hearing.html", context, status=422 if form.errors else 200)


def _waiting(pk: int) -> Hearing | None:
    """The first notice of the right that has not been answered."""
    rows = Hearing.objects.select_related("part__organ").filter(application=pk, state="told")
    found: Hearing | None = next((each for each in rows if beside(each.part).hearing_word == "told"), None)
    return found


def _answer(actor: Any, waiting: Hearing, form: HearingForm) -> bool:
    try:
        if form.cleaned_data["answer"] == HearingForm.REQUEST:
            request_hearing(actor, waiting.part, form.cleaned_data["reason"])
        else:
            waive_hearing(actor, waiting.part)
    except (Refused, StepRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True

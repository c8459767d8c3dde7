"""Applying, page by page: what it is about, the form, the materials, a last look. Everything typed is kept at once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.domains.services.applications.actions import drafting, supplying
from mingtang.domains.services.applications.actions.submitting import Incomplete, submit
from mingtang.domains.services.applications.answering import in_words, judged, question_form
from mingtang.domains.services.applications.applicants import Applicant
from mingtang.domains.services.applications.commitments import commitment_of, is_by_commitment, missing_commitment
from mingtang.domains.services.applications.existing import licences_to_act_on
from mingtang.domains.services.applications.forms import ContactForm
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.own import own_draft
from mingtang.domains.services.applications.views.pieces import (
    CONFIRMATION,
    FORM,
    MATERIALS,
    frame_of,
    material_sheet,
    steps_of,
)
from mingtang.domains.services.catalogue.api import guide_address, offered_item, scenario_address, walk
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.kernel.forms.api import AnswersForm

View = Callable[..., HttpResponseBase]


def of_draft(view: View) -> View:
    """A view of one's own draft, which it gets. What was submitted meanwhile, in another tab say, is led to its own page."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        draft = own_draft(request.actor, pk)  # type: ignore[attr-defined]
        if draft is None:
            raise Http404
        if draft.is_draft:
            return view(request, draft, **more)
        messages.info(request, _("这份申请已经提交，下面是它的进展。"))
        return redirect(draft)

    return shown


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponseBase:
    """Whom the application is for; the questions of the item come first, on their own pages. Going on opens a draft."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    item = offered_item(code)
    if item is None or item.in_force is None:
        raise Http404
    way = walk(item.in_force.document, {**request.GET.dict(), **request.POST.dict()})
    if not way.is_done:
        return redirect(scenario_address(item, way.answers))
    try:
        applicant = Applicant.of(actor)
        held = licences_to_act_on(actor, item.in_force.document, applicant.number)
        if request.method == "POST":
            chosen = request.POST.get("licence", "")
            licence = int(chosen) if chosen.isascii() and chosen.isdigit() else None
            return redirect("application_form", pk=drafting.begin_draft(actor, item, way.answers, licence=licence).pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(guide_address(item))
    steps, back = steps_of(None), guide_address(item)
    context = {
        "item": item,
        "way": way,
        "applicant": applicant,
        "held": held,
        "back": back,
        "steps": steps,
        "current": 1,
    }
    return render(request, "applications/begin.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def fill(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """The form of the item. Whatever is typed is kept; going on asks that it be right."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    contact = ContactForm(
        request.POST or None, initial={"contact_name": draft.contact_name, "phone": draft.contact_phone}
    )
    form = _answers_form(actor, draft, posted)
    if posted:
        answer = _kept(request, draft, form, contact)
        if answer is not None:
            return answer
    if form is not None and posted and form.is_reshaped:
        form = form.reshaped()
    context = {"form": form, "contact": contact, **frame_of(draft, FORM)}
    faulty = bool(posted) and (not contact.is_valid() or (form is not None and form.is_bound and not form.is_valid()))
    return render(request, "applications/form.html", context, status=422 if faulty else 200)


def _answers_form(actor: Any, draft: Application, posted: Any) -> AnswersForm | None:
    asked = question_form(draft)
    return asked(*posted, actor=actor, initial=draft.answers) if asked else None


def _kept(
    request: HttpRequest, draft: Application, form: AnswersForm | None, contact: ContactForm
) -> HttpResponseBase | None:
    """Keep what was sent; None when the page has to be shown again."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sound = contact.is_valid() & (form is None or form.is_valid())
    values: dict[str, Any] = {} if form is None else {"answers": form.typed_so_far}
    if contact.is_valid():
        values |= drafting.contact_columns(draft, **contact.cleaned_data)
    try:
        drafting.save_draft(actor, draft, seen=request.POST.get("seen", ""), **values)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=204)
    if request.POST.get("do") == "exit":
        messages.success(request, _("草稿已保存，可以在“我的办件”里继续填写。"))
        return redirect("own_applications")
    return redirect("application_materials", pk=draft.pk) if sound and not (form and form.is_reshaped) else None


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def materials(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """What has to be handed in: what we hold already, what was uploaded before, what is still missing."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = supplying.supply(actor, draft, request.POST, request.FILES)
        if not errors:
            return _onward(request, draft)
    sheet = material_sheet(actor, draft, asked_of(actor, draft), errors)
    context = {"sheet": sheet, **frame_of(draft, MATERIALS)}
    return render(request, "applications/materials.html", context, status=422 if errors else 200)


def _onward(request: HttpRequest, draft: Application) -> HttpResponseBase:
    where = {"exit": "own_applications", "stay": "application_materials"}.get(request.POST.get("do", ""))
    if where == "own_applications":
        messages.success(request, _("草稿已保存，可以在“我的办件”里继续填写。"))
        return redirect(where)
    onward = "application_commitment" if missing_commitment(draft) else "application_confirmation"
    return redirect(where or onward, pk=draft.pk)


@signed_in
@require_POST
@of_draft
def removal(request: HttpRequest, draft: Application, material: int) -> HttpResponseBase:
    """Take a material back from a draft."""
    try:
        supplying.take_back(request.actor, draft, material)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("application_materials", pk=draft.pk)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def confirm(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """Everything once more as it will be submitted; then it is."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if draft.channel == Application.Channel.WINDOW:
        return redirect("window_confirmation", pk=draft.pk)
    faults: Incomplete | None = None
    if request.method == "POST":
        try:
            submit(actor, draft)
        except Incomplete as incomplete:
            faults = incomplete
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("申请已提交，办件编号 %(number)s。") % {"number": draft.number})
            return redirect(draft)
    context = confirmation_context(actor, draft, faults)
    return render(request, "applications/confirmation.html", context, status=422 if faults else 200)


def confirmation_context(actor: Any, draft: Application, faults: Incomplete | None) -> dict[str, Any]:
    """What the last look shows, on line and at a window."""
    asked = asked_of(actor, draft)
    return {
        "sections": in_words(draft, judged(actor, draft, draft.answers)[0]),
        "sheet": material_sheet(actor, draft, asked, {}),
        "missing": [each.name for each in asked if each.is_missing],
        "commits": is_by_commitment(draft),
        "made": commitment_of(draft),
        "faults": faults,
        **frame_of(draft, CONFIRMATION),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def deletion(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """Delete a draft, after asking."""
    if request.method == "POST":
        drafting.discard_draft(request.actor, draft)  # type: ignore[attr-defined]
        messages.success(request, _("草稿已删除。"))
        return redirect("own_applications")
    return render(request, "applications/deletion.html", frame_of(draft, FORM))

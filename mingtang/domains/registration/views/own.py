"""One's own applications: asking, following, supplying, collecting; for officials, citizens and legal persons alike."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingtang.domains.registration.actions.applying import Wish, apply, subject_for, supply, withdraw
from mingtang.domains.registration.actions.handing_over import collect, confirm_import
from mingtang.domains.registration.asking import choices_for, wish_for
from mingtang.domains.registration.forms.applying import ApplicationForm, CollectForm, SupplyForm, WithdrawForm
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.queries import own_applications, reason_of
from mingtang.domains.registration.rules import HOLDER_KINDS, KINDS, OF_THINGS, HolderKind, Kind, Stage
from mingtang.domains.registration.subjects import LABELS, SHORT
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.lib.crypto.keys import KeyKind

STEPS = (Stage.SUPPLY, Stage.CHECK, Stage.REVIEW, Stage.ISSUE, Stage.COLLECT)
_FAULTS = (Refused, StepRefused)


def own_page(request: Any, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page in the layout of the reader's house: officials stay in the workbench."""
    house = "workbench" if request.actor.kind == "official" else "public"
    frame = {"frame": f"registration/own/{house}.html"}
    return render(request, f"registration/own/{name}.html", {**context, **frame}, status=status)


def own_application(request: Any, pk: int) -> CertificateApplication:
    """One that the reader has made; 404 otherwise."""
    application: CertificateApplication = get_object_or_404(own_applications(request.actor), pk=pk)
    return application


@signed_in
def own_list(request: Any) -> HttpResponseBase:
    """What the reader has applied for, and what he may apply for; at most six statements."""
    context = {"rows": list(own_applications(request.actor)[:50]), "choices": choices_for(request.actor)}
    return own_page(request, "list", context)


@signed_in
def apply_page(request: Any, holder_kind: str, kind: str) -> HttpResponseBase:
    """Apply for one thing, for one holder."""
    if holder_kind not in HOLDER_KINDS or kind not in KINDS:
        raise Http404
    wished = HolderKind(holder_kind), Kind(kind)
    try:
        wish = wish_for(request.actor, *wished, request.GET.get("certificate", ""))
        subject = subject_for(request.actor, wish) if wish.name or wish.holder_kind not in OF_THINGS else {}
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("own_certificate_applications")
    form = ApplicationForm(request.POST or None, request.FILES or None, kind=wished[1], holder_kind=wished[0])
    if request.method == "POST" and form.is_valid():
        try:
            application = apply(request.actor, wish.but(**form.wished))
            messages.success(request, _("申请已提交，编号 %(number)s。") % {"number": application.number})
            return redirect("own_certificate_application", pk=application.pk)
        except _FAULTS as fault:
            blame(form, fault)
    return own_page(request, "apply", _asked(request, form, wish, subject), status=422 if form.errors else 200)


def _asked(request: Any, form: ApplicationForm, wish: Wish, subject: dict[str, str]) -> dict[str, Any]:
    algorithm = KeyKind.ECDSA_P256 if request.GET.get("algorithm") == KeyKind.ECDSA_P256.value else KeyKind.SM2
    return {
        "form": form,
        "wish": wish,
        "title": f"{HOLDER_KINDS[wish.holder_kind]}证书{KINDS[wish.kind]}",
        "subject": triples(subject),
        "algorithm": algorithm,
        "makes_key": wish.holder_kind not in OF_THINGS,
        **request_field(form),
    }


def triples(subject: dict[str, str]) -> list[tuple[str, str, str]]:
    """A name as the key-maker shows it: keyword of certificates, label, text."""
    return [(SHORT[keyword], LABELS[keyword], text) for keyword, text in subject.items()]


def request_field(form: Form) -> dict[str, Any]:
    """What was pasted as a request, and what was wrong with it."""
    if "request" not in form.fields:
        return {"needs_request": False}
    bound = form["request"]
    return {"needs_request": True, "request_value": bound.value() or "", "request_error": next(iter(bound.errors), "")}


def blame(form: Form, fault: Exception) -> None:
    """Show a fault beside its field, or above all where the form has no such field."""
    field = getattr(fault, "field", "")
    form.add_error(field if field in form.fields else None, str(fault))


@never_cache
@signed_in
def application_page(request: Any, pk: int, forms: dict[str, Form] | None = None) -> HttpResponseBase:
    """How one application stands, and what its applicant has to do."""
    application = own_application(request, pk)
    supplying = SupplyForm(needs_request=application.needs_request)
    shown = {"supplying": supplying, "collecting": CollectForm(), "withdrawing": WithdrawForm(), **(forms or {})}
    context = {
        "application": application,
        "steps": [{"label": label} for label in _STEP_WORDS],
        "current": _step_of(application),
        "subject": triples(application.subject),
        "reason": reason_of(application) if application.stage in {Stage.SUPPLY, Stage.REFUSED} else "",
        **shown,
        **request_field(shown["supplying"]),
    }
    return own_page(request, "application", context, status=422 if forms else 200)


_STEP_WORDS = ("提交", "身份核验", "审核", "签发", "下载")


def _step_of(application: CertificateApplication) -> int:
    stage = Stage(application.stage)
    if stage in STEPS:
        return STEPS.index(stage) + 1
    return len(STEPS) if stage == Stage.RECOVER else len(STEPS) + 1


@signed_in
@require_POST
def supply_request(request: Any, pk: int) -> HttpResponseBase:
    """Supply what is missing."""
    application = own_application(request, pk)
    form = SupplyForm(request.POST, needs_request=application.needs_request)
    return _carried(request, application, "supplying", form, _("已提交，等待身份核验。"),
                    lambda: supply(request.actor, application, **form.supplied))  # fmt: skip


@signed_in
@require_POST
def withdraw_application(request: Any, pk: int) -> HttpResponseBase:
    """Take it back."""
    application, form = own_application(request, pk), WithdrawForm(request.POST)
    return _carried(request, application, "withdrawing", form, _("申请已撤回。"),
                    lambda: withdraw(request.actor, application, **form.cleaned_data))  # fmt: skip


@signed_in
@require_POST
def confirm(request: Any, pk: int) -> HttpResponseBase:
    """Say that all has arrived."""
    application = own_application(request, pk)
    return _carried(request, application, "confirming", Form({}), _("已确认，证书可以使用了。"),
                    lambda: confirm_import(request.actor, application))  # fmt: skip


@signed_in
@require_POST
def download(request: Any, pk: int) -> HttpResponseBase:
    """The archive itself, once for each pair of codes."""
    application, form = own_application(request, pk), CollectForm(request.POST)
    if form.is_valid():
        try:
            packed = collect(request.actor, application, **form.cleaned_data)
            answer = HttpResponse(packed, content_type="application/zip")
            answer["Content-Disposition"] = f'attachment; filename="{application.number}.zip"'
            answer["Cache-Control"] = "no-store"
            return answer
        except _FAULTS as fault:
            blame(form, fault)
    return application_page(request, pk, {"collecting": form})


def _carried(
    request: Any, application: CertificateApplication, name: str, form: Form, words: str, do: Any
) -> HttpResponseBase:
    """Do it and come back to the application, or show what was wrong."""
    if form.is_valid():
        try:
            do()
            messages.success(request, words)
            return redirect("own_certificate_application", pk=application.pk)
        except _FAULTS as fault:
            blame(form, fault)
    if name == "confirming":
        messages.warning(request, "；".join(str(fault) for fault in form.non_field_errors()))
        return redirect("own_certificate_application", pk=application.pk)
    return application_page(request, application.pk, {name: form})

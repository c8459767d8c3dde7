"""Steps that are done on pages of registration: checking identity, issuing, confirming recoveries; and sending codes anew."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.registration.actions.carrying_out import carry_out, confirm_recoveries, recoveries_of
from mingtang.domains.registration.actions.examining import check_identity, send_back
from mingtang.domains.registration.actions.handing_over import send_codes
from mingtang.domains.registration.case_page import application_of, comparison_of
from mingtang.domains.registration.forms.examining import IdentityForm, SendBackForm
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.permissions import ENTER_APPLICATIONS, READ_APPLICATIONS
from mingtang.domains.registration.rules import Stage
from mingtang.domains.registration.views.own import blame
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks

_FAULTS = (Refused, StepRefused)
SEND_BACK = "send_back"


def application_at(request: Any, pk: int) -> CertificateApplication:
    """The application with everybody it names, when the reader may see it; 404 otherwise."""
    found: CertificateApplication = get_object_or_404(CertificateApplication.objects.visible_to(request.actor), pk=pk)
    return application_of(found.case)


def _page(request: Any, name: str, application: CertificateApplication, form: Form, **more: Any) -> HttpResponseBase:
    context = {"application": application, "form": form, **more}
    if application.needs_request:
        context["facts"] = comparison_of(application).facts
    return render(request, f"registration/steps/{name}.html", context, status=422 if form.errors else 200)


def _gone(request: Any, application: CertificateApplication) -> HttpResponseBase:
    messages.warning(request, f"申请{application.get_stage_display()}，这一步已经办过或者还没有到。")
    return redirect("case", pk=application.case_id)


def _done(
    request: Any, application: CertificateApplication, form: Form, do: Callable[[], object], words: str
) -> HttpResponseBase | None:
    """Do it and go to the case, or note on the form what was wrong."""
    try:
        do()
    except _FAULTS as fault:
        blame(form, fault)
        return None
    messages.success(request, words)
    return redirect("case", pk=application.case_id)


@asks(READ_APPLICATIONS)
def check_page(request: Any, pk: int) -> HttpResponseBase:
    """Check who asks, beside what the directory says."""
    application = application_at(request, pk)
    if application.stage != Stage.CHECK:
        return _gone(request, application)
    form = IdentityForm(request.POST or None)
    if form.is_valid():
        answer = _done(
            request, application, form,
            lambda: check_identity(request.actor, application, **form.cleaned_data), "身份核验已登记。",
        )  # fmt: skip
        if answer:
            return answer
    return _page(request, "check", application, form)


@asks(READ_APPLICATIONS)
def issue_page(request: Any, pk: int) -> HttpResponseBase:
    """Issue, or carry out, what another officer has approved; or send it back."""
    application = application_at(request, pk)
    if application.stage != Stage.ISSUE:
        return _gone(request, application)
    sends_back = SEND_BACK in request.POST
    form = SendBackForm(request.POST if sends_back else None)
    if request.method == "POST" and (form.is_valid() if sends_back else True):
        answer = _issued(request, application, form, sends_back=sends_back)
        if answer:
            return answer
    return _page(request, "issue", application, form)


def _issued(
    request: Any, application: CertificateApplication, form: Form, *, sends_back: bool
) -> HttpResponseBase | None:
    try:
        if sends_back:
            send_back(request.actor, application, opinion=form.cleaned_data["note"])
            messages.success(request, "已退回补正。")
        else:
            code = carry_out(request.actor, application)
            messages.success(request, "已签发，等待申请人下载。" if application.needs_request else "已办理。")
            _tell_code(request, code)
    except _FAULTS as fault:
        if sends_back:
            blame(form, fault)
        else:
            messages.warning(request, str(fault))
        return None
    return redirect("case", pk=application.case_id)


def _tell_code(request: Any, code: str) -> None:
    if code:
        messages.warning(request, f"申请人没有登记手机号，授权码 {code} 请当面告知，本页只显示这一次。")


@asks(READ_APPLICATIONS)
def recover_page(request: Any, pk: int) -> HttpResponseBase:
    """Confirm that former encryption keys come back, as the second officer."""
    application = application_at(request, pk)
    if application.stage != Stage.RECOVER:
        return _gone(request, application)
    form = Form(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        answer = _done(
            request, application, form, lambda: confirm_recoveries(request.actor, application), "密钥恢复已确认。"
        )
        if answer:
            return answer
    return _page(request, "recover", application, form, recoveries=recoveries_of(application))


@asks(ENTER_APPLICATIONS)
def send_codes_page(request: Any, pk: int) -> HttpResponseBase:
    """Send new codes for what waits to be collected."""
    application = application_at(request, pk)
    if request.method != "POST":
        return _page(request, "codes", application, Form())
    try:
        code = send_codes(request.actor, application)
        messages.success(request, "新的参考号已发到站内消息，授权码已发到手机；原来的两个码作废。")
        _tell_code(request, code)
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("case", pk=application.case_id)

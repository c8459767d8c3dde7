"""Registering and getting a password back: a telephone is shown by its code before anything is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from mingtang.kernel.directory.access import ActorRequest, signed_in
from mingtang.kernel.directory.actions.citizens import may_register_legal_person, register_legal_person
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.people import PersonDetails, checked_numbers
from mingtang.kernel.directory.actions.phone_codes import send_phone_code
from mingtang.kernel.directory.actions.registration import recover_password, register_by_phone, send_recovery_code
from mingtang.kernel.directory.forms.sign_in import (
    EnterpriseForm,
    IdentityForm,
    PhoneForm,
    RecoveryForm,
    RegistrationForm,
)
from mingtang.kernel.directory.models import PhoneCode
from mingtang.kernel.directory.sign_in import open_session
from mingtang.kernel.directory.views.submission import blame
from mingtang.lib.identifiers import mask_identity_number, mask_phone

SEND, BACK = "send", "back"
"""Names of the buttons that send a code and lead back to the first step."""


@dataclass(frozen=True)
class Walk:
    """Two steps: `first` asks whose telephone, `send` sends the code, `second` asks for it, `finish` does the rest."""

    name: str
    first: type[forms.Form]
    second: type[forms.Form]
    send: Callable[[Any, dict[str, Any]], Any]
    finish: Callable[[HttpRequest, dict[str, Any]], str]


@sensitive_post_parameters()
@never_cache
def register(request: HttpRequest) -> HttpResponseBase:
    """A citizen registers: first who, then the code from the telephone and a password."""
    if request.actor.account_id is not None:  # type: ignore[attr-defined]
        return redirect("my_account")
    return _walk(request, Walk("register", IdentityForm, RegistrationForm, _send_registration_code, _register))


@sensitive_post_parameters()
@never_cache
def password_forgotten(request: HttpRequest) -> HttpResponseBase:
    """A citizen gets back in by the telephone."""
    return _walk(request, Walk("password", PhoneForm, RecoveryForm, _send_recovery_code, _recover))


@sensitive_post_parameters()
@never_cache
@signed_in
def register_enterprise(request: ActorRequest) -> HttpResponseBase:
    """A verified citizen registers the legal person he or she represents."""
    allowed = may_register_legal_person(request.actor)
    form = EnterpriseForm(request.POST or None)
    if form.is_valid():
        try:
            _register_enterprise(request, form.cleaned_data)
        except Refused as fault:
            blame(form, fault, {})
        else:
            messages.success(request, _("法人账号已开通。您可以切换到这个法人办事，也可以授权经办人。"))
            return redirect("my_agents")
    context = {"form": form, "allowed": allowed, "assurance": request.actor.account.get_assurance_display()}
    return render(request, "directory/account/enterprise.html", context, status=422 if form.errors else 200)


def _register_enterprise(request: ActorRequest, typed: dict[str, Any]) -> None:
    person = request.actor.account.person
    register_legal_person(
        request.actor,
        person,
        name=typed["name"],
        credit_code=typed["credit_code"],
        password=typed["new"],
        on=timezone.localdate(),
    )


def _walk(request: HttpRequest, walk: Walk) -> HttpResponseBase:
    if request.method != "POST" or BACK in request.POST:
        return _first(request, walk, walk.first(initial=request.POST.dict()))
    if "code" not in request.POST or SEND in request.POST:
        return _ask_for_code(request, walk)
    form = walk.second(request.POST)
    if form.is_valid():
        try:
            return redirect(walk.finish(request, form.cleaned_data))
        except Refused as fault:
            blame(form, fault, {})
    return _second(request, walk, form)


def _ask_for_code(request: HttpRequest, walk: Walk) -> HttpResponseBase:
    """Send a code and go to the second step; whoever is there already stays there."""
    form = walk.first(request.POST)
    if not form.is_valid():
        return _first(request, walk, form)
    try:
        walk.send(request.actor, form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as fault:
        if "code" not in request.POST:
            blame(form, fault, {})
            return _first(request, walk, form)
        messages.warning(request, str(fault))
    return _second(request, walk, walk.second(initial=form.cleaned_data))


def _send_registration_code(actor: Any, typed: dict[str, Any]) -> None:
    """Check the numbers first: a mistyped digit must not cost a message."""
    checked_numbers(_details(typed))
    send_phone_code(actor, typed["phone"], PhoneCode.Purpose.REGISTER)


def _register(request: HttpRequest, typed: dict[str, Any]) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    account = register_by_phone(actor, _details(typed), code=typed["code"], password=typed["new"])
    open_session(request, account)
    messages.success(request, _("注册成功，已登录。"))
    return "my_account"


def _send_recovery_code(actor: Any, typed: dict[str, Any]) -> None:
    send_recovery_code(actor, typed["phone"])


def _recover(request: HttpRequest, typed: dict[str, Any]) -> str:
    recover_password(request.actor, typed["phone"], code=typed["code"], new=typed["new"])  # type: ignore[attr-defined]
    messages.success(request, _("密码已重新设置，请用新密码登录。"))
    return "sign_in"


def _first(request: HttpRequest, walk: Walk, form: forms.Form) -> HttpResponseBase:
    context = {"form": form, "step": 1, "purpose": walk.name, "steps": _steps(walk)}
    return render(request, "directory/sign_in/phone.html", context, status=422 if form.errors else 200)


def _second(request: HttpRequest, walk: Walk, form: forms.Form) -> HttpResponseBase:
    context = {"form": form, "step": 2, "purpose": walk.name, "steps": _steps(walk), "facts": _facts(form)}
    return render(request, "directory/sign_in/phone.html", context, status=422 if form.errors else 200)


def _facts(form: forms.Form) -> list[tuple[str, str]]:
    """What the first step has asked, masked."""
    masks: dict[str, Callable[[str], str]] = {"identity_number": mask_identity_number, "phone": mask_phone, "name": str}
    return [(str(field.label), masks[field.name](str(field.value() or ""))) for field in form.hidden_fields()]


def _steps(walk: Walk) -> list[dict[str, str]]:
    first = _("填写身份信息") if walk.name == "register" else _("填写手机号")
    return [{"label": first}, {"label": _("验证手机，设密码")}]


def _details(typed: dict[str, Any]) -> PersonDetails:
    return PersonDetails(name=typed["name"].strip(), identity_number=typed["identity_number"], phone=typed["phone"])

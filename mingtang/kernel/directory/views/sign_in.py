"""Signing in and out: citizens and legal persons, officials, the second factor, sessions that ended too early."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.doors import OFFICIAL, PUBLIC, Door, is_of_officials, onward, sign_in_ways
from mingtang.kernel.directory.entering import enter, landing, why_not
from mingtang.kernel.directory.forms.sign_in import OfficialSignInForm, PublicSignInForm, SecondFactorForm
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.sign_in import (
    PENDING,
    check_credentials,
    check_second_factor,
    close_session,
)
from mingtang.kernel.directory.unsent import page_of, unsent_of

HALF_WAY = timedelta(minutes=5)
"""How long a right password waits for the second factor."""


@dataclass(frozen=True)
class PasswordPage:
    """A door that asks for a password: what stands above its form, and the form."""

    door: Door
    title: Any
    form: type[forms.Form]

    @property
    def url_name(self) -> str:
        return self.door.url_name


FOR_PUBLIC = PasswordPage(PUBLIC, gettext_lazy("登录"), PublicSignInForm)
FOR_OFFICIALS = PasswordPage(OFFICIAL, gettext_lazy("口令登录"), OfficialSignInForm)


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Citizens and legal persons. Called for another address, it answers a form that came after the session's end."""
    if request.path != reverse("sign_in"):
        return _interrupted(request)
    if request.method == "GET" and is_of_officials(onward(request)):
        return redirect(f"{reverse(OFFICIAL.url_name)}?{request.GET.urlencode()}")
    return _at(FOR_PUBLIC, request)


@sensitive_post_parameters("password")
@never_cache
def sign_in_official(request: HttpRequest) -> HttpResponseBase:
    """Officials, by their number."""
    return _at(FOR_OFFICIALS, request)


@never_cache
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """The second factor, asked for within minutes of the right password."""
    account = _half_way(request)
    if account is None:
        messages.warning(request, _("登录没有完成，请重新输入口令。"))
        return redirect(OFFICIAL.url_name)
    form = SecondFactorForm(request.POST if "otp" in request.POST else None)
    if form.is_valid():
        attempt = check_second_factor(request, account, form.cleaned_data["otp"])
        if attempt.succeeded:
            return enter(request, account)
        form.add_error("otp", why_not(attempt))
    return _code_page(request, form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session of this browser."""
    close_session(request)
    messages.success(request, _("您已安全退出。"))
    return redirect("home")


def _at(page: PasswordPage, request: HttpRequest) -> HttpResponseBase:
    if request.actor.account_id is not None:  # type: ignore[attr-defined]
        return redirect(onward(request) or landing(request.user))
    form = page.form(request.POST or None)
    if form.is_valid():
        who, password = form.cleaned_data["who"], form.cleaned_data["password"]
        attempt = check_credentials(request, who, password, kinds=set(page.door.kinds))
        if attempt.succeeded and attempt.account:
            return _admit(request, attempt.account)
        form.add_error(None, why_not(attempt))
    return _page(request, page, form, status=422 if form.errors else 200)


def _admit(request: HttpRequest, account: Account) -> HttpResponseBase:
    if not account.has_second_factor:
        return enter(request, account)
    request.session[PENDING] = {"account": account.pk, "at": int(timezone.now().timestamp())}
    return _code_page(request, SecondFactorForm())


def _half_way(request: HttpRequest) -> Account | None:
    """The account whose password was right a moment ago."""
    pending = request.session.get(PENDING)
    if not pending or timezone.now().timestamp() - pending["at"] > HALF_WAY.total_seconds():
        return None
    account: Account | None = (
        Account.objects.select_related("person", "legal_person").filter(pk=pending["account"]).first()
    )
    return account if account and account.is_active else None


def _interrupted(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page in answer to a form that came after the session's end, with what was typed."""
    kept, came_from = unsent_of(request), page_of(request)
    owner = Account.objects.filter(pk=getattr(request, "expired_account", None)).first()
    official = owner.kind == Account.Kind.OFFICIAL if owner else is_of_officials(came_from)
    page = FOR_OFFICIALS if official else FOR_PUBLIC
    extra = {"next": came_from, "kept": kept.sealed() if kept else "", "interrupted": True}
    return _page(request, page, page.form(), status=401, **extra)


def _page(request: HttpRequest, page: PasswordPage, form: forms.Form, *, status: int, **extra: Any) -> HttpResponseBase:
    context = {
        "door": page,
        "form": form,
        "next": onward(request),
        "kept": request.POST.get("kept", ""),
        "expired": getattr(request, "expired", "") or request.GET.get("expired", ""),
        **extra,
    }
    context["ways"] = sign_in_ways(page.url_name, str(context["next"]))
    return render(request, "directory/sign_in/password.html", context, status=status)


def _code_page(request: HttpRequest, form: forms.Form) -> HttpResponseBase:
    context = {"form": form, "next": onward(request), "kept": request.POST.get("kept", "")}
    return render(request, "directory/sign_in/code.html", context, status=422 if form.errors else 200)

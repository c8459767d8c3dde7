"""Signing in and out: citizens and legal persons, officials, the second factor, sessions that ended too early."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.forms.sign_in import OfficialSignInForm, PublicSignInForm, SecondFactorForm
from mingtang.kernel.directory.models import Account, SignIn
from mingtang.kernel.directory.sign_in import (
    PENDING,
    TRIES_WINDOW,
    Attempt,
    actor_of,
    check_credentials,
    check_second_factor,
    close_session,
    open_session,
)
from mingtang.kernel.directory.unsent import page_of, read_unsent, unsent_of

HALF_WAY = timedelta(minutes=5)
"""How long a right password waits for the second factor."""


@dataclass(frozen=True)
class Door:
    """A way to sign in with a password."""

    url_name: str
    label: Any
    title: Any
    icon: str
    kinds: frozenset[str]
    form: type[forms.Form]


PUBLIC = Door(
    "sign_in", gettext_lazy("公众登录"), gettext_lazy("登录"), "user",
    frozenset({Account.Kind.CITIZEN, Account.Kind.LEGAL}), PublicSignInForm,
)  # fmt: skip
OFFICIAL = Door(
    "sign_in_official", gettext_lazy("口令登录"), gettext_lazy("口令登录"), "lock",
    frozenset({Account.Kind.OFFICIAL}), OfficialSignInForm,
)  # fmt: skip
CERTIFICATE = "sign_in_certificate"
"""The page of the third way; shown where it is installed."""


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Citizens and legal persons. Called for another address, it answers a form that came after the session's end."""
    if request.path != reverse("sign_in"):
        return _interrupted(request)
    if request.method == "GET" and _is_of_officials(onward(request)):
        return redirect(f"{reverse(OFFICIAL.url_name)}?{request.GET.urlencode()}")
    return _at(PUBLIC, request)


@sensitive_post_parameters("password")
@never_cache
def sign_in_official(request: HttpRequest) -> HttpResponseBase:
    """Officials, by their number."""
    return _at(OFFICIAL, request)


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
            return _enter(request, account)
        form.add_error("otp", why_not(attempt))
    return _code_page(request, form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session of this browser."""
    close_session(request)
    messages.success(request, _("您已安全退出。"))
    return redirect("home")


def why_not(attempt: Attempt) -> str:
    """Why somebody could not sign in; an unknown name and a wrong password get the same words."""
    if attempt.result == SignIn.Result.LOCKED and attempt.locked_until:
        minutes = max(1, ceil((attempt.locked_until - timezone.now()).total_seconds() / 60))
        return _("连续输错次数过多，账号已锁定，请 %(minutes)d 分钟后再试。") % {"minutes": minutes}
    if attempt.result == SignIn.Result.LOCKED:
        minutes = int(TRIES_WINDOW.total_seconds() // 60)
        return _("您所在网络的登录尝试过多，请 %(minutes)d 分钟后再试。") % {"minutes": minutes}
    if attempt.result == SignIn.Result.CLOSED:
        return _("账号还没有启用或者已经停用，请联系管理员。")
    if attempt.result == SignIn.Result.WRONG_CODE:
        return _("动态口令不正确，或者已经用过。请等下一组数字出现后再试。")
    return _("账号或口令不正确。连续输错 %(times)d 次，账号会锁定 %(minutes)d 分钟。") % {
        "times": settings.LOCK_AFTER,
        "minutes": settings.LOCK_MINUTES,
    }


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site."""
    wish = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if safe else ""


def _at(door: Door, request: HttpRequest) -> HttpResponseBase:
    if request.actor.account_id is not None:  # type: ignore[attr-defined]
        return redirect(onward(request) or _landing(request.user))
    form = door.form(request.POST or None)
    if form.is_valid():
        who, password = form.cleaned_data["who"], form.cleaned_data["password"]
        attempt = check_credentials(request, who, password, kinds=set(door.kinds))
        if attempt.succeeded and attempt.account:
            return _admit(request, attempt.account)
        form.add_error(None, why_not(attempt))
    return _page(request, door, form, status=422 if form.errors else 200)


def _admit(request: HttpRequest, account: Account) -> HttpResponseBase:
    if not account.has_second_factor:
        return _enter(request, account)
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


def _enter(request: HttpRequest, account: Account) -> HttpResponseBase:
    """Open the session and lead the person on; what an ended session kept from being sent is offered again."""
    request.session.pop(PENDING, None)
    open_session(request, account)
    request.actor = actor_of(request, account)  # type: ignore[attr-defined]
    kept = read_unsent(request.POST.get("kept", ""), account.pk)
    if kept:
        return render(request, "directory/sign_in/resume.html", {"kept": kept})
    return redirect(onward(request) or _landing(account))


def _interrupted(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page in answer to a form that came after the session's end, with what was typed."""
    kept, page = unsent_of(request), page_of(request)
    owner = Account.objects.filter(pk=getattr(request, "expired_account", None)).first()
    official = owner.kind == Account.Kind.OFFICIAL if owner else _is_of_officials(page)
    door = OFFICIAL if official else PUBLIC
    extra = {"next": page, "kept": kept.sealed() if kept else "", "interrupted": True}
    return _page(request, door, door.form(), status=401, **extra)


def _page(request: HttpRequest, door: Door, form: forms.Form, *, status: int, **extra: Any) -> HttpResponseBase:
    context = {
        "door": door,
        "form": form,
        "next": onward(request),
        "kept": request.POST.get("kept", ""),
        "expired": getattr(request, "expired", "") or request.GET.get("expired", ""),
        **extra,
    }
    context["ways"] = _ways(door, str(context["next"]))
    return render(request, "directory/sign_in/password.html", context, status=status)


def _code_page(request: HttpRequest, form: forms.Form) -> HttpResponseBase:
    context = {"form": form, "next": onward(request), "kept": request.POST.get("kept", "")}
    return render(request, "directory/sign_in/code.html", context, status=422 if form.errors else 200)


def _ways(here: Door, target: str) -> list[dict[str, Any]]:
    """The tabs above the form; a citizen's way does not lead to the workbench."""
    ways = [
        {
            "label": PUBLIC.label,
            "icon": PUBLIC.icon,
            "url": _way(PUBLIC.url_name, "" if _is_of_officials(target) else target),
        }
    ]
    if certificate := _way(CERTIFICATE, target):
        ways.append({"label": _("证书登录"), "icon": "key", "url": certificate})
    ways.append({"label": OFFICIAL.label, "icon": OFFICIAL.icon, "url": _way(OFFICIAL.url_name, target)})
    return [{**way, "current": way["label"] == here.label} for way in ways]


def _way(url_name: str, target: str) -> str:
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode({'next': target})}" if target else url


def _is_of_officials(address: str) -> bool:
    return address.startswith(reverse("workbench"))


def _landing(account: Any) -> str:
    return reverse("workbench" if account.kind == Account.Kind.OFFICIAL else "my_account")

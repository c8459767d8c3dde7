"""Signing in with a certificate: by signing a challenge with a key file, or by the TLS connection behind a proxy."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.kernel.directory.api import (
    Account,
    Attempt,
    Door,
    SignIn,
    check_account,
    enter,
    landing,
    onward,
    refuse_sign_in,
    sign_in_ways,
    too_many_tries,
    why_not,
)
from mingtang.kernel.trust.models import Certificate
from mingtang.kernel.trust.signatures.challenges import asked_of, challenge_for, take_challenge
from mingtang.kernel.trust.signatures.signers import decoded, has_signed, is_usable, of_login, shown_to_proxy, with_key

DOOR = Door(
    "sign_in_certificate", gettext_lazy("证书登录"), "key", 20, frozenset({Account.Kind.OFFICIAL, Account.Kind.CITIZEN})
)
_UNFIT = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_certificate(request: HttpRequest) -> HttpResponseBase:
    """The page and its form. Whoever comes from an ended session posts `kept` alone, which is not an attempt."""
    if request.actor.account_id is not None:  # type: ignore[attr-defined]
        return redirect(onward(request) or landing(request.user))
    if request.method == "POST" and ("signature" in request.POST or "tls" in request.POST):
        return _tried(request)
    return _page(request)


@never_cache
@require_safe
def sign_in_text(request: HttpRequest) -> HttpResponseBase:
    """What is to be signed, as a file, for who signs elsewhere."""
    asked = asked_of(request)
    if asked is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="text.txt"'}
    return HttpResponse(asked.text.encode(), content_type="text/plain; charset=utf-8", headers=headers)


def _tried(request: HttpRequest) -> HttpResponseBase:
    if (refused := too_many_tries(request)) is not None:
        return _page(request, why_not(refused))
    if "tls" in request.POST:
        return _admitted(request, shown_to_proxy(request))
    asked = take_challenge(request)
    if asked is None:
        return _page(request, _("待签名的内容两分钟内有效，每次只能用一次。已经换了新的内容，请重新签名。"))
    return _admitted(request, _signer(request, asked.text))


def _signer(request: HttpRequest, text: str) -> Certificate | None:
    """The certificate whose key has signed: found by the key, or for signatures made elsewhere by the login name.

    A usable one comes before others for the same key, which was renewed.
    """
    spki, signature = decoded(request.POST.get("public_key", "")), decoded(request.POST["signature"])
    candidates = with_key(spki) if spki else of_login(request.POST.get("login", ""))
    now = timezone.now()
    candidates.sort(key=lambda each: not is_usable(each, now))
    return next((each for each in candidates if has_signed(each, signature, text)), None)


def _admitted(request: HttpRequest, certificate: Certificate | None) -> HttpResponseBase:
    """Open the session for the holder of a certificate whose key was used; what fails gets the same words for all."""
    if certificate is None or certificate.account is None:
        return _page(request, why_not(refuse_sign_in(request, SignIn.Result.WRONG_SIGNATURE)))
    attempt = _judged(request, certificate, certificate.account)
    if not attempt.succeeded:
        return _page(request, why_not(attempt))
    return enter(request, certificate.account, credential=certificate.fingerprint)


def _judged(request: HttpRequest, certificate: Certificate, account: Account) -> Attempt:
    if account.kind not in DOOR.kinds or not is_usable(certificate, timezone.now()):
        return refuse_sign_in(request, SignIn.Result.WRONG_SIGNATURE, account)
    return check_account(request, account)


def _page(request: HttpRequest, refusal: str = "") -> HttpResponseBase:
    target = onward(request)
    context = {
        "text": challenge_for(request).text,
        "refusal": refusal,
        "shown": shown_to_proxy(request),
        "ways": sign_in_ways(DOOR.url_name, target),
        "next": target,
        "kept": request.POST.get("kept", ""),
        "login": request.POST.get("login", "")[:60],
    }
    return render(request, "trust/sign_in.html", context, status=_UNFIT if refusal else 200)

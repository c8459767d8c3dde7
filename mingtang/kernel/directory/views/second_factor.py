"""The second factor of one's own account: binding an authenticator app, and taking it away."""

import pyotp
import segno
from django.conf import settings
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from mingtang.kernel.directory.access import ActorRequest, signed_in
from mingtang.kernel.directory.actions.accounts import (
    begin_second_factor,
    enrol_second_factor,
    remove_second_factor,
)
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.forms.account import EnrolForm, UnbindForm
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.views.account_frame import account_page
from mingtang.kernel.directory.views.submission import blame

SECRET = "second_factor_secret"  # noqa: S105  # the name of a place in the session
"""The secret stays in the session until the holder has shown a code of it."""


@sensitive_post_parameters()
@never_cache
@signed_in
def second_factor(request: ActorRequest) -> HttpResponseBase:
    """Bind a second factor, or take it away."""
    return _unbind(request) if request.actor.account.has_second_factor else _bind(request)


def _bind(request: ActorRequest) -> HttpResponseBase:
    account, secret = request.actor.account, request.session.get(SECRET) or begin_second_factor()
    request.session[SECRET] = secret
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        try:
            enrol_second_factor(
                request.actor, account, secret=secret, code=form.cleaned_data["code"].strip(), at=timezone.now()
            )
        except Refused as fault:
            blame(form, fault, {})
        else:
            del request.session[SECRET]
            messages.success(request, _("动态口令已绑定，下次登录时需要输入。"))
            return redirect("my_account")
    return account_page(
        request,
        "bind.html",
        "second_factor",
        status=422 if form.errors else 200,
        form=form,
        code=_as_code(account, secret),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        required=settings.TOTP_REQUIRED and request.actor.is_official,
    )


def _unbind(request: ActorRequest) -> HttpResponseBase:
    required = settings.TOTP_REQUIRED and request.actor.is_official
    form = UnbindForm(request.POST or None)
    if form.is_valid():
        try:
            remove_second_factor(request.actor, request.actor.account, password=form.cleaned_data["password"])
        except Refused as fault:
            blame(form, fault, {})
        else:
            messages.success(request, _("动态口令已解绑。"))
            return redirect("my_account")
    status = 422 if form.errors else 200
    return account_page(request, "unbind.html", "second_factor", status=status, form=form, required=required)


def _as_code(account: Account, secret: str) -> SafeString:
    """The secret as a picture that authenticator apps read (an SVG drawn here: the secret goes nowhere else)."""
    address = pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name=f"明堂 {settings.NODE_NAME}")
    drawing = segno.make(address, error="m").svg_inline(
        border=3, light="#fff", omitsize=True, svgclass=None, lineclass=None, title=_("二维码")
    )
    return mark_safe(drawing)  # noqa: S308  # made by our own code from values without markup

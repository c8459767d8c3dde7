"""Verification for everybody: what a code says, and no more."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mingtang.domains.services.licences.actions.using import verify
from mingtang.domains.services.licences.forms import CodeForm
from mingtang.domains.services.licences.rules import State, read_code
from mingtang.domains.services.licences.views.store import TONES
from mingtang.ui.rates import within_rate

PER_MINUTE = 30


def ask_for_code(request: Any) -> HttpResponseBase:
    """Where the code of a printed licence is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code.isalnum():
            return redirect("verified_licence", code=code)
        form.add_error("code", _("核验码只有数字和字母。"))
    return render(request, "licences/ask_for_code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def verify_page(request: Any, code: str) -> HttpResponseBase:
    """Type, number, masked holders, issuer, term and state of the licence behind a code."""
    if not within_rate(request, "licence-verification", per_minute=PER_MINUTE):
        return render(request, "licences/too_often.html", status=429)
    found = verify(request.actor, code)
    licence = found.licence
    context = {"licence": licence, "outdated": found.outdated, "tone": TONES[State(licence.state)] if licence else ""}
    return render(request, "licences/verified.html", context, status=200 if licence else 404)

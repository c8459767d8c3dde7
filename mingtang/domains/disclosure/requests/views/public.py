"""For whoever asks, without an account: the form, its receipt, and how a request stands."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.domains.disclosure.requests.actions.giving import hand_in
from mingtang.domains.disclosure.requests.actions.receiving import acknowledge, submit_request
from mingtang.domains.disclosure.requests.forms.asking import PublicForm, QueryForm
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.queries.dates import dates_of
from mingtang.domains.disclosure.requests.queries.requests import organs_taking_requests, request_with_code
from mingtang.domains.disclosure.requests.rules import State
from mingtang.domains.disclosure.requests.views.faults import FAULTS, blame
from mingtang.domains.disclosure.requests.views.holding import hold, request_held
from mingtang.ui.rates import within_rate

ASKED_A_MINUTE, QUERIES_A_MINUTE = 5, 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Any) -> HttpResponseBase:
    """The form of a request."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PublicForm(*sent, organs=organs_taking_requests(), may_upload=request.actor.account_id is not None)
    if request.method == "POST" and not within_rate(request, "disclosure-request", per_minute=ASKED_A_MINUTE):
        form.add_error(None, "提交太频繁，请一分钟后再试。")
    elif request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = submit_request(request.actor, form.cleaned_data["organ"], form.details)
                hand_in(request.actor, made, form.proofs)
        except FAULTS as fault:
            blame(form, fault)
        else:
            hold(request, made)
            return redirect("disclosure_receipt")
    return render(request, "disclosure_requests/public/ask.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Any) -> HttpResponseBase:
    """The automatic receipt in the browser that has sent the request; the applicant acknowledges it there."""
    found = request_held(request)
    if found is None:
        return redirect("query_disclosure")
    if request.method == "POST" and found.state == State.SUBMITTED:
        try:
            acknowledge(request.actor, found)
            messages.success(request, "双方已确认，答复期限从今天起算。")
        except FAULTS as fault:
            messages.warning(request, str(fault))
        return redirect("disclosure_receipt")
    return render(request, "disclosure_requests/public/receipt.html", {"row": found, **_standing(found)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: Any) -> HttpResponseBase:
    """How a request stands; wrong code and wrong password are the same to a stranger."""
    form = QueryForm(request.POST or None)
    if request.method == "POST" and not within_rate(request, "disclosure-query", per_minute=QUERIES_A_MINUTE):
        form.add_error(None, "查询太频繁，请一分钟后再试。")
    elif request.method == "POST" and form.is_valid():
        if found := request_with_code(**form.cleaned_data):
            hold(request, found)
            return redirect("disclosure_receipt")
        form.add_error(None, "没有找到这件申请，请核对查询码和查询密码。")
    return render(request, "disclosure_requests/public/query.html", {"form": form}, status=422 if form.errors else 200)


def _standing(row: DisclosureRequest) -> dict[str, Any]:
    return {
        "dates": dates_of(row, names_others=False),
        "given": row.given_files.filter(released_at__isnull=False) if row.replied_on else (),
        "letters": [letter for letter in row.letters.all() if letter.is_for_applicant],
    }

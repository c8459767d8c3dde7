"""The door for tills, and the page of the test till."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.domains.services.payments.actions.receiving import take_notice
from mingtang.domains.services.payments.providers import NotGenuine, online_till
from mingtang.domains.services.payments.providers.testing import TestTill
from mingtang.domains.services.payments.queries import own_orders
from mingtang.kernel.evidence.api import signed_in

MOST_BYTES = 16_384
"""More than any notice needs."""
SIGNATURE = "X-Signature"


@csrf_exempt  # tills have no session with us: their signature is the proof
@require_POST
def notice(request: HttpRequest, provider: str) -> HttpResponse:
    """A till tells that money was received; answers 200 also the second time, 400 for what it did not sign."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return HttpResponse("too large", status=413, content_type="text/plain")
    try:
        take_notice(provider, request.body, request.headers.get(SIGNATURE, ""))
    except NotGenuine as fault:
        return HttpResponse(str(fault), status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def test_till(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of the test till: no money moves, and it says so. 404 where the node has another till, or none."""
    till = online_till()
    order = own_orders(request.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if order is None or not isinstance(till, TestTill):
        raise Http404
    if request.method == "POST" and order.is_open:
        take_notice(till.code, *till.notice(order))
        messages.success(request, _("缴费成功（测试）。"))
        return redirect(order)
    if not order.is_open:
        return redirect(order)
    return render(request, "payments/till.html", {"order": order})

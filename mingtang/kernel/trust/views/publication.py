"""What authorities publish to machines, without any sign-in: certificates, lists, answers about status, timestamps.

The addresses stand in certificates for years. Bodies are bounded before they are read by our own parsers.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from mingtang.kernel.trust.models import Authority
from mingtang.kernel.trust.queries import newest_list
from mingtang.kernel.trust.responding import GOOD_FOR, answer_question
from mingtang.kernel.trust.timestamps.stamping import answer_timestamp
from mingtang.lib.crypto.faults import Malformed
from mingtang.lib.crypto.revocation import Refusal, question_in_path, refusal
from mingtang.ui.rates import within_rate

MOST_BYTES = 16 * 1024
ANSWERS_PER_MINUTE = 60_000
STAMPS_PER_MINUTE = 600


@require_safe
def authority_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate of an authority, DER (RFC 2585)."""
    authority = get_object_or_404(Authority.objects.exclude(encoded=b""), pk=pk)
    return HttpResponse(bytes(authority.encoded), content_type="application/pkix-cert")


@require_safe
def revocation_list(request: HttpRequest, pk: int, delta: bool = False) -> HttpResponse:
    """The newest full list or delta of an authority, DER (RFC 2585)."""
    published = newest_list(pk, delta=delta)
    if published is None:
        raise Http404("这个签发机构还没有发布列表。")
    response = HttpResponse(bytes(published.encoded), content_type="application/pkix-crl")
    response["Last-Modified"] = http_date(published.this_update.timestamp())
    response["Expires"] = http_date(published.next_update.timestamp())
    return response


@csrf_exempt  # programs ask, without a session: nothing is changed
@require_POST
def status_by_post(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to the question in the body (RFC 6960 A.1)."""
    if not within_rate(request, "ocsp", per_minute=ANSWERS_PER_MINUTE):
        return _answer(refusal(Refusal.TRY_LATER))
    asked = request.read(MOST_BYTES + 1)
    return _answer(answer_question(pk, asked))


@require_GET
def status_by_path(request: HttpRequest, pk: int, question: str) -> HttpResponse:
    """An answer to the question in the path; it may be kept for as long as it says."""
    if not within_rate(request, "ocsp", per_minute=ANSWERS_PER_MINUTE):
        return _answer(refusal(Refusal.TRY_LATER))
    try:
        answer = _answer(answer_question(pk, question_in_path(question)))
    except Malformed:
        return _answer(refusal(Refusal.MALFORMED))
    answer["Cache-Control"] = f"max-age={int(GOOD_FOR.total_seconds()) // 4}, public, no-transform, must-revalidate"
    return answer


@csrf_exempt  # as above: a register entry is made, of a digest that the asker shows
@require_POST
def timestamp(request: HttpRequest, pk: int) -> HttpResponse:
    """A timestamp for the request in the body (RFC 3161 3.4)."""
    authority = get_object_or_404(Authority.objects.exclude(key_label=""), pk=pk)
    if not within_rate(request, "timestamp", per_minute=STAMPS_PER_MINUTE):
        return HttpResponse("请求过于频繁，请一分钟后再试。", status=429, content_type="text/plain; charset=utf-8")
    asked = request.read(MOST_BYTES + 1)
    return HttpResponse(answer_timestamp(authority, asked), content_type="application/timestamp-reply")


def _answer(encoded: bytes) -> HttpResponse:
    return HttpResponse(encoded, content_type="application/ocsp-response")

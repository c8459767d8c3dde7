"""The evidence bundle of a request as a download."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.bundling import bundle
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.queries.requests import requests_for
from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.letters.api import CannotSet


@never_cache
@asks(READ_REQUESTS)
@require_safe
def bundle_of_request(request: Any, pk: int) -> HttpResponseBase:
    """Everything about a request in one ZIP; that it was taken out is recorded."""
    row: DisclosureRequest = get_object_or_404(requests_for(request.actor), pk=pk)
    try:
        content = bundle(request.actor, row)
    except CannotSet as fault:
        messages.warning(request, f"文书不能生成：{fault}")
        return redirect("case", pk=row.case_id)
    with act(acts.EXPORT, request.actor, row) as deed:
        deed.note = "导出证据卷"
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, f"{row.number} 证据卷.zip") or "attachment"
    return answer

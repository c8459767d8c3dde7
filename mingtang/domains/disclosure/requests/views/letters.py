"""Letters as files: for officials who may see the request, and for the applicant who holds its code."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.domains.disclosure.requests.actions.setting import FILES
from mingtang.domains.disclosure.requests.models import DisclosureLetter
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.views.holding import request_held
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.letters.api import CannotSet, kept

_KINDS = {"pdf": ("application/pdf", False), "ofd": ("application/ofd", True)}


@asks(READ_REQUESTS)
@require_safe
def letter(request: Any, pk: int, form: str) -> HttpResponseBase:
    """A letter for whoever may see its request; while it is not kept yet, as it is going to be without its seal."""
    found: DisclosureLetter = get_object_or_404(DisclosureLetter.objects.visible_to(request.actor), pk=pk)
    try:
        return _file(found, form)
    except CannotSet as fault:
        messages.warning(request, f"文书不能生成：{fault}")
        return redirect("disclosure_requests")


@never_cache
@require_safe
def own_letter(request: Any, pk: int, form: str) -> HttpResponseBase:
    """A letter for the applicant, once its file is kept: nobody gets two files of one letter."""
    held = request_held(request)
    if held is None:
        return redirect("query_disclosure")
    found = held.letters.filter(pk=pk).exclude(file_name="").first()
    if found is None or not found.is_for_applicant:
        raise Http404
    return _file(found, form)


def _file(found: DisclosureLetter, form: str) -> HttpResponse:
    if form == "ofd" and not found.ofd_name:
        raise Http404
    media_type, is_attached = _KINDS[form]
    answer = HttpResponse(kept(found.ofd_name) if form == "ofd" else FILES.pdf_of(found), content_type=media_type)
    name = f"{found.title}{found.number}.{form}"
    answer["Content-Disposition"] = content_disposition_header(is_attached, name) or "inline"
    return answer

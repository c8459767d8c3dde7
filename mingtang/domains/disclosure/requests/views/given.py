"""Files that go out with a reply: marked and looked at, released by a second person, fetched by the applicant."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.disclosure.requests.actions.giving import inspected, redact_file, release_file
from mingtang.domains.disclosure.requests.forms.given import MarksForm
from mingtang.domains.disclosure.requests.models import GivenFile
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS
from mingtang.domains.disclosure.requests.views.faults import FAULTS, blame
from mingtang.domains.disclosure.requests.views.holding import request_held
from mingtang.kernel.content.api import File, download
from mingtang.kernel.evidence.api import asks
from mingtang.lib.pdf.redaction import Inspection


@never_cache
@asks(READ_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def given_file(request: Any, pk: int) -> HttpResponseBase:
    """A file with what is masked in it: the original and what would go out beside one another, page by page."""
    rows = GivenFile.objects.visible_to(request.actor).select_related(
        "request__organ", "original__content", "redacted__content", "prepared_by__person", "released_by__person"
    )
    given: GivenFile = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and "release" in request.POST:
        return _release(request, given)
    known = inspected(given) if request.method != "POST" and not given.redacted else Inspection()
    form = MarksForm(request.POST or None, given=given, suggested=known.personal)
    if request.method == "POST" and form.is_valid():
        try:
            redact_file(request.actor, given, form.marks)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, "已生成处理后的文件，请逐页核对。")
            return redirect("disclosure_given", pk=given.pk)
    context = {
        "given": given,
        "form": form,
        "known": known,
        **_shown(request, given),
        **_rights(request, given),
    }
    return render(request, "disclosure_requests/given.html", context, status=422 if form.errors else 200)


def _release(request: Any, given: GivenFile) -> HttpResponseBase:
    try:
        release_file(request.actor, given)
        messages.success(request, "已核对放行，材料随答复提供给申请人。")
    except FAULTS as fault:
        messages.warning(request, str(fault))
    return redirect("disclosure_given", pk=given.pk)


def _rights(request: Any, given: GivenFile) -> dict[str, bool]:
    actor, waits = request.actor, given.released_at is None
    may_release = waits and given.prepared_by_id != actor.account_id and actor.may(GRANT_EXTENSIONS, given.request)
    may_mark = waits and given.original.content.kind == "pdf" and actor.may(REGISTER_REQUESTS, given.request)
    return {"may_mark": may_mark, "may_release": may_release}


def _shown(request: Any, given: GivenFile) -> dict[str, Any]:
    """The page that is looked at, of the original and of the new file."""
    pages = max(given.original.content.pages, 1)
    wish = request.GET.get("page", "1")
    page = min(int(wish), pages) if wish.isascii() and wish.isdigit() and len(wish) < 6 and int(wish) else 1
    here = reverse("disclosure_given", args=[given.pk])
    return {
        "page": page,
        "page_words": f"{page} 页",
        "pages": pages,
        "original_picture": _picture(given.original, page),
        "redacted_picture": _picture(given.redacted, page) if given.redacted else "",
        "previous_url": f"{here}?page={page - 1}" if page > 1 else "",
        "next_url": f"{here}?page={page + 1}" if page < pages else "",
    }


def _picture(file: File, page: int) -> str:
    return reverse("file_picture", args=[file.pk, page]) if page <= file.content.pages else ""


@never_cache
@require_safe
def own_given(request: Any, pk: int) -> HttpResponseBase:
    """A released file for the applicant, once the reply was given."""
    held = request_held(request)
    if held is None:
        return redirect("query_disclosure")
    rows = held.given_files.filter(released_at__isnull=False).select_related("original__content", "redacted__content")
    found = rows.filter(pk=pk).first()
    if found is None or held.replied_on is None:
        raise Http404
    return download(request, found.file)

"""The comprehensive window (综合窗口): any item of any organ, for whoever comes; filed, received and printed at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingtang.domains.services.applications.actions.submitting import Incomplete
from mingtang.domains.services.applications.actions.window_filing import begin_at_window, file_at_window
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.permissions import FILE_AT_WINDOW
from mingtang.domains.services.applications.queries.own import own_draft, readable_application
from mingtang.domains.services.applications.views.filing import confirmation_context
from mingtang.domains.services.applications.window_forms import ItemFilter, WindowForm
from mingtang.domains.services.catalogue.api import ServiceItem, offered_item, walk
from mingtang.kernel.directory.api import Refused, unseal
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing

ITEMS = Listing(
    columns=(
        Column("name", "事项", sort="name", link=lambda row: reverse("window_begin", args=[row.code]), sub=lambda row: row.code),
        Column("organ", "实施机关", sort="organ__name", value=lambda row: row.organ.label, middle=True),
        Column("promise", "承诺时限", value=lambda row: row.promise_words, minor=True),
    ),
    default_sort="name", filter_form=ItemFilter, caption="可以代为申报的事项", unit="项", page_size=20, exportable=True,
    empty="没有找到事项。换个说法，或者少填一个条件。",
)  # fmt: skip


@asks(FILE_AT_WINDOW)
def items(request: Any) -> HttpResponseBase:
    """Which item somebody has come for."""
    rows = ServiceItem.objects.offered().select_related("organ", "in_force")
    if request.GET.get("export"):
        return ITEMS.export(request, rows, "事项")
    return render(request, "applications/window_items.html", {"page": ITEMS.page(request, rows)})


@never_cache
@asks(FILE_AT_WINDOW)
def begin(request: Any, code: str) -> HttpResponseBase:
    """The questions of the item one after another, then for whom it is; going on opens the clerk's draft."""
    item = offered_item(code)
    if item is None or item.in_force is None:
        raise Http404
    way = walk(item.in_force.document, request.GET.dict())
    form = WindowForm(request.POST or None) if way.is_done else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            draft = begin_at_window(request.actor, item, way.answers, form.applicant, form.agent)
            return redirect("application_form", pk=draft.pk)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"item": item, "way": way, "form": form}
    return render(request, "applications/window_begin.html", context, status=422 if form and form.errors else 200)


@never_cache
@asks(FILE_AT_WINDOW)
def confirm(request: Any, pk: int) -> HttpResponseBase:
    """Everything once more, with the originals that were seen; then it is filed and received."""
    draft = own_draft(request.actor, pk)
    if draft is None or not draft.is_draft or draft.channel != Application.Channel.WINDOW:
        raise Http404
    faults: Incomplete | None = None
    if request.method == "POST":
        try:
            file_at_window(request.actor, draft, request.POST.getlist("seen"))
            return redirect("window_receipt", pk=draft.pk)
        except Incomplete as incomplete:
            faults = incomplete
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = confirmation_context(request.actor, draft, faults)
    return render(request, "applications/window_confirmation.html", context, status=422 if faults else 200)


@never_cache
@asks(FILE_AT_WINDOW)
def receipt(request: Any, pk: int) -> HttpResponseBase:
    """The receipt with query code and password, to be printed for whoever came; only its clerk sees the password."""
    found = readable_application(request.actor, pk)
    if found is None or found.clerk_id != request.actor.account_id or found.is_draft:
        raise Http404
    handed = [each for each in asked_of(request.actor, found) if each.handed_in]
    context = {
        "application": found,
        "password": unseal(found.query_secret, "application.secret"),
        "handed": handed,
        "seen": found.window_filing.seen,  # type: ignore[attr-defined]
        "letter": found.letters.filter(kind="receipt").first(),
    }
    return render(request, "applications/window_receipt.html", context)

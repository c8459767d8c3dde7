"""One's own applications: the list, the page of one with its way and its dates, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.services.applications.actions.sharing import copy_of
from mingtang.domains.services.applications.actions.withdrawing import withdraw
from mingtang.domains.services.applications.actions.writing import FILES
from mingtang.domains.services.applications.forms import OwnFilter, WithdrawalForm
from mingtang.domains.services.applications.models import Application, IssuedLetter
from mingtang.domains.services.applications.queries.own import own_applications as own_rows
from mingtang.domains.services.applications.queries.own import readable_application
from mingtang.domains.services.applications.queries.tracking import track_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.kernel.letters.api import kept
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _address(row: Application) -> str:
    return reverse("application_form", args=[row.pk]) if row.is_draft else row.get_absolute_url()


LISTING = Listing(
    columns=(
        Column("item", gettext_lazy("事项"), sort="item__name", value=lambda row: row.item.name, link=_address),
        Column("code", gettext_lazy("查询码"), value=lambda row: row.shown_code, minor=True),
        Column("organ", gettext_lazy("受理机关"), sort="organ__name", value=lambda row: row.organ.label, middle=True),
        Column(
            "state", gettext_lazy("状态"), sort="state", value=lambda row: row.get_state_display(),
            show=lambda row: tag(row.get_state_display(), "off" if row.is_over or row.is_draft else "brand"),
        ),
        Column("at", gettext_lazy("更新时间"), sort="saved_at", value=lambda row: row.submitted_at or row.saved_at, kind="datetime", middle=True),
    ),
    default_sort="-at",
    filter_form=OwnFilter,
    caption=gettext_lazy("我的办件"),
    unit=gettext_lazy("件"),
    empty=gettext_lazy("还没有办件"),
    exportable=True,
)  # fmt: skip


@never_cache
@signed_in
@require_safe
def own_applications(request: HttpRequest) -> HttpResponseBase:
    """What the reader has applied for or begun to."""
    rows = own_rows(request.actor)  # type: ignore[attr-defined]
    if request.GET.get("export"):
        return LISTING.export(request, rows, str(_("我的办件")))
    return render(request, "applications/own.html", {"page": LISTING.page(request, rows)})


@never_cache
@signed_in
@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How an application stands: where it is, until when and why, what has happened, what came of it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = _readable(request, pk)
    if found.is_draft:
        return redirect("application_form", pk=pk)
    if actor.is_official and found.case_id:
        return redirect("case", pk=found.case_id)
    return render(request, "applications/tracking.html", {"application": found, "track": track_of(actor, found)})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one's application back before it is decided."""
    found = _readable(request, pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(request.actor, found, form.cleaned_data["reason"])  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("申请已撤回。"))
            return redirect(found)
    context = {"application": found, "form": form}
    return render(request, "applications/withdrawal.html", context, status=422 if form.errors else 200)


@never_cache
@signed_in
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A document of an application that the reader may read, as PDF."""
    found = _readable_letter(request, pk)
    answer = HttpResponse(FILES.pdf_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{found.title}{found.number}.pdf")
    return answer


def _readable_letter(request: HttpRequest, pk: int) -> IssuedLetter:
    found = IssuedLetter.objects.select_related("application").filter(pk=pk).first()
    if found is None or readable_application(request.actor, found.application_id) is None:  # type: ignore[attr-defined]
        raise Http404
    return found


@never_cache
@signed_in
@require_safe
def letter_twin(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same document as a sealed OFD, once it is made."""
    found = _readable_letter(request, pk)
    if not found.ofd_name:
        raise Http404
    answer = HttpResponse(kept(found.ofd_name), content_type="application/ofd")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title}{found.number}.ofd")
    return answer


@never_cache
@signed_in
@require_safe
def shared_licence(request: HttpRequest, pk: int, shared: int) -> HttpResponseBase:
    """The copy of a licence that an application was given, with its purpose on it, as PDF."""
    row = _readable(request, pk).shared.select_related("licence__type", "application__item").filter(pk=shared).first()
    if row is None or row.application.is_draft:
        raise Http404
    try:
        answer = HttpResponse(copy_of(row), content_type="application/pdf")
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(row.application)
    answer["Content-Disposition"] = content_disposition_header(False, "licence-copy.pdf")
    return answer


def _readable(request: HttpRequest, pk: int) -> Application:
    found = readable_application(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found

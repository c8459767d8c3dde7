"""Committing instead of proving: what one is told, read and signed on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.domains.services.applications.actions.committing import commit
from mingtang.domains.services.applications.commitments import commitment_of, digest_of, is_by_commitment, told_of
from mingtang.domains.services.applications.forms import CommitmentForm, WindowCommitmentForm
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.views.filing import of_draft
from mingtang.domains.services.applications.views.pieces import COMMITMENT, frame_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def commitment(request: HttpRequest, draft: Application) -> HttpResponseBase:
    """The conditions, the consequence, and the signature; what was signed is shown with its digest. At a window they are printed."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if not is_by_commitment(draft):
        return redirect("application_confirmation", pk=draft.pk)
    at_window = draft.channel == Application.Channel.WINDOW
    form = (WindowCommitmentForm if at_window else CommitmentForm)(request.POST or None)
    if form.is_valid():
        try:
            commit(actor, draft, digest=request.POST.get("digest", ""), name=form.cleaned_data["name"])
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("已作出承诺。"))
            return redirect("application_confirmation", pk=draft.pk)
    told = told_of(draft)
    context = {
        "form": form,
        "told": told,
        "digest": digest_of(told),
        "made": commitment_of(draft),
        "at_window": at_window,
        **frame_of(draft, COMMITMENT),
    }
    if at_window and "print" in request.GET:
        return render(request, "applications/commitment_paper.html", context)
    return render(request, "applications/commitment.html", context, status=422 if form.errors else 200)

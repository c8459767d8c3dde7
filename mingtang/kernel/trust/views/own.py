"""One's own certificates, for everybody who has signed in: to keep as files, and to report as lost."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.kernel.trust.actions.standing import report_loss
from mingtang.kernel.trust.models import Certificate
from mingtang.kernel.trust.queries import own_certificates
from mingtang.kernel.trust.views.certificates import certificate_attachment, tone_of


@signed_in
def own_page(request: Any) -> HttpResponseBase:
    """What the reader holds; one statement."""
    rows = [(each, tone_of(each)) for each in own_certificates(request.actor)]
    is_test = any(each.authority.is_test for each, _tone in rows)
    return _page(request, "list", {"rows": rows, "is_test": is_test})


def own_certificate(request: Any, pk: int) -> Certificate:
    """One of the reader's own; 404 otherwise."""
    certificate: Certificate = get_object_or_404(own_certificates(request.actor), pk=pk)
    return certificate


@signed_in
def own_file(request: Any, pk: int, form: str) -> HttpResponseBase:
    """One of the reader's certificates as a file."""
    return certificate_attachment(own_certificate(request, pk), form)


@signed_in
def loss_page(request: Any, pk: int) -> HttpResponseBase:
    """Report it as lost: asked first, then frozen at once."""
    certificate = own_certificate(request, pk)
    if request.method != "POST":
        return _page(request, "loss", {"certificate": certificate})
    try:
        report_loss(request.actor, certificate)
    except Refused as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, _("已挂失，证书立即不能使用。"))
    return redirect("my_certificates")


def _page(request: Any, name: str, context: dict[str, Any]) -> HttpResponseBase:
    """The page in the layout of the reader's house: officials stay in the workbench."""
    house = "workbench" if request.actor.kind == "official" else "public"
    return render(request, f"trust/own/{name}.html", {**context, "frame": f"trust/own/{house}.html"})

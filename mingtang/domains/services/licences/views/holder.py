"""One's own licences: to look at, to show, to hand out as copies for one purpose."""

from typing import Any

import segno
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mingtang.domains.services.licences.actions.using import DISPLAY_SECONDS, annotated_copy, display_code
from mingtang.domains.services.licences.certificates import FILES, site_address
from mingtang.domains.services.licences.forms import PurposeForm, blame
from mingtang.domains.services.licences.models import Licence
from mingtang.domains.services.licences.policy import is_sure_enough, own_number
from mingtang.domains.services.licences.queries import own_licences, uses_of
from mingtang.domains.services.licences.rules import State
from mingtang.domains.services.licences.terms import window_of
from mingtang.domains.services.licences.views.store import TONES, ofd, pdf
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.kernel.forms.api import readonly
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate

CANNOT_SET = (NoTemplate, MissingVariables, CannotSet)


@signed_in
def own_page(request: Any) -> HttpResponseBase:
    """What the reader holds; two statements."""
    rows = [(licence, TONES[State(licence.state)]) for licence in own_licences(request.actor)]
    context = {
        "rows": rows,
        "holds_none": not own_number(request.actor),
        "unsure": not is_sure_enough(request.actor),
    }
    return render(request, "licences/own_list.html", context)


def own_licence(request: Any, pk: int) -> Licence:
    """One of the reader's own; 404 otherwise."""
    licence: Licence = get_object_or_404(own_licences(request.actor), pk=pk)
    return licence


@signed_in
def licence_page(request: Any, pk: int) -> HttpResponseBase:
    """One licence of the reader: what it says, when it ends, who has used it."""
    licence = own_licence(request, pk)
    context = {
        "licence": licence,
        "tone": TONES[State(licence.state)],
        "sections": readonly(licence.face_version_id, licence.face),
        "window": window_of(licence) if licence.is_effective else None,
        "uses": uses_of(licence),
    }
    return render(request, "licences/own_licence.html", context)


@signed_in
def certificate(request: Any, pk: int) -> HttpResponseBase:
    """The certificate as a PDF."""
    licence = own_licence(request, pk)
    try:
        return pdf(FILES.pdf_of(licence), "licence.pdf")
    except CANNOT_SET as fault:
        messages.warning(request, _("证照文件不能生成：%(fault)s") % {"fault": fault})
        return redirect("own_licence", pk=pk)


@signed_in
def twin(request: Any, pk: int) -> HttpResponseBase:
    """The certificate as a sealed OFD, once it is made."""
    return ofd(own_licence(request, pk))


@signed_in
def show(request: Any, pk: int) -> HttpResponseBase:
    """A code for the camera of whoever wants to see the licence; good for some minutes."""
    licence = own_licence(request, pk)
    if not licence.is_effective:
        messages.warning(request, _("证照现在的状态是“%(state)s”，不能亮证。") % {"state": licence.get_state_display()})
        return redirect("own_licence", pk=pk)
    address = reverse("verified_licence", args=[display_code(licence)])
    context = {
        "licence": licence,
        "address": address,
        "code": _drawn(request.build_absolute_uri(address)),
        "minutes": DISPLAY_SECONDS // 60,
    }
    answer = render(request, "licences/show.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _drawn(address: str) -> SafeString:
    drawing = segno.make(address, error="m").svg_inline(
        border=3, light="#fff", omitsize=True, svgclass=None, lineclass=None, title=_("核验二维码")
    )
    return mark_safe(drawing)  # noqa: S308  # made by our own code from values without markup


@signed_in
def copy(request: Any, pk: int) -> HttpResponseBase:
    """A copy for one purpose, which is printed on it; the copy itself is the answer."""
    licence = own_licence(request, pk)
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        address = site_address() or request.build_absolute_uri("/").rstrip("/")
        try:
            made = annotated_copy(request.actor, licence, purpose=form.cleaned_data["purpose"], address=address)
            return pdf(made.pdf, "licence-copy.pdf")
        except Refused as fault:
            blame(form, fault)
        except CANNOT_SET as fault:
            form.add_error(None, _("加注件不能生成：%(fault)s") % {"fault": fault})
    return render(request, "licences/copy.html", {"licence": licence, "form": form}, status=422 if form.errors else 200)

"""The public directory of certificates (证书目录): what other systems look up before they encrypt or verify.

Over HTTP in place of LDAP: a page for people, RFC 4387 for programs (attribute `name`). Only
certificates of organs, seals, servers, devices and offices are told; those of people are nobody's business.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingtang.kernel.trust.queries import published_certificates
from mingtang.ui.rates import within_rate

MOST = 50
LOOKUPS_PER_MINUTE = 120


class Lookup(forms.Form):
    """What somebody looks for."""

    q = forms.CharField(
        label=_("名称、序列号或指纹"), min_length=2, max_length=64, required=False, strip=True,
        help_text=_("机关、印章、服务器和设备的证书可以查询；个人和工作人员的证书不公开。"),
    )  # fmt: skip


@require_safe
def certificate_directory(request: HttpRequest) -> HttpResponseBase:
    """Certificates by a part of the name, or by the whole serial number or fingerprint; two statements at most."""
    form = Lookup(request.GET or None)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    if wanted and not within_rate(request, "certificates", per_minute=LOOKUPS_PER_MINUTE):
        return HttpResponse(_("查询过于频繁，请一分钟后再试。"), status=429, content_type="text/plain; charset=utf-8")
    found = list(published_certificates(wanted)[: MOST + 1]) if wanted else []
    context = {"form": form, "wanted": wanted, "found": found[:MOST], "has_more": len(found) > MOST, "most": MOST}
    return render(request, "trust/directory.html", context)


@require_safe
def certificate_file(request: HttpRequest, pk: int, serial: str) -> HttpResponse:
    """One certificate, DER (RFC 2585)."""
    found = get_object_or_404(published_certificates(), authority=pk, serial=serial.lower())
    return _der(bytes(found.encoded))


@require_safe
def certificate_search(request: HttpRequest) -> HttpResponse:
    """The certificate that has a name, DER (RFC 4387 2.1, attribute `name`); the newest good one where several have it."""
    if not within_rate(request, "certificates", per_minute=LOOKUPS_PER_MINUTE):
        return HttpResponse(status=429)
    named = published_certificates().filter(common_name=request.GET.get("name", "").strip())
    found = named.valid_at(timezone.now()).first()
    if found is None:
        raise Http404("没有这个名称的有效证书。")
    return _der(bytes(found.encoded))


def _der(encoded: bytes) -> HttpResponse:
    response = HttpResponse(encoded, content_type="application/pkix-cert")
    response["Cache-Control"] = "public, max-age=3600"
    return response

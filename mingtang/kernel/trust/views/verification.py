"""Verification by anybody: a file in, the verdict out; nothing is kept."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingtang.kernel.trust.forms.verification import LARGEST, PER_MINUTE, FileToVerify
from mingtang.kernel.trust.verification.examining import Busy, Examination, Signature, bundle_of, examine
from mingtang.kernel.trust.verification.words import OUTCOMES, checks_of
from mingtang.lib.verdicts import Outcome
from mingtang.lib.verification import Unreadable
from mingtang.ui.rates import within_rate

BUNDLE_NAME = "verification-bundle.zip"
_ENVELOPE = 64 << 10  # of a form around its file


@csrf_exempt  # nothing is changed, and a body that is too large is not to be read before it is refused
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: Any) -> HttpResponseBase:
    """Where a file is chosen, and what is said of it."""
    if request.method != "POST":
        return _asked(request, FileToVerify(), 200)
    if not within_rate(request, "verification", per_minute=PER_MINUTE):
        return _asked(request, _refused(_("一分钟内核验的次数太多，请稍后再试。")), 429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + _ENVELOPE:
        return _asked(request, _refused(_("文件超过 32 MB，没有核验。")), 413)
    form = FileToVerify(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, 422)
    return _answered(request, form)


def _answered(request: Any, form: FileToVerify) -> HttpResponseBase:
    chosen = form.cleaned_data["file"]
    try:
        if request.POST.get("wish") == "bundle":
            return _bundle(bundle_of(chosen.read()))
        return _told(request, chosen.name, examine(chosen.read()))
    except Unreadable as refused:
        form.add_error("file", f"{refused.says}。")
        return _asked(request, form, 422)
    except Busy:
        form.add_error(None, _("现在核验的人较多，请稍后再试一次。"))
        return _asked(request, form, 503)


def _refused(why: str) -> FileToVerify:
    """An empty form that says why nothing was read."""
    form = FileToVerify(QueryDict(), MultiValueDict())
    form.errors.clear()
    form.add_error(None, why)
    return form


def _asked(request: Any, form: FileToVerify, status: int) -> HttpResponse:
    return render(request, "trust/verification/ask.html", {"form": form}, status=status)


def _bundle(content: bytes) -> HttpResponse:
    disposition = f'attachment; filename="{BUNDLE_NAME}"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


def _told(request: Any, name: str, examination: Examination) -> HttpResponse:
    context = {
        "name": name,
        "examination": examination,
        "words": OUTCOMES[examination.outcome],
        "signatures": [_shown(each) for each in examination.signatures],
        "form": FileToVerify(),
    }
    return render(request, "trust/verification/told.html", context)


def _shown(signature: Signature) -> dict[str, Any]:
    verdict, seal = signature.verdict, signature.seal
    signer = verdict.signer.subject.texts if verdict.signer else {}
    name = verdict.name or signer.get("common_name", "")
    is_believed = verdict.outcome is not Outcome.INVALID
    return {
        "verdict": verdict,
        "seal": seal,
        "title": name if is_believed or not name else _("自称“{name}”").format(name=name),
        "words": OUTCOMES[verdict.outcome],
        "tag": OUTCOMES[verdict.outcome].tone if is_believed else "solid",
        "signer": signer.get("common_name", ""),
        "serial": f"{verdict.signer.serial:X}" if verdict.signer else "",
        "organization": signer.get("organization", ""),
        "is_test": "TEST" in signer.get("unit", "") or any("TEST" in str(each.subject) for each in verdict.path),
        "path": [each.subject.texts.get("common_name") or str(each.subject) for each in verdict.path],
        "checks": checks_of(verdict.steps),
    }

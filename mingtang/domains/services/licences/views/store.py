"""The store for officials: its list, and the page of one licence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.certificates import FILES
from mingtang.domains.services.licences.forms import LicenceFilter
from mingtang.domains.services.licences.models import Licence
from mingtang.domains.services.licences.permissions import END_LICENCES, ISSUE_LICENCES, READ_LICENCES
from mingtang.domains.services.licences.queries import licences_visible_to, types_in_store, uses_of, versions_of
from mingtang.domains.services.licences.rules import STEPS, State, Step, why_not
from mingtang.domains.services.licences.terms import window_of
from mingtang.kernel.cases.api import Case
from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.forms.api import readonly
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate, kept
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {
    State.EFFECTIVE: "good",
    State.SUSPENDED: "warn",
    State.EXPIRED: "warn",
    State.REVOKED: "warn",
    State.CANCELLED: "off",
    State.SUPERSEDED: "off",
}


def state_tag(licence: Licence) -> Any:
    """The state of a licence, as a tag."""
    return tag(licence.get_state_display(), TONES[State(licence.state)])


STORE = Listing(
    columns=(
        Column("number", "证照编号", sort="number", kind="link", sub=lambda licence: licence.type.name),
        Column("holders", "持证主体", value=lambda licence: licence.holder_names),
        Column("state", "状态", sort="state", value=lambda licence: licence.get_state_display(), show=state_tag),
        Column("valid_until", "有效期止", sort="valid_until", kind="date", middle=True),
        Column("renew_by", "最迟申请延续", sort="renew_by", kind="date", middle=True),
        Column("issuer", "颁发机构", sort="issuer__rank issuer__path", value=lambda licence: licence.issuer.label, minor=True),
        Column("issued_on", "颁发日期", sort="issued_on", kind="date", middle=True),
        Column("type", "证照类型", value=lambda licence: licence.type.name, export_only=True),
        Column("identifier", "电子证照标识", export_only=True),
        Column("version", "版本", export_only=True),
    ),
    default_sort="-issued_on", filter_form=LicenceFilter, caption="电子证照库", unit="件", exportable=True,
    empty="证照库里还没有证照。办件办结后制发的证照会出现在这里。",
)  # fmt: skip


@asks(READ_LICENCES)
def store_page(request: Any) -> HttpResponseBase:
    """Licences the reader may see; four statements however many there are: types, how many, these, their holders."""
    rows, arguments = licences_visible_to(request.actor), {"types": types_in_store(request.actor)}
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出证照库：{request.GET.urlencode()}"[:400]
        return STORE.export(request, rows, "电子证照库", **arguments)
    context = {"page": STORE.page(request, rows, **arguments), "may_issue": request.actor.may(ISSUE_LICENCES)}
    return render(request, "licences/store.html", context)


def licence_for(request: Any, pk: int) -> Licence:
    """The licence, when the reader may see it; 404 otherwise."""
    licence: Licence = get_object_or_404(licences_visible_to(request.actor).select_related("case"), pk=pk)
    return licence


@asks(READ_LICENCES)
def licence_page(request: Any, pk: int) -> HttpResponseBase:
    """One licence: what it says, its versions, who has used it, what may be done."""
    licence = licence_for(request, pk)
    context = {
        "licence": licence,
        "tone": TONES[State(licence.state)],
        "sections": readonly(licence.face_version_id, licence.face),
        "versions": versions_of(licence),
        "uses": uses_of(licence),
        "window": window_of(licence),
        "steps": _steps(request, licence),
        "opens_case": licence.case_id is not None
        and Case.objects.visible_to(request.actor).filter(pk=licence.case_id).exists(),
    }
    return render(request, "licences/licence.html", context)


ISSUING_STEPS = (Step.CHANGE, Step.RENEW)
ENDING_STEPS = (Step.SUSPEND, Step.RESUME, Step.REVOKE, Step.CANCEL)
_ICONS = {
    Step.CHANGE: "edit",
    Step.RENEW: "refresh",
    Step.SUSPEND: "player-pause",
    Step.RESUME: "player-play",
    Step.REVOKE: "ban",
    Step.CANCEL: "x",
}


def _steps(request: Any, licence: Licence) -> list[tuple[str, str, str]]:
    """What the reader may do now: value, words, icon."""
    rights = ((ISSUE_LICENCES, ISSUING_STEPS), (END_LICENCES, ENDING_STEPS))
    allowed = [step for right, steps in rights for step in steps if request.actor.may(right, licence)]
    possible = [step for step in allowed if not why_not(step, licence.state)]
    if licence.valid_until is None and Step.RENEW in possible:
        possible.remove(Step.RENEW)
    return [(step.value, STEPS[step], _ICONS[step]) for step in possible]


@asks(READ_LICENCES)
def certificate(request: Any, pk: int) -> HttpResponseBase:
    """The certificate as a PDF."""
    licence = licence_for(request, pk)
    try:
        return pdf(FILES.pdf_of(licence), "licence.pdf")
    except (NoTemplate, MissingVariables, CannotSet) as fault:
        messages.warning(request, f"证照文件不能生成：{fault}")
        return redirect("licence", pk=pk)


@asks(READ_LICENCES)
def twin(request: Any, pk: int) -> HttpResponseBase:
    """The certificate as a sealed OFD, once it is made."""
    return ofd(licence_for(request, pk))


def ofd(licence: Licence) -> HttpResponse:
    """The OFD of a licence, to be kept. Raises Http404 while there is none."""
    if not licence.ofd_name:
        raise Http404
    answer = HttpResponse(kept(licence.ofd_name), content_type="application/ofd")
    answer.headers["Content-Disposition"] = "attachment; filename=licence.ofd"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f"inline; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer

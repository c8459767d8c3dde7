"""Signing a decision: the text on a page of its own, with all that was typed carried along; and what a signature proves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.kernel.cases.actions.filing import Answers, Signature, text_for
from mingtang.kernel.cases.models import Step
from mingtang.kernel.cases.signing import now_said
from mingtang.kernel.cases.views.access import ActorRequest, case_in_reach, officials_only
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.trust.api import judged, signature_about
from mingtang.lib.flow.commands import Complete

_OF_THIS_PAGE = frozenset({"csrfmiddlewaretoken", "signature", "public_key", "signed_at", "as", "edit"})
_UNFIT = 422


@dataclass(frozen=True)
class ToSign:
    """A text that waits for a signature, the moment that stands in it, and why the last signature was refused."""

    text: str
    at: str
    refusal: str = ""


def to_sign(
    actor: Actor, case_id: int, command: Complete, *, answers: Answers | None, opinion: str, refusal: str = ""
) -> ToSign:
    """The text of a completion as of now."""
    at = now_said()
    text = text_for(actor, case_id, command, answers, opinion, datetime.fromisoformat(at))
    return ToSign(text, at, refusal)


def signature_in(request: ActorRequest) -> Signature | None:
    """The signature that was sent, if the form came from the page that asks for it."""
    sent = request.POST
    if "signature" not in sent or "as" in sent:
        return None
    return Signature(sent["signature"], sent.get("signed_at", ""), sent.get("public_key", ""))


def signing_page(request: ActorRequest, sheet: Any, signing: ToSign) -> HttpResponseBase:
    """Show what is to be signed, or give it as a file to who signs elsewhere."""
    if request.POST.get("as") == "text":
        headers = {"Content-Disposition": 'attachment; filename="text.txt"'}
        return HttpResponse(signing.text.encode(), content_type="text/plain; charset=utf-8", headers=headers)
    context = {
        "sheet": sheet, "case": sheet.case, "signing": signing, "carried": list(_carried(request, sheet)),
        "value": request.POST.get("signature", "") if signing.refusal else "",
    }  # fmt: skip
    return render(request, "cases/sign.html", context, status=_UNFIT if signing.refusal else 200)


def _carried(request: ActorRequest, sheet: Any) -> Iterator[tuple[str, str]]:
    """Everything that was typed; files that came with it are kept already and go on as their ids."""
    kept = dict(_kept_files(sheet.answers)) if sheet.answers is not None else {}
    for name, values in request.POST.lists():
        if name not in _OF_THIS_PAGE and name not in kept:
            yield from ((name, value) for value in values)
    for name, ids in kept.items():
        yield from ((name, str(each)) for each in ids)


def _kept_files(answers: Any) -> Iterator[tuple[str, list[Any]]]:
    for field in answers.definition.fields.values():
        if field.kind.code == "files":
            yield f"{answers.add_prefix(field.name)}-kept", answers.answers.get(field.name) or []


@never_cache
@officials_only
@require_safe
def step_signature(request: ActorRequest, pk: int, step: int) -> HttpResponseBase:
    """What was signed at a step, by whom, and what that proves today."""
    case = case_in_reach(request, pk)
    row = get_object_or_404(Step, pk=step, case=case)
    record = signature_about(row)
    if record is None:
        raise Http404
    return render(request, "cases/signature.html", {"case": case, "step": row, "verdict": judged(record)})


@never_cache
@officials_only
@require_safe
def step_signature_part(request: ActorRequest, pk: int, step: int, part: str) -> HttpResponseBase:
    """What others need to verify the signature: the text, the signature, the certificate, or the timestamp, as bytes."""
    case = case_in_reach(request, pk)
    record = signature_about(get_object_or_404(Step, pk=step, case=case))
    parts = record.parts if record else {}
    if not parts.get(part):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{part}"'}
    return HttpResponse(parts[part], content_type="application/octet-stream", headers=headers)

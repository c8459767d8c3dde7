"""Applying for a seal, a new one or in place of another."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.trust.actions.seals import apply_for_seal
from mingtang.kernel.trust.forms.seals import OrganForm, SealForm
from mingtang.kernel.trust.models import Seal
from mingtang.kernel.trust.permissions import APPLY_FOR_SEALS
from mingtang.kernel.trust.seals.drafts import draft, is_test_node
from mingtang.kernel.trust.seals.reading import organs_to_apply_for
from mingtang.kernel.trust.views.asking import Question, ask, sent
from mingtang.kernel.trust.views.seals import parents, seal_for


@asks(APPLY_FOR_SEALS)
def choose_organ(request: Any) -> HttpResponseBase:
    """For which organ; whoever may apply for one only goes on at once."""
    organs = organs_to_apply_for(request.actor)
    form = OrganForm(request.GET if "organ" in request.GET else None, organs=organs)
    if form.is_valid():
        return redirect("apply_for_seal", pk=form.cleaned_data["organ"].pk)
    context = {"form": form, "parents": parents()}
    return render(request, "trust/seals/organ.html", context, status=422 if form.errors else 200)


@asks(APPLY_FOR_SEALS)
def apply(request: Any, pk: int) -> HttpResponseBase:
    """A new seal of an organ."""
    organ: Organ = get_object_or_404(organs_to_apply_for(request.actor), pk=pk)
    question = Question(
        "申请印章", parents(), "提交申请", lead=f"为{organ.name}申请电子印章。由另一名工作人员审批，批准后制作。",
        done="已提交申请，等待审批。", is_test=is_test_node(),
    )  # fmt: skip
    return _asked(request, question, organ, None)


@asks(APPLY_FOR_SEALS)
def replace(request: Any, pk: int) -> HttpResponseBase:
    """Another seal in place of one, which is cancelled when the new one is approved."""
    former = seal_for(request, pk)
    question = Question(
        "申请更换印章", parents(former), "提交申请",
        lead="到期、更名、损坏或者换印模时更换。新印章批准时，原印章注销，它盖过的文件仍然有效。",
        facts=[("更换", f"{former.name}（{former.number}）"), ("有效期至", f"{former.valid_until:%Y-%m-%d}")],
        done="已提交更换申请，等待审批。", is_test=is_test_node(),
    )  # fmt: skip
    return _asked(request, question, former.organ, former)


def _asked(request: Any, question: Question, organ: Organ, replaces: Seal | None) -> HttpResponseBase:
    def do(given: dict[str, Any]) -> str:
        kind = Seal.Kind(given["kind"])
        said = {name: given[name] for name in ("name", "approval", "police_filing")}
        artwork = given.get("artwork") or draft(given["name"], kind)
        made = apply_for_seal(
            request.actor, organ, given["custodian"], kind=kind, artwork=artwork, replaces=replaces, **said
        )
        return reverse("seal", args=[made.pk])

    return ask(request, question, SealForm(**sent(request), organ=organ, replaces=replaces), do)

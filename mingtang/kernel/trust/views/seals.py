"""The register of seals (印章管理): its list, one of them, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.seal_uses import end_mandate, mandate_seal, seal_scopes
from mingtang.kernel.trust.actions.seals import approve_seal, cancel_seal, refuse_seal, resume_seal, suspend_seal
from mingtang.kernel.trust.forms.seals import MandateForm, NoteForm, ReasonForm, SealFilter
from mingtang.kernel.trust.models import Seal, SealMandate
from mingtang.kernel.trust.permissions import (
    APPLY_FOR_SEALS,
    APPROVE_SEAL_USE,
    APPROVE_SEALS,
    READ_CERTIFICATES,
    READ_SEALS,
)
from mingtang.kernel.trust.seals.drafts import is_test_node
from mingtang.kernel.trust.seals.reading import (
    custodians_of,
    mandates_of,
    organs_with_seals,
    seals_visible_to,
    uses_visible_to,
)
from mingtang.kernel.trust.views.asking import Asked, Question, ask, sent
from mingtang.kernel.trust.views.history import history_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {
    Seal.State.APPLIED: "warn",
    Seal.State.REFUSED: "off",
    Seal.State.IN_USE: "good",
    Seal.State.SUSPENDED: "warn",
    Seal.State.CANCELLED: "off",
}
LABEL = "印章管理"
_LAST_USES = 8
_PIXELS = 96 / 25.4  # of a style sheet to a millimetre: artwork is shown in its true size


def _state(seal: Seal) -> Any:
    return tag(seal.get_state_display(), TONES[Seal.State(seal.state)])


SEALS = Listing(
    columns=(
        Column(
            "name", "名称", sort="name", link=lambda each: reverse("seal", args=[each.pk]),
            sub=lambda each: each.number,
        ),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_state),
        Column("kind", "类型", sort="kind", value=lambda each: each.get_kind_display(), middle=True),
        Column("organ", "用章单位", sort="organ__path", value=lambda each: each.organ.label, middle=True),
        Column("custodian", "保管岗位", value=lambda each: each.custodian.name, minor=True),
        Column("valid_until", "有效期至", sort="valid_until", kind="date"),
        Column("number", "印章编号", export_only=True),
        Column("approval", "批准文件", export_only=True),
        Column("police_filing", "公安备案号", export_only=True),
        Column("state_at", "状态时间", kind="datetime", export_only=True),
        Column("reason", "事由", export_only=True),
    ),
    default_sort="organ", filter_form=SealFilter, caption=LABEL, unit="枚", exportable=True,
    empty="还没有印章。先申请，由另一名工作人员批准后制作。",
)  # fmt: skip


@asks(READ_SEALS)
def seals_page(request: Any) -> HttpResponseBase:
    """Seals the reader may see; three statements: organs, how many, these."""
    rows, arguments = seals_visible_to(request.actor), {"organs": organs_with_seals(request.actor)}
    if request.GET.get("export"):
        with act(acts.EXPORT_SEALS, request.actor) as deed:
            deed.note = f"导出印章清单：{request.GET.urlencode()}"[:400]
        return SEALS.export(request, rows, "印章清单", **arguments)
    context = {"page": SEALS.page(request, rows, **arguments), "may_apply": request.actor.may(APPLY_FOR_SEALS)}
    return render(request, "trust/seals/list.html", context)


def seal_for(request: Any, pk: int) -> Seal:
    """The seal, when the reader may see it, with its certificates; 404 otherwise."""
    related = ("organ", "custodian__unit", "national__authority", "international__authority", "replaces")
    people = ("applied_by__person", "decided_by__person")
    rows = Seal.objects.visible_to(request.actor).select_related(*related, *people)
    seal: Seal = get_object_or_404(rows.defer("picture", "appearance"), pk=pk)
    return seal


@asks(READ_SEALS)
def seal_page(request: Any, pk: int) -> HttpResponseBase:
    """One seal: how it looks, whose it is, what it signs with, what it may be used for and was used for."""
    seal, actor = seal_for(request, pk), request.actor
    scopes = dict(seal_scopes())
    context = {
        "seal": seal,
        "tone": TONES[Seal.State(seal.state)],
        "custodians": custodians_of(seal),
        "certificates": [each for each in (seal.national, seal.international) if each],
        "sees_certificates": seal.national is not None and actor.may(READ_CERTIFICATES, seal.national),
        "shown_width": round(seal.width * _PIXELS),
        "shown_height": round(seal.height * _PIXELS),
        "is_test": seal.national.authority.is_test if seal.national else is_test_node(),
        "mandates": [(each, scopes.get(each.scope, each.scope)) for each in mandates_of(seal)],
        "may_mandate": actor.may(APPROVE_SEAL_USE, seal),
        "uses": uses_visible_to(actor).filter(seal=seal)[:_LAST_USES],
        "turns": _turns_for(actor, seal),
        "objection": _objection(actor, seal),
        "replaced_by": Seal.objects.filter(replaces=seal).exclude(state=Seal.State.REFUSED).only("pk", "number").last(),
        "history": history_of(actor, seal),
    }
    return render(request, "trust/seals/seal.html", context)


@asks(READ_SEALS)
def picture(request: Any, pk: int) -> HttpResponseBase:
    """The artwork."""
    seal = get_object_or_404(Seal.objects.visible_to(request.actor).only("picture"), pk=pk)
    answer = HttpResponse(bytes(seal.picture), content_type="image/png")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@dataclass(frozen=True)
class Turn:
    """A change of state that officers bring about. `states` are those it starts from."""

    label: str
    icon: str
    states: tuple[str, ...]
    form: type[forms.Form]
    do: Callable[..., None]
    warning: str
    final: bool = False


_APPLIED, _IN_USE, _SUSPENDED = Seal.State.APPLIED, Seal.State.IN_USE, Seal.State.SUSPENDED
TURNS = {
    "approval": Turn(
        "批准并制作", "check", (_APPLIED,), NoteForm, approve_seal,
        "批准后立即为印章生成签章密钥和证书，由制章者签名；被更换的印章同时注销，它的批量用印授权由新印章延续。",
    ),
    "refusal": Turn("不予批准", "x", (_APPLIED,), ReasonForm, refuse_seal, "不予批准后，需要的须重新申请。"),
    "suspension": Turn(
        "停用", "player-pause", (_IN_USE,), ReasonForm, suspend_seal,
        "停用后谁也不能用印，批量授权的文书将不盖章发出；可以恢复。已盖的章仍然有效。",
    ),
    "resumption": Turn("恢复", "player-play", (_SUSPENDED,), ReasonForm, resume_seal, "恢复后可以继续用印。"),
    "cancellation": Turn(
        "注销", "ban", (_IN_USE, _SUSPENDED), ReasonForm, cancel_seal,
        "注销后不能恢复：签章证书同时注销，批量用印授权全部终止。已盖的章仍然有效。", final=True,
    ),
}  # fmt: skip


def _turns_for(actor: Any, seal: Seal) -> list[tuple[str, str, str]]:
    """What the reader may do now: address, words, icon."""
    possible = []
    if actor.may(APPROVE_SEALS, seal) and not _objection(actor, seal):
        possible = [
            (reverse("turn_seal", args=[seal.pk, value]), turn.label, turn.icon)
            for value, turn in TURNS.items()
            if seal.state in turn.states
        ]
    if actor.may(APPLY_FOR_SEALS, seal) and seal.state in (_IN_USE, _SUSPENDED):
        possible.append((reverse("replace_seal", args=[seal.pk]), "申请更换", "refresh"))
    return possible


def _objection(actor: Any, seal: Seal) -> str:
    """Why the reader may not decide an application; empty when nothing is in the way."""
    own = seal.state == _APPLIED and seal.applied_by_id is not None and seal.applied_by_id == actor.account_id
    return "这是您自己的申请，要由另一名有审批权限的工作人员办理。" if own else ""


@asks(APPROVE_SEALS)
def turn_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Approve, refuse, suspend, resume or cancel."""
    turn = TURNS.get(step)
    if turn is None:
        raise Http404
    seal = seal_for(request, pk)
    question = Question(
        f"{turn.label}印章", parents(seal), turn.label, facts=named(seal), warning=turn.warning,
        confirm=f"确认{turn.label}？" if turn.final else "", done=f"已{turn.label}。",
    )  # fmt: skip
    do = partial(turn.do, request.actor, seal)
    return ask(request, question, turn.form(**sent(request)), lambda given: do(**given))


@asks(APPROVE_SEAL_USE)
def mandate_page(request: Any, pk: int) -> HttpResponseBase:
    """Documents of a scope may carry the seal without asking again."""
    seal = seal_for(request, pk)
    question = Question(
        "批准批量用印", parents(seal), "批准", facts=named(seal), done="已批准批量用印。",
        lead="范围内的文件由有权决定的人逐件决定，决定后由平台自动用印，每次用印记入台账。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        mandate_seal(request.actor, seal, given["scope"], basis=given["basis"])

    return ask(request, question, MandateForm(**sent(request)), do)


@asks(APPROVE_SEAL_USE)
def mandate_end(request: Any, pk: int) -> HttpResponseBase:
    """A standing approval ends."""
    rows = SealMandate.objects.visible_to(request.actor).select_related("seal__organ")
    mandate: SealMandate = get_object_or_404(rows.defer("seal__picture", "seal__appearance"), pk=pk)
    scope = dict(seal_scopes()).get(mandate.scope, mandate.scope)
    question = Question(
        "终止批量用印", parents(mandate.seal), "终止", facts=[*named(mandate.seal), ("用印范围", scope)],
        warning="终止后，这个范围的文件不再自动盖章。已盖的章仍然有效。", done="已终止批量用印。",
    )  # fmt: skip
    return ask(request, question, Asked(**sent(request)), lambda given: end_mandate(request.actor, mandate))


def parents(seal: Seal | None = None) -> list[tuple[str, str]]:
    """The way to a page below the register, or below one seal."""
    above = [(LABEL, reverse("seals"))]
    return [*above, (seal.name, reverse("seal", args=[seal.pk]))] if seal else above


def named(seal: Seal) -> list[tuple[str, str]]:
    """Which seal a question is about."""
    facts = [
        ("印章", seal.name),
        ("编号", seal.number),
        ("类型", seal.get_kind_display()),
        ("用章单位", seal.organ.name),
    ]
    return [*facts, ("批准文件", seal.approval)] if seal.state == _APPLIED else facts

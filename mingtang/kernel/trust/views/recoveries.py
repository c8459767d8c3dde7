"""Recoveries of escrowed keys: the queue, the whole record of one, and what the second officer decides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.escrow import (
    collect_recovery,
    confirm_recovery,
    objection_to_deciding,
    refuse_recovery,
)
from mingtang.kernel.trust.forms.recoveries import ConfirmationForm, RecoveryFilter, RefusalForm
from mingtang.kernel.trust.models import KeyRecovery
from mingtang.kernel.trust.permissions import ASK_RECOVERY, CONFIRM_RECOVERY, READ_ESCROW
from mingtang.kernel.trust.queries import recoveries_visible_to
from mingtang.kernel.trust.views.asking import Question, ask, sent
from mingtang.kernel.trust.views.authorities import attachment
from mingtang.kernel.trust.views.history import history_of
from mingtang.lib.digests import sm3_hex
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {KeyRecovery.State.ASKED: "warn", KeyRecovery.State.DONE: "good", KeyRecovery.State.REFUSED: "off"}
LABEL = "密钥恢复"


def _state(recovery: KeyRecovery) -> Any:
    return tag(recovery.get_state_display(), TONES[KeyRecovery.State(recovery.state)])


def holder_of(recovery: KeyRecovery) -> str:
    """The name in the certificate of the key."""
    return recovery.key.certificate.common_name if recovery.key.certificate else ""


RECOVERIES = Listing(
    columns=(
        Column(
            "holder", "持有人", sort="key__certificate__common_name", value=holder_of,
            link=lambda each: reverse("recovery", args=[each.pk]), sub=str,
        ),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_state),
        Column("kind", "类型", sort="kind", value=lambda each: each.get_kind_display(), middle=True),
        Column("asked_by", "提出人", value=lambda each: each.asked_by.holder_name, middle=True),
        Column("asked_at", "提出时间", sort="asked_at", kind="datetime"),
        Column(
            "decided_by", "确认人", minor=True,
            value=lambda each: each.decided_by.holder_name if each.decided_by else "",
        ),
        Column("decided_at", "确认时间", sort="decided_at", kind="datetime", minor=True),
        Column("document", "法律文书编号", minor=True),
        Column("reason", "事由", export_only=True),
        Column("decision_note", "确认意见", export_only=True),
    ),
    default_sort="-asked_at", filter_form=RecoveryFilter, caption=LABEL, unit="件", exportable=True,
    empty="还没有密钥恢复。在托管密钥的页面提出。",
)  # fmt: skip


@asks(READ_ESCROW)
def recoveries_page(request: Any) -> HttpResponseBase:
    """Recoveries the reader may see; two statements."""
    rows = recoveries_visible_to(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT_ESCROW, request.actor) as deed:
            deed.note = f"导出密钥恢复：{request.GET.urlencode()}"[:400]
        return RECOVERIES.export(request, rows, "密钥恢复")
    return render(request, "trust/recoveries/list.html", {"page": RECOVERIES.page(request, rows)})


def recovery_for(request: Any, pk: int) -> KeyRecovery:
    """The recovery, when the reader may see it; 404 otherwise."""
    recovery: KeyRecovery = get_object_or_404(recoveries_visible_to(request.actor), pk=pk)
    return recovery


@asks(READ_ESCROW)
def recovery_page(request: Any, pk: int) -> HttpResponseBase:
    """The whole record of one recovery, and what the reader may do about it, or why not."""
    recovery = recovery_for(request, pk)
    actor, waits = request.actor, recovery.state == KeyRecovery.State.ASKED
    asked_it, confirms = recovery.asked_by_id == actor.account_id, actor.may(CONFIRM_RECOVERY, recovery)
    context = {
        "recovery": recovery,
        "holder": holder_of(recovery),
        "tone": TONES[KeyRecovery.State(recovery.state)],
        "recipient": sm3_hex(bytes(recovery.recipient)),
        "objection": objection_to_deciding(actor, recovery) if waits and (asked_it or confirms) else "",
        "may_decide": waits and confirms,
        "may_collect": asked_it and recovery.state == KeyRecovery.State.DONE and actor.may(ASK_RECOVERY, recovery),
        "history": history_of(actor, recovery),
    }
    return render(request, "trust/recoveries/recovery.html", context)


@asks(CONFIRM_RECOVERY)
def confirmation(request: Any, pk: int) -> HttpResponseBase:
    """The second officer has it carried out."""
    warning = "确认后立即从托管库取出密钥，用接收公钥加密成数字信封，由提出人领取。这一步不能撤回。"
    return _decision(request, pk, "确认密钥恢复", ConfirmationForm, confirm_recovery, warning)


@asks(CONFIRM_RECOVERY)
def refusal(request: Any, pk: int) -> HttpResponseBase:
    """The second officer leaves the key where it is."""
    return _decision(request, pk, "不予恢复", RefusalForm, refuse_recovery, "不予恢复后，需要的须重新提出。")


def _decision(
    request: Any, pk: int, title: str, form: type[forms.Form], do: Callable[..., Any], warning: str
) -> HttpResponseBase:
    recovery = recovery_for(request, pk)
    address = reverse("recovery", args=[pk])
    facts = [
        ("类型", recovery.get_kind_display()), ("持有人", holder_of(recovery)), ("事由", recovery.reason),
        ("法律文书", recovery.document), ("提出人", recovery.asked_by.holder_name),
        ("接收公钥（SM3）", sm3_hex(bytes(recovery.recipient))),
    ]  # fmt: skip
    question = Question(
        title, [(LABEL, reverse("recoveries")), (str(recovery), address)], title,
        facts=[(label, value) for label, value in facts if value], warning=warning, confirm=f"确认“{title}”？",
        done="已恢复，数字信封由提出人领取。" if do is confirm_recovery else "已决定不予恢复。",
    )  # fmt: skip

    def decide(given: dict[str, Any]) -> None:
        do(request.actor, recovery, note=given["note"])

    return ask(request, question, form(**sent(request)), decide)


@asks(ASK_RECOVERY)
@require_POST
def envelope(request: Any, pk: int) -> HttpResponseBase:
    """The key in its envelope (SM2EnvelopedKey, GB/T 35276), for the officer who asked."""
    try:
        collected = collect_recovery(request.actor, recovery_for(request, pk))
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("recovery", pk=pk)
    return attachment(collected, "application/octet-stream", f"recovery-{pk}.envelope.der")

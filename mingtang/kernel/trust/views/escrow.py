"""The key management centre: the pool, the keys in escrow, and asking for the recovery of one."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.escrow import POOL, ask_recovery
from mingtang.kernel.trust.forms.recoveries import AskForm, KeyFilter
from mingtang.kernel.trust.models import EscrowedKey
from mingtang.kernel.trust.permissions import ASK_RECOVERY, READ_CERTIFICATES, READ_ESCROW
from mingtang.kernel.trust.queries import keys_visible_to, pool_counts, recoveries_visible_to
from mingtang.kernel.trust.views.asking import Question, ask, sent
from mingtang.kernel.trust.views.history import history_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {EscrowedKey.State.SPARE: "", EscrowedKey.State.IN_USE: "good", EscrowedKey.State.HISTORY: "off"}
LABEL = "密钥管理"


def _state(key: EscrowedKey) -> Any:
    return tag(key.get_state_display(), TONES[EscrowedKey.State(key.state)])


def _holder(key: EscrowedKey) -> str:
    return key.certificate.common_name if key.certificate else ""


KEYS = Listing(
    columns=(
        Column(
            "pk", "编号", sort="id", value=lambda key: f"托管密钥 {key.pk}",
            link=lambda key: reverse("escrowed_key", args=[key.pk]),
            sub=lambda key: key.certificate.serial if key.certificate else "",
        ),
        Column("holder", "持有人", sort="certificate__common_name", value=_holder),
        Column("state", "状态", sort="state", value=lambda key: key.get_state_display(), show=_state),
        Column(
            "organ", "机构", minor=True,
            value=lambda key: key.certificate.organ.label if key.certificate and key.certificate.organ else "",
        ),
        Column("made_at", "生成", sort="made_at", kind="datetime", minor=True),
        Column("bound_at", "启用", sort="bound_at", kind="datetime", middle=True),
        Column("retired_at", "转入历史", sort="retired_at", kind="datetime", minor=True),
    ),
    default_sort="-pk", filter_form=KeyFilter, caption="托管的加密密钥", unit="对", exportable=True,
    empty="还没有在用的托管密钥。签发双证书时从备用库取用。",
)  # fmt: skip


@asks(READ_ESCROW)
def keys_page(request: Any) -> HttpResponseBase:
    """The three stores and the keys in them; three statements."""
    rows = keys_visible_to(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT_ESCROW, request.actor) as deed:
            deed.note = f"导出托管密钥：{request.GET.urlencode()}"[:400]
        return KEYS.export(request, rows, "托管密钥")
    counts = pool_counts()
    figures = [{"label": label, "value": counts[value], "unit": "对"} for value, label in EscrowedKey.State.choices]
    lacking = counts[EscrowedKey.State.SPARE] < POOL // 2
    context = {"page": KEYS.page(request, rows), "figures": figures, "lacking": lacking, "least": POOL}
    return render(request, "trust/keys/list.html", context)


def key_for(request: Any, pk: int) -> EscrowedKey:
    """The key, when the reader may know of it; 404 otherwise."""
    key: EscrowedKey = get_object_or_404(keys_visible_to(request.actor), pk=pk)
    return key


@asks(READ_ESCROW)
def key_page(request: Any, pk: int) -> HttpResponseBase:
    """One key: whose it is, what became of it, how it was recovered."""
    key = key_for(request, pk)
    bound = key.certificate_id is not None
    context = {
        "key": key,
        "tone": TONES[EscrowedKey.State(key.state)],
        "recoveries": recoveries_visible_to(request.actor).filter(key=key),
        "may_ask": bound and request.actor.may(ASK_RECOVERY, key),
        "sees_certificate": bound and request.actor.may(READ_CERTIFICATES, key.certificate),
        "history": history_of(request.actor, key),
    }
    return render(request, "trust/keys/key.html", context)


@asks(ASK_RECOVERY)
def ask_page(request: Any, pk: int) -> HttpResponseBase:
    """Ask for the recovery of a key, which a second officer confirms."""
    key = key_for(request, pk)
    address = reverse("escrowed_key", args=[pk])
    question = Question(
        "申请密钥恢复", [(LABEL, reverse("escrowed_keys")), (str(key), address)], "提出申请",
        lead="提出后由另一名密钥管理人员确认，本人不能确认自己提出的恢复。确认后凭数字信封交出，只有接收公钥的持有人能打开。",
        facts=[("密钥", str(key)), ("持有人", _holder(key) or "—"), ("状态", key.get_state_display())],
        done="已提出，等待另一名工作人员确认。",
    )  # fmt: skip
    form = AskForm(**sent(request))

    def do(given: dict[str, Any]) -> str:
        asked = ask_recovery(request.actor, key, form.warrant, given["recipient"])
        return reverse("recovery", args=[asked.pk])

    return ask(request, question, form, do)

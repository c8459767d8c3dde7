"""Who may press a seal on what: standing approvals for documents decided elsewhere, and single uses approved by another."""

from typing import NamedTuple

from django.utils import timezone

from mingtang.kernel.directory.api import Refused, holders_of
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.models import Seal, SealMandate, SealUse
from mingtang.kernel.trust.seals.keeping import keep
from mingtang.kernel.trust.seals.pressing import press_use
from mingtang.lib.digests import sm3_hex

MOST_BYTES = 20 << 20
LAST_PAGE = 0

_SCOPES: dict[str, str] = {}


def declare_seal_scope(code: str, label: str) -> str:
    """Declare a scope of documents that may carry seals under a standing approval; returns its code."""
    if _SCOPES.setdefault(code, label) != label:
        raise ValueError(f"the scope {code} is declared twice")
    return code


def seal_scopes() -> list[tuple[str, str]]:
    """Codes and labels of all scopes."""
    return sorted(_SCOPES.items())


def mandate_seal(actor: Actor, seal: Seal, scope: str, *, basis: str) -> SealMandate:
    """Let documents of `scope` carry the seal, each decided by whoever decides such documents. Raises Refused."""
    with act(acts.MANDATE_SEAL, actor, seal, basis=basis) as deed:
        if seal.state != Seal.State.IN_USE:
            raise Refused(f"印章{seal.get_state_display()}，不能授权用印。")
        if scope not in _SCOPES:
            raise Refused("没有这个用印范围。", "scope")
        if SealMandate.objects.filter(seal=seal, scope=scope, end=None).exists():
            raise Refused("该范围已授权。", "scope")
        mandate = SealMandate(seal=seal, scope=scope, begin=timezone.now(), basis=basis, granted_by_id=actor.account_id)
        deed.create(mandate)
    return mandate


def end_mandate(actor: Actor, mandate: SealMandate) -> None:
    """Let the scope carry the seal no more. Raises Refused."""
    with act(acts.END_MANDATE, actor, mandate) as deed:
        if mandate.end is not None:
            raise Refused("该授权已终止。")
        deed.change(mandate, end=timezone.now())


class Middle(NamedTuple):
    """Where the middle of the seal is to be: page from 1, or LAST_PAGE; millimetres from the left and upper edge."""

    page: int = LAST_PAGE
    x: float = 150
    y: float = 230


def ask_seal_use(
    actor: Actor,
    seal: Seal,
    document: bytes,
    *,
    title: str,
    purpose: str,
    copies: int = 1,
    middle: Middle = Middle(),  # noqa: B008  # it cannot be changed
) -> SealUse:
    """Ask for the seal on one PDF, which is kept and known by its digest. It is read by the worker only. Raises Refused.

    Whoever keeps the seal does not ask for it (trust.md 8).
    """
    with act(acts.ASK_SEAL_USE, actor, seal) as deed:
        _require_usable(actor, seal)
        if len(document) > MOST_BYTES or b"%PDF-" not in document[:1024]:
            raise Refused(f"请上传 PDF 文件，不超过 {MOST_BYTES >> 20} MB。", "file")
        use = SealUse(
            seal=seal, state=SealUse.State.ASKED, title=title, purpose=purpose, copies=copies,
            form=SealUse.Form.PDF, digest=sm3_hex(document), file_name=keep(document),
            page=middle.page, x=middle.x, y=middle.y, asked_by_id=actor.account_id, asked_at=timezone.now(),
        )  # fmt: skip
        deed.create(use)
    return use


def _require_usable(actor: Actor, seal: Seal) -> None:
    now = timezone.now()
    if not seal.may_be_used_at(now):
        raise Refused(f"印章{seal.get_state_display()}或不在有效期内，不能用印。", "seal")
    if holders_of([seal.custodian_id], timezone.localdate(now)).filter(pk=actor.account_id).exists():
        raise Refused("印章保管人不能申请使用自己保管的印章，请由经办人申请。", "seal")


def approve_seal_use(actor: Actor, use: SealUse, *, note: str = "") -> None:
    """Approve what somebody else has asked for; the worker then presses the seal. Raises Refused."""
    with act(acts.APPROVE_SEAL_USE, actor, use) as deed:
        _require_decider(actor, use)
        deed.change(use, state=SealUse.State.APPROVED, **_decided(actor, note))
        press_use.enqueue(use.pk)


def refuse_seal_use(actor: Actor, use: SealUse, *, note: str) -> None:
    """Refuse what somebody else has asked for. Raises Refused."""
    with act(acts.REFUSE_SEAL_USE, actor, use) as deed:
        _require_decider(actor, use)
        deed.change(use, state=SealUse.State.REFUSED, **_decided(actor, note))


def _require_decider(actor: Actor, use: SealUse) -> None:
    if use.state != SealUse.State.ASKED:
        raise Refused(f"该用印{use.get_state_display()}。")
    if actor.account_id is None or actor.account_id == use.asked_by_id:
        raise Refused("不能审批自己的用印申请。")


def _decided(actor: Actor, note: str) -> dict[str, object]:
    return {"decided_by_id": actor.account_id, "decided_at": timezone.now(), "decision_note": note}

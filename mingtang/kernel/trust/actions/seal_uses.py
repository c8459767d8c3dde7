"""Who may press a seal on what: standing approvals for documents decided elsewhere, and single uses approved by another."""

from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.models import Seal, SealMandate, SealUse
from mingtang.lib.digests import sm3_hex

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


def ask_seal_use(
    actor: Actor, seal: Seal, document: bytes, *, title: str, purpose: str, file_name: str, copies: int = 1
) -> SealUse:
    """Ask for the seal on one PDF, which is kept under `file_name` and known by its digest. Raises Refused."""
    with act(acts.ASK_SEAL_USE, actor, seal) as deed:
        if seal.state != Seal.State.IN_USE:
            raise Refused(f"印章{seal.get_state_display()}，不能用印。", "seal")
        use = SealUse(
            seal=seal, state=SealUse.State.ASKED, title=title, purpose=purpose, copies=copies,
            form=SealUse.Form.PDF, digest=sm3_hex(document), file_name=file_name,
            asked_by_id=actor.account_id, asked_at=timezone.now(),
        )  # fmt: skip
        deed.create(use)
    return use


def approve_seal_use(actor: Actor, use: SealUse, *, note: str = "") -> None:
    """Approve what somebody else has asked for; the worker then presses the seal. Raises Refused."""
    with act(acts.APPROVE_SEAL_USE, actor, use) as deed:
        _require_decider(actor, use)
        deed.change(use, state=SealUse.State.APPROVED, **_decided(actor, note))


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

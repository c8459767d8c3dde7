"""密钥管理: escrowed keys, and their recovery by two officers."""

import base64
from typing import Annotated

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Status

from mingtang.kernel.trust.actions import escrow
from mingtang.kernel.trust.forms.files import KEY, public_key_in, read_brought
from mingtang.kernel.trust.models import EscrowedKey, KeyRecovery
from mingtang.kernel.trust.queries import keys_visible_to, recoveries_visible_to
from mingtang.kernel.trust.rest.shapes import (
    EnvelopeOut,
    EscrowedKeyOut,
    EscrowState,
    RecoveryDecisionIn,
    RecoveryIn,
    RecoveryKind,
    RecoveryOut,
    RecoveryState,
)
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["网络信任"])


class EscrowFilter(FilterSchema):
    state: EscrowState | None = Field(None, description="状态")
    certificate: Annotated[Key | None, FilterLookup("certificate_id")] = Field(None, description="加密证书")


class RecoveryFilter(FilterSchema):
    state: RecoveryState | None = Field(None, description="状态")
    kind: RecoveryKind | None = Field(None, description="类型")
    key: Annotated[Key | None, FilterLookup("key_id")] = Field(None, description="托管密钥")


@router.get("/trust/escrowed-keys", response=list[EscrowedKeyOut], summary="托管密钥列表")
@listed(orders=["id", "made_at"])
def list_escrowed_keys(request: SignedIn, filters: Query[EscrowFilter]) -> QuerySet[EscrowedKey]:
    return filters.filter(keys_visible_to(request.actor))


@router.get("/trust/recoveries", response=list[RecoveryOut], summary="密钥恢复列表")
@listed(orders=["id", "asked_at"])
def list_recoveries(request: SignedIn, filters: Query[RecoveryFilter]) -> QuerySet[KeyRecovery]:
    return filters.filter(recoveries_visible_to(request.actor))


@router.post("/trust/recoveries", response={201: RecoveryOut}, summary="提出密钥恢复")
def add_recovery(request: SignedIn, details: RecoveryIn) -> Status[KeyRecovery]:
    key = referred(keys_visible_to(request.actor), details.key, "key")
    warrant = escrow.Warrant(**details.dict(exclude={"key", "recipient"}))
    return Status(201, escrow.ask_recovery(request.actor, key, warrant, _recipient(details.recipient)))


def _recipient(text: str) -> bytes:
    """The public key in what was sent. Raises Problem 422."""
    try:
        return public_key_in(*read_brought(text.encode("utf-8", errors="replace"), KEY))
    except ValidationError as fault:
        raise Problem(INVALID, faults=[Fault(fault.messages[0], "recipient")]) from fault


@router.get("/trust/recoveries/{int:recovery_id}", response=RecoveryOut, summary="查看密钥恢复")
def show_recovery(request: SignedIn, recovery_id: Key) -> KeyRecovery:
    return found(recoveries_visible_to(request.actor), recovery_id)


@router.post("/trust/recoveries/{int:recovery_id}/confirmation", response=RecoveryOut, summary="确认密钥恢复")
def confirm_recovery(request: SignedIn, recovery_id: Key, decision: RecoveryDecisionIn) -> KeyRecovery:
    recovery = found(recoveries_visible_to(request.actor), recovery_id)
    escrow.confirm_recovery(request.actor, recovery, note=decision.note)
    return recovery


@router.post("/trust/recoveries/{int:recovery_id}/refusal", response=RecoveryOut, summary="不予恢复密钥")
def refuse_recovery(request: SignedIn, recovery_id: Key, decision: RecoveryDecisionIn) -> KeyRecovery:
    recovery = found(recoveries_visible_to(request.actor), recovery_id)
    escrow.refuse_recovery(request.actor, recovery, note=decision.note)
    return recovery


@router.post("/trust/recoveries/{int:recovery_id}/envelope", response=EnvelopeOut, summary="领取数字信封")
def collect_envelope(request: SignedIn, recovery_id: Key) -> dict[str, str]:
    recovery = found(recoveries_visible_to(request.actor), recovery_id)
    return {"envelope": base64.b64encode(escrow.collect_recovery(request.actor, recovery)).decode("ascii")}

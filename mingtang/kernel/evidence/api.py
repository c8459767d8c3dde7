"""What the rest of Mingtang may use of the evidence: the ritual, its vocabulary, facts, and questions about both."""

from mingtang.kernel.evidence.access import asks, officials_only, signed_in, to_sign_in
from mingtang.kernel.evidence.acts import Act, declare_act, declared_acts
from mingtang.kernel.evidence.chain import (
    Verdict,
    export_chain,
    newest_head,
    register_witness,
    seal_pending,
    verify_chain,
)
from mingtang.kernel.evidence.events import DeliveryDied, Event
from mingtang.kernel.evidence.extract import extract_about
from mingtang.kernel.evidence.outbox import announce, deliver_due, is_awaited, subscribe, subscriptions
from mingtang.kernel.evidence.permission import (
    SYSTEM,
    Actor,
    NotPermitted,
    Origin,
    Permission,
    ProtectedQuerySet,
    Protection,
    Rows,
    SystemActor,
    clash_among,
    declare_permission,
    declare_separate,
    declared_permissions,
    separated,
)
from mingtang.kernel.evidence.queries import Heads, backlog, heads_after, own_records, records_about, records_on
from mingtang.kernel.evidence.recording import record_done
from mingtang.kernel.evidence.ritual import Deed, act, record_refusal, several_acts
from mingtang.kernel.evidence.undo import CannotUndo, can_undo

__all__ = [
    "SYSTEM",
    "Act",
    "Actor",
    "CannotUndo",
    "Deed",
    "DeliveryDied",
    "Event",
    "Heads",
    "NotPermitted",
    "Origin",
    "Permission",
    "ProtectedQuerySet",
    "Protection",
    "Rows",
    "SystemActor",
    "Verdict",
    "act",
    "announce",
    "asks",
    "backlog",
    "can_undo",
    "clash_among",
    "declare_act",
    "declare_permission",
    "declare_separate",
    "declared_acts",
    "declared_permissions",
    "deliver_due",
    "export_chain",
    "extract_about",
    "heads_after",
    "is_awaited",
    "newest_head",
    "officials_only",
    "own_records",
    "record_done",
    "record_refusal",
    "records_about",
    "records_on",
    "register_witness",
    "seal_pending",
    "separated",
    "several_acts",
    "signed_in",
    "subscribe",
    "subscriptions",
    "to_sign_in",
    "verify_chain",
]

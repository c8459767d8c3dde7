"""Moving cases for good: one case in one transaction, locked like any command; a case that is busy is tried again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mingtang.kernel.cases.migrating.transfer import Transfer
from mingtang.kernel.cases.migrating.versions import Passage, passage
from mingtang.kernel.cases.migrating.writing import write_transfer
from mingtang.kernel.cases.models import Case, CaseMigration, MigratedCase
from mingtang.kernel.cases.store.loading import Loaded, load
from mingtang.kernel.evidence.api import Actor, SystemActor
from mingtang.kernel.statements.api import one_transaction

_Outcome = MigratedCase.Outcome


def carry_on(order: CaseMigration) -> int:
    """Move every waiting case of an order that nobody else is working on; answers how many still wait.

    May be repeated and may run twice at once: each case is judged again under its lock.
    """
    way = passage(order.source, order.target, order.mapping)
    actor = SystemActor(**order.by)
    waiting = order.cases.filter(outcome=_Outcome.WAITING).values_list("pk", "case_id")  # type: ignore[attr-defined]
    left = sum(not _move(actor, order, way, row, case) for row, case in waiting)
    if not left and order.ended_at is None:
        order.ended_at = timezone.now()
        order.save(update_fields=["ended_at"])
    return left


def _move(actor: Actor, order: CaseMigration, way: Passage, row: int, case_id: int) -> bool:
    """One case; False when it is locked by somebody."""
    with one_transaction() as run:
        loaded = load(run, case_id, past=True, waiting=False)
        if loaded is None:
            return False
        now = timezone.now()
        outcome, reason, moved = _judged(order, way, loaded, now)
        if moved is not None:
            write_transfer(run, actor, loaded, way.versions, moved, order, now)
        MigratedCase.objects.filter(pk=row).update(outcome=outcome, reason=reason[:400], at=now)
    return True


def _judged(order: CaseMigration, way: Passage, loaded: Loaded, now: datetime) -> tuple[str, str, Transfer | None]:
    case: Case = loaded.case
    if case.version_id == order.target_id:
        return _Outcome.MOVED, "", None
    if case.version_id != order.source_id or case.ended_at is not None:
        return _Outcome.GONE, "案件已办结，或已变更到其他版本", None
    passed = {token.node for token in (loaded.state.past or {}).values()}
    moved = way.move(loaded.state, passed, now)
    if moved.obstacles:
        reasons = (f"{way.title(each.node)}：{each.reason}" if each.node else each.reason for each in moved.obstacles)
        return _Outcome.BLOCKED, "；".join(reasons), None
    return _Outcome.MOVED, "不能退回到变更以前的环节" if moved.severed else "", moved


@transaction.atomic
def give_up_waiting(order: CaseMigration) -> None:
    """Close an order some of whose cases could never be locked."""
    order.cases.filter(outcome=_Outcome.WAITING).update(  # type: ignore[attr-defined]
        outcome=_Outcome.BLOCKED, reason="案件一直在办理中，未能变更，请稍后再试", at=timezone.now()
    )
    order.ended_at = timezone.now()
    order.save(update_fields=["ended_at"])

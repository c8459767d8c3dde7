"""Finding errands that are due, taking them so that nobody else does, and what becomes of those that fail."""

from typing import Any

import structlog
from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.cases.acts import RETRY_ERRAND
from mingtang.kernel.cases.events import ErrandDied
from mingtang.kernel.cases.models import Case, Errand
from mingtang.kernel.cases.rules import SUSPENDED_AGAIN, wait_after
from mingtang.kernel.evidence.api import Actor, act, announce
from mingtang.kernel.statements.api import Run
from mingtang.lib.flow import Refused

_FORGET = "DELETE FROM cases_errand WHERE id = %s RETURNING id"
_POSTPONE = "UPDATE cases_errand SET due_at = %s WHERE id = %s"
log = structlog.get_logger(__name__)


def due_errands(most: int) -> list[Errand]:
    """The errands that have been due longest; one statement."""
    due = Errand.objects.filter(dead=False, paused_at=None, due_at__lte=timezone.now())
    return list(due.order_by("due_at", "id")[:most])


def forget(run: Run, errand: Errand) -> bool:
    """Strike an errand off; False when somebody else has done it."""
    return run(_FORGET, [errand.pk]).fetchone() is not None


def postpone(run: Run, errand: Errand) -> None:
    """Bring it again later, because its row stands still; that is no failure."""
    run(_POSTPONE, [timezone.now() + SUSPENDED_AGAIN, errand.pk])


def lock(errand: Errand) -> bool:
    """Hold an errand that locks no case, until the transaction ends; False when another worker does, or has done it."""
    rows: Any = Errand.objects.filter(pk=errand.pk, dead=False)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.first() is not None


def failed(errand: Errand, error: Exception) -> None:
    """Put an errand off, or declare it dead and say so."""
    tries = errand.tries + 1
    log.warning("errand failed", errand=errand.pk, kind=errand.kind, case=errand.case_id, tries=tries, error=str(error))
    wait = wait_after(tries)
    with transaction.atomic():
        values: dict[str, Any] = {"tries": tries, "error": f"{type(error).__name__}: {error}"[:2000]}
        values |= {"due_at": timezone.now() + wait} if wait else {"dead": True}
        known = Errand.objects.filter(pk=errand.pk).update(**values)
        if known and wait is None:
            announce(_death(errand, error))


def _death(errand: Errand, error: Exception) -> ErrandDied:
    case = Case.objects.filter(pk=errand.case_id).only("organ").first()
    return ErrandDied(
        subject=f"errand:{errand.pk}",
        errand_id=errand.pk,
        case_id=errand.case_id or 0,
        kind=errand.get_kind_display(),
        organ_id=case.organ_id if case else 0,
        error=f"{type(error).__name__}: {error}"[:400],
    )


def retry_errand(actor: Actor, errand: Errand) -> None:
    """Put a dead errand back in line with a fresh count of tries. Raises Refused when somebody else has done so."""
    with act(RETRY_ERRAND, actor, errand) as deed:
        if not Errand.objects.select_for_update().filter(pk=errand.pk, dead=True).exists():
            raise Refused("gone", "该事项已由他人处理。")
        deed.change(errand, dead=False, tries=0, due_at=timezone.now())

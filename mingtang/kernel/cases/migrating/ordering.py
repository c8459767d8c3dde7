"""Ordering a migration: who decides it, and the job that carries it out."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from mingtang.kernel.cases.acts import ORDER_MIGRATION
from mingtang.kernel.cases.migrating.carrying import carry_on, give_up_waiting
from mingtang.kernel.cases.migrating.planning import MOST, movable_cases
from mingtang.kernel.cases.migrating.versions import passage
from mingtang.kernel.cases.models import CaseMigration, MigratedCase
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.processes.api import ProcessVersion

AGAIN_AFTER = timedelta(seconds=2)
ROUNDS = 30
"""So often a case that somebody is working on is tried again."""


def order_migration(
    actor: Actor,
    source: ProcessVersion,
    target: ProcessVersion,
    mapping: Mapping[str, str],
    *,
    reason: str,
    cases: Sequence[int] | None = None,
) -> CaseMigration:
    """Have running cases of `source` within the actor's reach moved to `target`: all of them, or those in `cases`.

    The worker does it; see `carry_on`. At most MOST cases at a time. Raises NotPermitted, CannotMigrate, and Refused
    when there is nothing to move.
    """
    passage(source, target, mapping)
    with act(ORDER_MIGRATION, actor) as deed:
        rows = movable_cases(actor, source)
        chosen = list((rows if cases is None else rows.filter(pk__in=cases)).values_list("pk", flat=True)[:MOST])
        if not chosen:
            raise Refused("没有可以变更的案件。")
        order = CaseMigration(
            source=source, target=target, mapping=dict(mapping), reason=reason, account_id=actor.account_id,
            organ_id=actor.organ_id, by=_signature(actor), asked_at=timezone.now(),
        )  # fmt: skip
        deed.note = reason
        deed.create(order)
        MigratedCase.objects.bulk_create((MigratedCase(migration=order, case_id=pk) for pk in chosen), batch_size=500)
        migrate_cases.enqueue(order.pk)
    return order


def _signature(actor: Actor) -> dict[str, Any]:
    """Who ordered it, as evidence names people; the worker acts in that name."""
    return {
        "name": actor.name, "kind": actor.kind, "account_id": actor.account_id, "post_id": actor.post_id,
        "post_name": actor.post_name, "organ_id": actor.organ_id, "organ_name": actor.organ_name,
    }  # fmt: skip


@task()
def migrate_cases(order_id: int, rounds: int = 0) -> int:
    """Carry out an order to move cases; answers how many are left for another round, which is enqueued then."""
    order = CaseMigration.objects.select_related("source__definition", "target__definition").get(pk=order_id)
    left = carry_on(order)
    if left and rounds < ROUNDS:
        migrate_cases.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(order_id, rounds + 1)
    elif left:
        give_up_waiting(order)
    return left

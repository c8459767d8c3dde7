"""Carrying out a plan through the usual actions: organs first, then items in portions. Doing it again changes nothing."""

from collections.abc import Callable

from mingtang.domains.services.catalogue.actions.drafting import create_item, save_draft
from mingtang.domains.services.catalogue.actions.reviewing import publish_imported
from mingtang.domains.services.catalogue.importing.planning import SAME, Plan, PlannedItem
from mingtang.domains.services.catalogue.models import OPEN
from mingtang.domains.services.catalogue.queries.newest import newest_version
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor, several_acts

Progress = Callable[[int, int], None]
"""Called with how many rows are done and how many there are."""

PORTION = 50
"""Items written in one transaction: few enough that others need not wait."""


def silent(done: int, total: int) -> None:
    """Progress for which nobody waits."""


def carry_out(actor: Actor, plan: Plan, *, publish: bool = False, progress: Progress = silent) -> dict[str, int]:
    """Do what `plan` says; drafts, or with `publish` versions in force whose guides show how little they say.

    Returns the counts of the plan with what was `published`. Raises TableRejected when the table has faults, NotPermitted.
    """
    plan.table.accepted()
    counts = plan.counts
    with several_acts():
        plan.organs.establish(actor)
    waiting = [each for each in plan.items if each.change != SAME or (publish and _is_open(each))]
    for start in range(0, len(waiting), PORTION):
        with several_acts():
            for planned in waiting[start : start + PORTION]:
                _write(actor, planned, plan.organs.of(planned.described) or plan.organs.below, publish)
        progress(min(start + PORTION, len(waiting)), len(waiting))
    return counts | {"published": len(waiting) if publish else 0}


def _is_open(planned: PlannedItem) -> bool:
    """Whether what the row says is known, but not in force yet."""
    version = newest_version(planned.item) if planned.item else None
    return version is not None and version.state in OPEN


def _write(actor: Actor, planned: PlannedItem, organ: Organ, publish: bool) -> None:
    """Create the item or write its draft, and publish that if it is asked for."""
    document, item = planned.described.document, planned.item
    if item is None:
        item = create_item(actor, organ, document)
    elif planned.change != SAME:
        newest = newest_version(item)
        save_draft(actor, item, document, seen=newest.digest if newest else "")
    if publish:
        publish_imported(actor, item)

"""What somebody may start: processes whose plain start event names him, as far as no domain speaks for them."""

from collections.abc import Iterator

from mingtang.kernel.cases.candidates import named_in
from mingtang.kernel.cases.case_types import type_of_process
from mingtang.kernel.cases.people import all_keys_of
from mingtang.kernel.directory.api import AccountActor
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import ProcessVersion, net_of, published_processes


def startable(actor: Actor) -> list[ProcessVersion]:
    """Published processes of the actor's organ that he may start by hand, by category and title.

    Two statements, and one for each version or name of a post that this program has not met before.
    """
    if actor.organ_id is None or not isinstance(actor, AccountActor):
        return []
    free = [each for each in published_processes(actor.organ_id) if type_of_process(each.definition.key) is None]
    keys = frozenset(all_keys_of(actor)) if free else frozenset()
    return [each for each in free if not keys.isdisjoint(_starters(each, actor.organ_id))]


def _starters(version: ProcessVersion, organ_id: int) -> Iterator[str]:
    """The keys of those whom the plain start event of a version names."""
    net = net_of(version.pk)
    start = net.scope("").start
    words = net[start].duty.candidates.text.split() if start else []
    for word in words:
        yield from named_in(organ_id, word)

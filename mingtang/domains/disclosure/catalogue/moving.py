"""How an item follows its case: after every command, in the same transaction, its state is that of the open step."""

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.rules import AT, SIGNED, State, Step
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write the state; one statement. Signing has written it itself, because what is signed may be public at a later time."""
    rows = InformationItem.objects.filter(case=move.case.pk)
    if move.ended and move.outcome != SIGNED:
        rows.update(state=State.NOT_PUBLISHED)
    elif not move.ended and not move.opening and move.command == "Complete":
        rows.update(state=AT[Step(move.open_nodes[0])])

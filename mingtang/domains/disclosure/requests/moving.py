"""How a request follows its case: after every command, in the same transaction, its state is that of the open step."""

from typing import Any

from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest
from mingtang.domains.disclosure.requests.rules import Asked, Node, state_at, state_at_end
from mingtang.kernel.cases.api import Move


def follow(move: Move) -> None:
    """Write state and end; one statement, two while opinions are awaited. Nothing for commands that end no step."""
    rows = DisclosureRequest.objects.filter(case=move.case.pk)
    if move.ended:
        rows.update(state=state_at_end(move.outcome), ended_at=move.now)
    elif not move.opening and move.command == "Complete":
        asks = Node.CONSULT in move.open_nodes and _asks_third_party(move)
        state: Any = state_at(move.open_nodes, move.outcome, asks_third_party=asks)
        rows.update(state=state)


def _asks_third_party(move: Move) -> bool:
    awaited = Consultation.objects.filter(request__case=move.case.pk, answered_on=None)
    return bool(awaited.filter(asked=Asked.THIRD_PARTY).exists())

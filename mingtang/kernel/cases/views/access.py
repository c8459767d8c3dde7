"""Who opens the pages of the workbench, and which cases they find there."""

from django.http import Http404, HttpRequest

from mingtang.kernel.cases.models import Case
from mingtang.kernel.directory.api import AccountActor
from mingtang.kernel.evidence.api import officials_only

__all__ = ["ActorRequest", "case_in_reach", "officials_only"]


class ActorRequest(HttpRequest):
    """A request that one of the guards has let in: somebody is acting."""

    actor: AccountActor


def case_in_reach(request: ActorRequest, pk: int) -> Case:
    """A case that the actor may read, with what its head shows; one statement. Raises Http404 for any other."""
    rows = Case.objects.visible_to(request.actor).filter(pk=pk)
    case: Case | None = rows.select_related("organ", "unit", "initiator__person", "initiator__legal_person").first()
    if case is None:
        raise Http404
    return case

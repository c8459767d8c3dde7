"""Who opens the pages of the workbench, and which cases they find there."""

from django.http import Http404, HttpRequest

from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.queries.desk import with_own_marks
from mingtang.kernel.directory.api import AccountActor
from mingtang.kernel.evidence.api import officials_only

__all__ = ["ActorRequest", "case_in_reach", "officials_only"]


class ActorRequest(HttpRequest):
    """A request that one of the guards has let in: somebody is acting."""

    actor: AccountActor


def case_in_reach(request: ActorRequest, pk: int) -> Case:
    """A case that the actor may read, with what its head shows; one statement. Raises Http404 for any other.

    It says whether the actor follows it (`is_followed`), has an unread copy of it (`has_unread_copy`), and whether other
    cases stand below it (`has_children`).
    """
    visible = Case.objects.visible_to(request.actor).filter(pk=pk)
    rows = with_own_marks(visible, request.actor)
    case: Case | None = rows.select_related("organ", "unit", "initiator__person", "initiator__legal_person").first()
    if case is None:
        raise Http404
    return case

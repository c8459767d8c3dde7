"""What every measure begins with: the case is locked, the part is read anew, and the rules are asked."""

from typing import Any

from mingtang.domains.services.applications.course import Measure, why_not
from mingtang.domains.services.applications.door import hold
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import step_of
from mingtang.domains.services.applications.queries.standing import Beside, beside
from mingtang.domains.services.applications.rules import State, part_state_at
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Deed
from mingtang.lib.flow.commands import Resume, Suspend


def require(measure: Measure, part: Part) -> Beside:
    """Lock the case, read the part as others have committed it, and ask the rules. Raises Refused with the reason.

    Belongs into the act. `part` is brought up to date, so that it can be changed.
    """
    hold(part.application)
    part.refresh_from_db(fields=["state", "decision", "accepted_on", "promise_due_at", "statutory_due_at"])
    part.application.refresh_from_db(fields=["state", "due_at"])
    found = beside(part)
    if refusal := why_not(measure, found.standing):
        raise Refused(refusal)
    return found


def open_steps(part: Part) -> list[Token]:
    """The open steps of a part."""
    rows = Token.objects.filter(case=part.application.case_id, life="A", kind="T").order_by("no")
    return [row for row in rows if step_of(row.node)[1] == part.branch]


def stand_still(deed: Deed, part: Part, reason: str) -> None:
    """The steps of the part, with their timers, stand still until `go_on`."""
    for token in open_steps(part):
        if not token.details.get("suspended"):
            handle(SYSTEM, token.case_id, Suspend(token.no), opinion=reason[:200])
    _write_state(deed, part, State.SPECIAL)


def go_on(deed: Deed, part: Part, reason: str) -> None:
    """The steps that the part has left are taken up again where they were left."""
    tokens = open_steps(part)
    for token in tokens:
        if token.details.get("suspended"):
            handle(SYSTEM, token.case_id, Resume(token.no), opinion=reason[:200])
    _write_state(deed, part, part_state_at([token.node for token in tokens], part.branch) or State.REVIEWING)


def _write_state(deed: Deed, part: Part, state: State) -> None:
    """A joint matter stays under review while one of its organs stands still."""
    deed.change(part, state=state)
    if part.is_whole:
        deed.change(part.application, state=state)


def facts_about(application: Application, part: Part | None = None) -> dict[str, Any]:
    """What every fact of an application names."""
    about = {"subject": f"application:{application.pk}", "application_id": application.pk}
    return {**about, "part_id": part.pk} if part else about

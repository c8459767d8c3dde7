"""What acceptance, refusal and decision of one branch mean for the whole of a joint matter, and for the branches behind it."""

from datetime import date

from django.utils import timezone

from mingtang.domains.services.applications.actions.joint_correcting import await_correction
from mingtang.domains.services.applications.joint.limits import branch_of, needed, rules_of
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.part_clocks import begin_clocks, stop_clocks
from mingtang.domains.services.applications.rules import OVER, State
from mingtang.domains.services.branches import dependents
from mingtang.kernel.cases.api import Case, Token
from mingtang.kernel.clocks.api import end_of
from mingtang.kernel.evidence.api import Deed


def accept_whole(deed: Deed, application: Application, on: date) -> None:
    """With the first branch that is accepted the limits of the whole begin, its promise the longest way through all."""
    whole: Part = application.parts.select_related("organ").get(branch="")
    whole.application = application
    if whole.accepted_on is not None:
        return
    promise, statutory = rules_of(whole, on)
    assert promise is not None  # a joint matter always has one
    begin_clocks(whole, (promise, statutory), on)
    promised, latest = (end_of(last_day(rule, on, whole.organ_id)) for rule in (promise, statutory))
    deed.change(whole, accepted_on=on, promise_due_at=promised, statutory_due_at=latest)
    deed.change(application, due_at=promised)
    await_correction(deed, application)


def received_on(part: Part) -> date:
    """The day from which silence about the acceptance of a part counts: that of receipt, or when its turn came."""
    received = timezone.localdate(part.application.received_at or timezone.now())
    branch = branch_of(part)
    if branch is None or not (branch.after or part.defects.exists()):
        return received
    turn = Token.objects.filter(case=part.application.case_id, node=f"accept_{part.branch}").order_by("no").last()
    return timezone.localdate(turn.born) if turn else received


def end_branch(deed: Deed, part: Part) -> None:
    """A branch has its end: its limits are met, and when it was not granted, whatever waits for it is cancelled."""
    if part.accepted_on is not None:
        stop_clocks(part)
    if part.decision == Part.Decision.DENIED or part.state == State.NOT_ACCEPTED:
        cancel_dependents(deed, part)


def cancel_dependents(deed: Deed, part: Part) -> None:
    """Whatever waits for a branch that came to nothing is not handled any more; the others go on (rule 7)."""
    waiting = dependents(part.branch, needed(part.application))
    for each in part.application.parts.filter(branch__in=waiting).exclude(state__in=OVER):
        deed.change(each, state=State.TERMINATED)


def branch_at(case: Case, key: str) -> str:
    """The branch whose service was called under `key`, "" for a whole; one statement."""
    node = Token.objects.values_list("node", flat=True).get(case=case, no=int(key.rpartition(":")[2]))
    return str(node).partition("_")[2]

"""What has happened in an application that the law asks about before the next step."""

from mingtang.domains.services.applications.course import why_no_decision
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.queries.standing import beside, hearing_owed, subject_of
from mingtang.domains.services.applications.rules import Progress
from mingtang.domains.services.branches import BranchKind
from mingtang.domains.services.payments.api import unpaid
from mingtang.kernel.cases.api import history
from mingtang.kernel.evidence.api import SYSTEM

_HANDLING = frozenset({Step.ACCEPT, Step.REVIEW})


def progress_of(application: Application, branch: str = "") -> Progress:
    """What has happened so far, in a joint matter to a `branch`; eight statements."""
    defects = list(application.defects.exclude(notice=0))
    return Progress(
        handlers=frozenset(_handlers(application, branch)),
        correction_notices=max((each.notice for each in defects), default=0),
        corrected=frozenset(each.about for each in defects if each.corrected_at),
        outstanding=tuple(each.name for each in asked_of(SYSTEM, application) if each.is_outstanding),
        pre_returns=application.pre_returns,
        unpaid=tuple(unpaid(subject_of(application))),
        unfinished=_unfinished(application, branch),
    )


def _unfinished(application: Application, branch: str) -> str:
    """What has been begun beside the steps, or is owed, and forbids a decision now."""
    part = Part.objects.filter(application=application, branch=branch).first()
    if part is None:
        return ""
    part.application = application
    owed = hearing_owed(application) and not is_opinion(part)
    return why_no_decision(beside(part).standing, hearing_owed=owed)


def is_opinion(part: Part) -> bool:
    """Whether the part is no act of its own towards the applicant, so that nobody need be heard about it."""
    return part.kind == BranchKind.OPINION


def _handlers(application: Application, branch: str) -> set[int]:
    """The accounts that have handled it, or the branch."""
    if application.case is None:
        return set()
    done = history(application.case).filter(command="Complete").exclude(account=None)
    wanted = {(step, branch) for step in _HANDLING}
    return {account for account, node in done.values_list("account", "node") if step_of(node) in wanted}

"""What has happened in an application that the law asks about before the next step."""

from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.rules import Progress
from mingtang.kernel.cases.api import history
from mingtang.kernel.evidence.api import SYSTEM

_HANDLING = frozenset({Step.ACCEPT, Step.REVIEW})


def progress_of(application: Application, branch: str = "") -> Progress:
    """What has happened so far, in a joint matter to a `branch`; two statements."""
    defects = list(application.defects.exclude(notice=0))
    return Progress(
        handlers=frozenset(_handlers(application, branch)),
        correction_notices=max((each.notice for each in defects), default=0),
        corrected=frozenset(each.about for each in defects if each.corrected_at),
        outstanding=tuple(each.name for each in asked_of(SYSTEM, application) if each.is_outstanding),
        pre_returns=application.pre_returns,
    )


def _handlers(application: Application, branch: str) -> set[int]:
    """The accounts that have handled it, or the branch."""
    if application.case is None:
        return set()
    done = history(application.case).filter(command="Complete").exclude(account=None)
    wanted = {(step, branch) for step in _HANDLING}
    return {account for account, node in done.values_list("account", "node") if step_of(node) in wanted}

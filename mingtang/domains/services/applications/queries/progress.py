"""What has happened in an application that the law asks about before the next step."""

from django.db.models import Exists, OuterRef

from mingtang.domains.services.applications.course import Special, Standing, why_no_decision
from mingtang.domains.services.applications.materials import PROMISED, asked_of
from mingtang.domains.services.applications.models import Application, Hearing, Part, SpecialProcedure
from mingtang.domains.services.applications.process import Step, step_of
from mingtang.domains.services.applications.queries.standing import answer_until, hearing_owed, subject_of, word_of
from mingtang.domains.services.applications.rules import Progress, State
from mingtang.domains.services.branches import BranchKind
from mingtang.domains.services.payments.api import unpaid
from mingtang.kernel.cases.api import history
from mingtang.kernel.evidence.api import SYSTEM

_HANDLING = frozenset({Step.ACCEPT, Step.REVIEW})


def progress_of(part: Part) -> Progress:
    """What has happened so far to a part that is to be decided.

    Three statements; three more where materials were promised for later, one where a hearing is waited for.
    """
    application = part.application
    return Progress(
        handlers=frozenset(_handlers(application, part.branch)),
        outstanding=_outstanding(application),
        unpaid=tuple(unpaid(subject_of(application))),
        unfinished=_unfinished(part),
    )


def corrections_of(application: Application) -> Progress:
    """Which corrections the applicant has been asked for, and what of it has come; one statement."""
    defects = list(application.defects.exclude(notice=0))
    return Progress(
        correction_notices=max((each.notice for each in defects), default=0),
        corrected=frozenset(each.about for each in defects if each.corrected_at),
    )


def _outstanding(application: Application) -> tuple[str, ...]:
    """What was promised for later and has not come."""
    if not application.scenario.get(PROMISED):
        return ()
    return tuple(each.name for each in asked_of(SYSTEM, application) if each.is_outstanding)


def _unfinished(part: Part) -> str:
    """What has been begun beside the steps, or is owed, and forbids a decision now; one statement."""
    running = SpecialProcedure.objects.filter(part=OuterRef("pk"), state=Special.RUNNING)
    found = Part.objects.select_related("hearing").annotate(stands_still=Exists(running)).get(pk=part.pk)
    heard: Hearing | None = getattr(found, "hearing", None)
    at = Standing(
        State(found.state),
        special=Special.RUNNING if found.stands_still else "",
        hearing=word_of(heard, answer_until(heard)),
    )
    return why_no_decision(at, hearing_owed=hearing_owed(part.application) and not _is_opinion(part))


def _is_opinion(part: Part) -> bool:
    """Whether the part is no act of its own towards the applicant, so that nobody need be heard about it."""
    return part.kind == BranchKind.OPINION


def _handlers(application: Application, branch: str) -> set[int]:
    """The accounts that have handled it, or the branch."""
    if application.case is None:
        return set()
    done = history(application.case).filter(command="Complete").exclude(account=None)
    wanted = {(step, branch) for step in _HANDLING}
    return {account for account, node in done.values_list("account", "node") if step_of(node) in wanted}

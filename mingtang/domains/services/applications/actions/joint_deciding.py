"""Opinions in a joint matter, and its conclusion by the lead. Powers do not move: each organ decides its own branch."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.joint_accepting import branch_at
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import ApplicationDecided, OpinionUrged
from mingtang.domains.services.applications.joint.limits import branch_of
from mingtang.domains.services.applications.joint.states import result_of
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.branches import BranchKind
from mingtang.kernel.cases.api import Case, clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act

_MEANT = {
    said.AGREED: Part.Decision.AGREED,
    said.DISAGREED: Part.Decision.DISAGREED,
    said.UPWARDS: Part.Decision.UPWARDS,
}


@once
def opine(actor: Actor, part: Part, no: int, outcome: str, reason: str, *, key: str = "") -> None:
    """Give the opinion of an organ (同意、不同意、同意但需报上级). Raises Refused for anything but agreement without its reason."""
    if outcome != said.AGREED and not reason.strip():
        raise Refused("不同意的必须附理由，需报上级的写明报哪个机关。", "reason")
    with act(acts.OPINE, actor, part) as deed:
        complete(actor, part.application, no, outcome, opinion=reason.strip() or "同意。", key=key)
        deed.change(
            part, decision=_MEANT[outcome], decided_at=timezone.now(), decider_id=actor.account_id,
            handler_id=part.handler_id or actor.account_id, state=State.DECIDED,
        )  # fmt: skip


def deem_agreed(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """No opinion in time, where a local rule says what that means: agreed. Called by the worker, once in effect."""
    part = _part_at(case, branch_at(case, key))
    if not part.decision:
        branch = branch_of(part)
        with act(acts.DEEM_AGREED, SYSTEM, part, basis=branch.basis if branch else "") as deed:
            deed.change(
                part, decision=Part.Decision.AGREED, deemed=True, decided_at=timezone.now(), state=State.DECIDED
            )
    return {}


def _part_at(case: Case, branch: str) -> Part:
    found: Part = Part.objects.select_related("application__version", "application__item", "organ").get(
        application__case=case, branch=branch
    )
    return found


@once
def urge(actor: Actor, part: Part, no: int, words: str, *, key: str = "") -> None:
    """Remind an organ whose opinion is late; it goes on being waited for."""
    with act(acts.URGE, actor, part) as deed:
        complete(actor, part.application, no, said.URGED, opinion=words.strip() or "请尽快答复。", key=key)
        deed.note = words.strip()[:200]
        subject = f"application:{part.application_id}"
        deed.announce(OpinionUrged(subject=subject, application_id=part.application_id, part_id=part.pk))


@once
def conclude(actor: Actor, application: Application, no: int, summary: str, *, key: str = "") -> None:
    """Join what the branches came to; from here on the results are made and handed out together."""
    assert application.case_id is not None  # what is concluded has been submitted
    with act(acts.CONCLUDE, actor, application) as deed:
        complete(actor, application, no, said.CONCLUDED, opinion=summary.strip(), key=key)
        parts, now = list(application.parts.select_related("organ")), timezone.now()
        branches = [part for part in parts if part.branch]
        acting = [part.decision for part in branches if part.kind != BranchKind.OPINION]
        whole = next(part for part in parts if part.is_whole)
        result = Part.Decision(result_of(acting))
        _stop_all(application)
        deed.change(whole, decision=result, decided_at=now, decider_id=actor.account_id, state=State.DECIDED)
        deed.change(application, decided_at=now)
        clocks.begin(SYSTEM, application.case_id, "services.delivery")
        issue_letter(
            deed, actor, application, "joint_result", result=result.label, summary=summary.strip(),
            branches=[[part.title, part.organ.name, outcome_words(part)] for part in branches],
        )  # fmt: skip
        subject = f"application:{application.pk}"
        deed.announce(
            ApplicationDecided(subject=subject, application_id=application.pk, part_id=whole.pk, decision=result.value)
        )


def _stop_all(application: Application) -> None:
    """The limits of the whole end; one that was never accepted has none."""
    assert application.case_id is not None
    if any(view.clock.stopped_at is None and not view.clock.no for view in clocks.clocks_of(application.case)):
        clocks.stop(SYSTEM, application.case_id)


def outcome_words(part: Part) -> str:
    """What a branch came to, in words: its decision, else how it ended."""
    said_so = part.get_decision_display() or part.get_state_display()
    return (
        f"{said_so}（期满未答复，默认同意）" if part.deemed and part.decision == Part.Decision.AGREED else str(said_so)
    )

"""Ends without a decision: termination because its ground is gone, and a case that is void."""

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import facts_about, require
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.course import Asked, Measure, Special
from mingtang.domains.services.applications.events import ApplicationClosed
from mingtang.domains.services.applications.models import Application, Extension, Part, SpecialProcedure
from mingtang.domains.services.applications.queries.standing import subject_of
from mingtang.domains.services.applications.rules import OVER, State
from mingtang.domains.services.payments.api import release
from mingtang.kernel.cases.api import handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.lib.flow.commands import Command, Terminate, Void

GROUNDS = {
    "death": "申请人死亡，本事项不能由他人承继。",
    "dissolution": "申请人依法终止。",
    "object_gone": "申请事项的标的已经灭失。",
    "law_changed": "因法律、法规、规章修改或者废止，本事项不再办理。",
}


def terminate(actor: Actor, part: Part, ground: str, said: str, *, refunded: bool = True) -> None:
    """End the whole application because its ground is gone; every organ in it stops. Raises Refused after a decision.

    `refunded` says whether what was paid goes back.
    """
    if ground not in GROUNDS and not said.strip():
        raise Refused("请写明终止办理的理由。", "said")
    reason = "".join(filter(None, (GROUNDS.get(ground, ""), said.strip())))
    with act(acts.TERMINATE, actor, part) as deed:
        require(Measure.TERMINATE, part)
        application = part.application
        if application.parts.exclude(decision="").exists():
            raise Refused("已有部门作出决定，不能终止整个办件。")
        close(deed, application, State.TERMINATED, Terminate(reason[:200]), reason)
        issue_letter(deed, actor, application, "termination", part=part, reason=reason)
        release(SYSTEM, subject_of(application), reason, refunded=refunded)


def void(actor: Actor, part: Part, reason: str) -> None:
    """Declare a case void that should never have been: its numbers stay in the registers, its documents hold no more."""
    if not reason.strip():
        raise Refused("请写明作废的理由。", "said")
    with act(acts.VOID, actor, part) as deed:
        require(Measure.VOID, part)
        application = part.application
        for letter in application.letters.filter(voided_at=None):
            deed.change(letter, voided_at=timezone.now())
        close(deed, application, State.VOIDED, Void(reason[:200]), reason)
        release(SYSTEM, subject_of(application), reason)


def close(deed: Deed, application: Application, state: State, command: Command, reason: str) -> None:
    """End the case, its parts and what runs beside them, inside an act that holds the case."""
    now = timezone.now()
    assert application.case_id is not None  # drafts are deleted, not ended
    handle(SYSTEM, application.case_id, command, opinion=reason[:1000], key=f"{state.value}:{application.pk}")
    # behind the command, which has its own words for how cases end
    Part.objects.filter(application=application, decision="").exclude(state__in=OVER - _JUST_WRITTEN).update(
        state=state
    )
    rows = SpecialProcedure.objects.filter(application=application, state__in=[Special.ASKED, Special.RUNNING])
    rows.update(state=Special.ENDED, ended_at=now, result=reason[:1000])
    Extension.objects.filter(application=application, state=Asked.ASKED).update(state=Asked.DECLINED, decided_at=now)
    deed.change(application, state=state, ended_at=now, due_at=None)
    deed.note = reason[:200]
    deed.announce(ApplicationClosed(**facts_about(application), state=state.value))


_JUST_WRITTEN = frozenset({State.TERMINATED, State.VOIDED})

"""Taking an application back, which its applicant may do until it is decided."""

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.terminating import close
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter
from mingtang.domains.services.applications.door import hold
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.standing import subject_of
from mingtang.domains.services.applications.rules import TOO_LATE, State
from mingtang.domains.services.payments.api import release
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.lib.flow.commands import Terminate


def withdraw(actor: Actor, application: Application, reason: str) -> None:
    """End the case of one's own application. Raises Refused once a decision has been made or nothing was submitted.

    Whoever comes first wins: a decision made at the same moment is seen behind the lock of the case. What was received
    ends with a paper; what was paid goes back.
    """
    if application.owner_id != actor.account_id or application.case_id is None:
        raise Refused("只能撤回自己提交的申请。")
    said = reason.strip() or "申请人撤回"
    with act(acts.WITHDRAW, actor, application) as deed:
        hold(application)
        locked = Application.objects.select_related("item", "version", "organ").get(pk=application.pk)
        if locked.state in TOO_LATE or locked.parts.exclude(decision="").exists():
            raise Refused("已经作出决定或者办结，不能撤回。")
        close(deed, locked, State.WITHDRAWN, Terminate(said), said)
        if locked.received_at is not None:
            today = day_in_words(timezone.localdate())
            issue_letter(deed, actor, locked, "termination", reason=f"你（单位）于{today}提出撤回申请。")
        release(SYSTEM, subject_of(locked), said)

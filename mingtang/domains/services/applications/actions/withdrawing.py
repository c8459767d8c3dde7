"""Taking an application back, which its applicant may do until it is decided."""

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.door import hold
from mingtang.domains.services.applications.events import ApplicationClosed
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import TOO_LATE, State
from mingtang.kernel.cases.api import handle
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.lib.flow.commands import Terminate


def withdraw(actor: Actor, application: Application, reason: str) -> None:
    """End the case of one's own application. Raises Refused once a decision has been made or nothing was submitted.

    Whoever comes first wins: a decision made at the same moment is seen behind the lock of the case.
    """
    if application.owner_id != actor.account_id or application.case_id is None:
        raise Refused("只能撤回自己提交的申请。")
    said = reason.strip() or "申请人撤回"
    with act(acts.WITHDRAW, actor, application) as deed:
        hold(application)
        locked = Application.objects.get(pk=application.pk)
        if locked.state in TOO_LATE or locked.parts.exclude(decision="").exists():
            raise Refused("已经作出决定或者办结，不能撤回。")
        handle(SYSTEM, locked.case_id, Terminate(said), opinion=said, key=f"withdraw:{application.pk}")
        now = timezone.now()
        Part.objects.filter(application=locked).update(state=State.WITHDRAWN)
        deed.change(locked, state=State.WITHDRAWN, ended_at=now)
        deed.note = said
        deed.announce(
            ApplicationClosed(subject=f"application:{locked.pk}", application_id=locked.pk, state=State.WITHDRAWN.value)
        )

"""The window: receiving what was filed, or sending it back before receipt."""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import ApplicationReceived, ApplicationSentBack
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.materials import Asked, asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.rules import Progress, why_not_send_back
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import Refused, unseal
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


@once
def receive(actor: Actor, application: Application, no: int, *, key: str = "") -> None:
    """Take the application in: from today the organ has five working days to accept it or to say what is missing."""
    with act(acts.RECEIVE, actor, application) as deed:
        complete(actor, application, no, said.RECEIVED, key=key)
        deed.change(application, received_at=timezone.now())
        issue_letter(deed, actor, application, "receipt", **receipt_of(application, actor.name))
        deed.announce(ApplicationReceived(subject=f"application:{application.pk}", application_id=application.pk))


def receipt_of(application: Application, clerk: str) -> dict[str, Any]:
    """What a receipt must say besides (行政许可法第三十二条第二款); `clerk` is who took it in."""
    received = timezone.localtime(application.received_at)
    until = last_day(statute("services.acceptance", received.date()), received.date(), application.organ_id)
    return {
        "materials": [
            [each.name, _form_of(application, each), str(len(each.handed_in) or 1)]
            for each in asked_of(SYSTEM, application)
            if each.handed_in or each.is_shared
        ],
        "received_at": f"{received:%Y年%-m月%-d日 %H:%M}",
        "clerk": clerk,
        "query_code": application.query_code,
        "query_secret": unseal(application.query_secret, "application.secret"),
        "time_words": f"本机关将在五个工作日内（{day_in_words(until)}前）决定是否受理；逾期没有告知的，自收到材料之日起即为受理。",
    }


def _form_of(application: Application, asked: Asked) -> str:
    """In which form a material was taken in."""
    if asked.is_shared and not asked.handed_in:
        return "共享"
    filing = getattr(application, "window_filing", None)
    if filing is None:
        return "电子"
    return "复印件（原件已核对）" if asked.key in filing.seen else "复印件"


@once
def send_back(actor: Actor, application: Application, no: int, reason: str, *, key: str = "") -> None:
    """Send an application back before receipt, once only. Raises Refused without a reason, or the second time."""
    if not reason.strip():
        raise Refused("请写明需要修改的全部内容。", "opinion")
    if refusal := why_not_send_back(Progress(pre_returns=application.pre_returns)):
        raise Refused(refusal)
    with act(acts.SEND_BACK, actor, application) as deed:
        complete(actor, application, no, said.SENT_BACK, opinion=reason.strip(), key=key)
        deed.change(application, pre_returns=application.pre_returns + 1)
        deed.note = reason.strip()[:200]
        deed.announce(
            ApplicationSentBack(
                subject=f"application:{application.pk}", application_id=application.pk, reason=reason.strip()
            )
        )

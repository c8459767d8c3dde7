"""Telling people what has become of an application: the applicant, whoever filed for him, whoever handles it."""

from collections.abc import Iterable
from datetime import date, datetime

from mingtang.domains.services.applications.actions.writing import day_in_words
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.notices import HANDLER, ORGAN, TOPIC, Notice
from mingtang.domains.services.applications.permissions import ASK_MEASURES
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Account, indexes_of
from mingtang.kernel.messaging.api import Content, notify_permission_holders, notify_person

PAGE, WORK = "/services/applications/{}/", "/workbench/cases/{}/"
"""Written out, so that workers need not know every address of the site."""


def tell(
    application: Application,
    notice: Notice,
    *,
    part: Part | None = None,
    due: date | None = None,
    reason: str = "",
    key: str = "",
) -> None:
    """Send a notice about an application, or about the `part` of one organ. With a `key` once only."""
    subject, body = notice.filled(
        {
            "item": part.title if part and not part.is_whole else application.item.name,
            "organ": (part.organ if part else application.organ).name,
            "number": application.number,
            "applicant": application.applicant_name,
            "due": day_in_words(due or _due_of(application)),
            "reason": reason.rstrip("。"),
        }
    )
    official = notice.to in {HANDLER, ORGAN}
    content = Content(
        subject=subject[:200], body=body, topic=TOPIC, importance=notice.importance, basis=notice.basis,
        kind="statutory" if notice.basis else "ordinary",
        link=WORK.format(application.case_id) if official else PAGE.format(application.pk),
    )  # fmt: skip
    if notice.to == ORGAN and part is not None:
        notify_permission_holders(ASK_MEASURES, content, organ=part.organ_id, about=application)
        return
    for account in _handlers(application, part) if official else people_of(application):
        notify_person(account, content, key=f"{key}:{account.pk}" if key else "", about=application)


def people_of(application: Application) -> list[Account]:
    """Whoever filed, and the applicant's own accounts wherever he has them: an enterprise is told what its agent filed."""
    number = application.applicant_number
    active = Account.objects.filter(state=Account.State.ACTIVE)
    if application.applicant_id_type == Application.IdentityType.CREDIT_CODE:
        own = active.filter(kind=Account.Kind.LEGAL, legal_person__credit_code=number)
    else:
        own = active.filter(kind=Account.Kind.CITIZEN, person__identity_index__in=indexes_of(number, "person.identity"))
    filed = active.filter(pk=application.owner_id, kind__in=[Account.Kind.CITIZEN, Account.Kind.LEGAL])
    return _once([*filed, *own])


def _handlers(application: Application, part: Part | None) -> list[Account]:
    parts = [part] if part else application.parts.select_related("handler")
    return _once(each.handler for each in parts if each.handler is not None)


def _once(accounts: Iterable[Account]) -> list[Account]:
    return list({account.pk: account for account in accounts}.values())


def _due_of(application: Application) -> date | None:
    """The last day of the limit that matters now: until when something is to be corrected, accepted, or decided."""
    if application.case is None:
        return None
    running = [view for view in clocks.clocks_of(application.case) if view.clock.stopped_at is None]
    ends = {view.clock.code: view.due.at for view in running}
    at = next((ends[code] for code in _LIMITS if ends.get(code)), None)
    return at.date() if isinstance(at, datetime) else at


_LIMITS = (
    "services.correction",
    "services.promise",
    "services.decision",
    "services.joint_decision",
    "services.acceptance",
)

"""Asking people to rate: a case when it is closed, a visit when it is over. Each is asked about once."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.ratings import acts
from mingtang.domains.services.ratings.events import RatingInvited
from mingtang.domains.services.ratings.models import CONTACT_COLUMN, Invitation
from mingtang.kernel.directory.api import Organ, seal
from mingtang.kernel.evidence.api import SYSTEM, act

_ONLINE = frozenset({Application.Channel.WEB, Application.Channel.MOBILE, Application.Channel.MACHINE})


@dataclass(frozen=True)
class Visit:
    """A visit to a house of services: which (`ticket:12`), about what, to whom, served by whom, where."""

    key: str
    subject: str
    organ: Organ
    office: Organ
    clerk_id: int | None
    window: str = ""
    account_id: int | None = None
    name: str = ""
    phone: str = ""


def invite_application(application: Application) -> Invitation:
    """Ask whoever applied to rate a closed application, unless that was done before."""
    known = Invitation.objects.filter(application=application).first()
    if known is not None:
        return known
    return _invite(
        application=application,
        subject=application.item.name[:200],
        organ=application.organ,
        office=application.window or application.organ,
        clerk_id=application.clerk_id,
        account_id=_asked(application),
        name=application.applicant_name,
        contact_cipher=_sealed(application.contact_phone) if application.contact_cipher else "",
        online=application.channel in _ONLINE,
    )


def invite_visit(visit: Visit) -> Invitation:
    """Ask a visitor to rate the service at a window, unless that was done before."""
    known = Invitation.objects.filter(visit=visit.key).first()
    if known is not None:
        return known
    return _invite(
        visit=visit.key,
        subject=visit.subject[:200],
        organ=visit.organ,
        office=visit.office,
        clerk_id=visit.clerk_id,
        window=visit.window,
        account_id=visit.account_id,
        name=visit.name,
        contact_cipher=_sealed(visit.phone) if visit.phone else "",
    )


def _asked(application: Application) -> int | None:
    """The account to ask; nobody where the clerk's own stands in for somebody without one."""
    return None if application.owner_id == application.clerk_id else application.owner_id


def _sealed(phone: str) -> str:
    return str(seal(phone, CONTACT_COLUMN))


def _invite(**columns: Any) -> Invitation:
    invitation = Invitation(code=secrets.token_urlsafe(12), at=timezone.now(), **columns)
    with act(acts.INVITE, SYSTEM) as deed:
        deed.create(invitation)
        deed.announce(
            RatingInvited(
                subject=f"invitation:{invitation.pk}",
                invitation_id=invitation.pk,
                application_id=invitation.application_id or 0,
            )
        )
    return invitation

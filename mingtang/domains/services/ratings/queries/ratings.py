"""Ratings as citizens, officials and everybody see them."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.permissions import CALL_RATERS
from mingtang.kernel.evidence.api import Actor


def invitation_with(code: str) -> Invitation | None:
    """The invitation that a link names, with its rating if there is one."""
    rows = Invitation.objects.select_related("organ", "office", "rating__invitation")
    return rows.filter(code=code).first() if code else None


def own_invitations(actor: Actor) -> QuerySet[Invitation]:
    """What the account was asked to rate."""
    rows = Invitation.objects.select_related("organ", "rating__invitation")
    return rows.filter(account=actor.account_id) if actor.account_id is not None else rows.none()


def invitation_of(application_id: int) -> Invitation | None:
    """The invitation to rate an application, once it is closed."""
    return Invitation.objects.select_related("rating__invitation").filter(application=application_id).first()


def invitation_of_visit(key: str) -> Invitation | None:
    """The invitation to rate a visit (`ticket:12`), once it is over."""
    return Invitation.objects.filter(visit=key).first()


def readable_ratings(actor: Actor) -> QuerySet[Rating]:
    """Ratings that an official may read. Who rated is not among what lists and pages tell."""
    rows: QuerySet[Rating] = Rating.objects.visible_to(actor)
    return rows.select_related("invitation", "organ", "office", "case")


def published_ratings() -> QuerySet[Rating]:
    """What everybody may read."""
    rows: QuerySet[Rating] = Rating.objects.public()
    return rows.select_related("invitation", "organ")


def contact_for(actor: Actor, rating: Rating) -> tuple[str, str] | None:
    """Name and telephone of the rater, for whoever calls back at the office; None for everybody else.

    Staff may not see who rated before answering (services.md 10), least of all whoever was rated.
    """
    if actor.account_id == rating.invitation.clerk_id or not actor.may(CALL_RATERS, rating.office):
        return None
    return rating.invitation.name or _("未留姓名"), rating.invitation.phone

"""Applications as whoever applied sees them."""

from hmac import compare_digest

from django.db.models import QuerySet

from mingtang.domains.services.applications.models import Application
from mingtang.kernel.directory.api import unseal
from mingtang.kernel.evidence.api import Actor


def own_applications(actor: Actor) -> QuerySet[Application]:
    """What the account has filed or begun, newest first."""
    rows: QuerySet[Application] = Application.objects.filter(owner=actor.account_id)
    return rows.select_related("item", "organ")


def own_draft(actor: Actor, pk: int) -> Application | None:
    """One's own application with its item and the version it is filled in by."""
    rows = own_applications(actor).select_related("item__in_force", "version", "organ")
    return rows.filter(pk=pk).first()


def readable_applications(actor: Actor) -> QuerySet[Application]:
    """Applications that the actor may read, with what pages tell of them."""
    rows: QuerySet[Application] = Application.objects.visible_to(actor)
    return rows.select_related("item", "version", "organ", "case")


def readable_application(actor: Actor, pk: int) -> Application | None:
    """One of them."""
    return readable_applications(actor).filter(pk=pk).first()


def application_with_code(code: str, secret: str) -> Application | None:
    """The application of a receipt; None when code or password is wrong, in the same time."""
    rows = Application.objects.select_related("item", "version", "organ", "case")
    found: Application | None = rows.filter(query_code=code).first()
    known = unseal(found.query_secret, "application.secret") if found else ""
    return found if compare_digest(known.encode(), secret.strip().encode()) and known else None

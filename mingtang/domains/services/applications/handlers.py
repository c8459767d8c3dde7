"""What applications do when facts arrive."""

from contextlib import suppress

from django.utils import timezone

from mingtang.domains.services.applications.actions.committing import write_commitment
from mingtang.domains.services.applications.actions.sharing import keep_copy
from mingtang.domains.services.applications.actions.telling import tell
from mingtang.domains.services.applications.actions.writing import make_letter
from mingtang.domains.services.applications.events import ApplicationEvent, ApplicationSubmitted, LetterIssued
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.notices import is_told, notices_for
from mingtang.domains.services.applications.queries.naming import APPLICANTS, applicants
from mingtang.domains.services.applications.results import Way, licence_of_item
from mingtang.domains.services.licences.api import await_renewal
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM


def letter_issued(event: LetterIssued) -> None:
    """Have a document set, sealed and kept."""
    make_letter.enqueue(event.letter_id)


def told_facts() -> list[type[ApplicationEvent]]:
    """Facts of which somebody is told, by the words that are shipped for them."""
    return [fact for fact in ApplicationEvent.__subclasses__() if is_told(fact.name)]


def tell_people(event: ApplicationEvent) -> None:
    """Send the notice of a fact. It runs in the transaction that marks the fact as handled: once in effect."""
    came_of_it = [str(getattr(event, name, "")) for name in ("decision", "state")]
    application = Application.objects.select_related("item", "organ", "case", "owner").get(pk=event.application_id)
    part = Part.objects.select_related("organ", "handler").filter(pk=event.part_id).first() if event.part_id else None
    for notice in notices_for(event.name, *came_of_it):
        tell(application, notice, part=part, reason=getattr(event, "reason", ""))


def application_submitted(event: ApplicationSubmitted) -> None:
    """Let it be found by its applicant's name; make the copies of licences that stand for materials; a licence whose renewal
    was asked for in time does not expire.
    """
    APPLICANTS.write(applicants(event.application_id))
    application = Application.objects.select_related("item", "organ", "case", "version", "licence").get(
        pk=event.application_id
    )
    for shared in application.shared.select_related("licence__type", "licence__issuer", "licence__face_version"):
        shared.application = application
        with suppress(Refused):  # it has gone out of force meanwhile, and the official sees that
            keep_copy(shared)
    write_commitment(application)
    found = licence_of_item(application.version.document)
    if application.licence and application.case and application.submitted_at and found and found[1] is Way.RENEW:
        with suppress(Refused):  # asked for too late, or ended meanwhile: then it ends when it ends
            on = timezone.localdate(application.submitted_at)
            await_renewal(SYSTEM, application.licence, application.case, on=on)

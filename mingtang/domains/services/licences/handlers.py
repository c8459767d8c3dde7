"""What the licence store does when facts arrive."""

from django.utils import timezone

from mingtang.domains.services.licences.actions.reminding import reckon_again
from mingtang.domains.services.licences.certificates import make_certificate
from mingtang.domains.services.licences.events import LicenceChanged, LicenceIssued, LicenceRenewed
from mingtang.kernel.clocks.api import CalendarChanged


def has_new_version(event: LicenceIssued | LicenceChanged | LicenceRenewed) -> None:
    """Have the certificate of a new version set, sealed and kept."""
    make_certificate.enqueue(event.licence_id)


def calendar_changed(_event: CalendarChanged) -> None:
    """Last days to ask for a renewal may be counted in working days: work them out again."""
    reckon_again(timezone.localdate())

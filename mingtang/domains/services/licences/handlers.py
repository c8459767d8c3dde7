"""What the licence store does when facts arrive."""

from django.utils import timezone

from mingtang.domains.services.licences.actions.reminding import reckon_again
from mingtang.domains.services.licences.certificates import keep_certificate
from mingtang.domains.services.licences.events import LicenceChanged, LicenceIssued, LicenceRenewed
from mingtang.domains.services.licences.models import Licence
from mingtang.kernel.clocks.api import CalendarChanged


def make_certificate(event: LicenceIssued | LicenceChanged | LicenceRenewed) -> None:
    """Set the certificate of a new version, and keep it."""
    keep_certificate(Licence.objects.select_related("type", "issuer", "face_version").get(pk=event.licence_id))


def calendar_changed(_event: CalendarChanged) -> None:
    """Last days to ask for a renewal may be counted in working days: work them out again."""
    reckon_again(timezone.localdate())

"""What applications do when facts arrive."""

from mingtang.domains.services.applications.actions.writing import set_letter
from mingtang.domains.services.applications.events import LetterIssued
from mingtang.domains.services.applications.models import IssuedLetter


def letter_issued(event: LetterIssued) -> None:
    """Set a document and keep it."""
    set_letter(IssuedLetter.objects.get(pk=event.letter_id))

"""What disclosure on request does when facts arrive."""

from mingtang.domains.disclosure.requests.actions.setting import make_letter
from mingtang.domains.disclosure.requests.actions.telling import tell_of_letter
from mingtang.domains.disclosure.requests.events import DisclosureLetterIssued


def letter_issued(event: DisclosureLetterIssued) -> None:
    """Have a letter set, sealed and kept, and tell whom it is for."""
    make_letter.enqueue(event.letter_id)
    tell_of_letter(event.letter_id)

"""What happens to requests for disclosure. Subjects are `disclosure_request:<id>`."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class DisclosureLetterIssued(Event):
    """A letter has its number; it is to be set, sealed and kept, and whom it is for is to be told."""

    name: ClassVar[str] = "disclosure.LetterIssued"
    request_id: int
    letter_id: int

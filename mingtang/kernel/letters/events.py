"""What happens to templates of letters."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class LetterTemplatePublished(Event):
    """A version of a template is in force."""

    name: ClassVar[str] = "letters.LetterTemplatePublished"
    code: str
    number: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class LetterTemplateRetired(Event):
    """A template is in force no longer."""

    name: ClassVar[str] = "letters.LetterTemplateRetired"
    code: str

"""What happens to forms."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class FormPublished(Event):
    """A version of a form is in force."""

    name: ClassVar[str] = "forms.FormPublished"
    code: str
    number: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class FormRetired(Event):
    """A form is in force no longer; what was filled in stays readable."""

    name: ClassVar[str] = "forms.FormRetired"
    code: str

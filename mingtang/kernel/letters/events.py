"""What happens to templates of letters."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.definitions.api import VersionPublished, VersionRetired


@dataclass(frozen=True, kw_only=True)
class LetterTemplatePublished(VersionPublished):
    """Letters are set by this version from now on."""

    name: ClassVar[str] = "letters.LetterTemplatePublished"


@dataclass(frozen=True, kw_only=True)
class LetterTemplateRetired(VersionRetired):
    """No new letter is set by this version."""

    name: ClassVar[str] = "letters.LetterTemplateRetired"

"""What happens to forms."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.definitions.api import VersionPublished, VersionRetired


@dataclass(frozen=True, kw_only=True)
class FormPublished(VersionPublished):
    """What is filled in from now on goes by this version."""

    name: ClassVar[str] = "forms.FormPublished"


@dataclass(frozen=True, kw_only=True)
class FormRetired(VersionRetired):
    """Nothing new is filled in by this version; what was filled in stays readable."""

    name: ClassVar[str] = "forms.FormRetired"

"""Facts of the portal."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class PagesLoaded(Event):
    """Columns and articles of a site have come in at once."""

    name: ClassVar[str] = "portal.PagesLoaded"
    site_id: int

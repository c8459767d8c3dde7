"""Facts of contributions."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class ContributionDecided(Event):
    """What became of a submission: adopted, merged, forwarded or declined."""

    name: ClassVar[str] = "portal_contributions.ContributionDecided"
    submission_id: int
    state: str

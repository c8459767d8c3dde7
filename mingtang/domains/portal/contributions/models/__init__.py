"""Units with their reporters, what they hand in, what counts for them, and bulletins."""

from mingtang.domains.portal.contributions.models.bulletins import Bulletin, BulletinCopy
from mingtang.domains.portal.contributions.models.submissions import Merit, Submission
from mingtang.domains.portal.contributions.models.units import Reporter, ReportingUnit, Training

__all__ = ["Bulletin", "BulletinCopy", "Merit", "Reporter", "ReportingUnit", "Submission", "Training"]

"""What config may use of contributions."""

from mingtang.domains.portal.contributions.actions.bulletins import (
    answer_bulletin,
    approve_bulletin,
    close_bulletin,
    confirm_reading,
    draft_bulletin,
    publish_bulletin,
)
from mingtang.domains.portal.contributions.actions.deciding import adopt, decline, forward, merge
from mingtang.domains.portal.contributions.actions.merits import record_merit
from mingtang.domains.portal.contributions.actions.submitting import Contribution, submit
from mingtang.domains.portal.contributions.actions.units import (
    appoint_reporter,
    enrol_unit,
    record_training,
    release_reporter,
)
from mingtang.domains.portal.contributions.events import ContributionDecided
from mingtang.domains.portal.contributions.handing_over import AdoptedText, hand_over_to
from mingtang.domains.portal.contributions.installing import install
from mingtang.domains.portal.contributions.models import (
    Bulletin,
    BulletinCopy,
    Merit,
    Reporter,
    ReportingUnit,
    Submission,
)

__all__ = [
    "AdoptedText",
    "Bulletin",
    "BulletinCopy",
    "Contribution",
    "ContributionDecided",
    "Merit",
    "Reporter",
    "ReportingUnit",
    "Submission",
    "adopt",
    "answer_bulletin",
    "appoint_reporter",
    "approve_bulletin",
    "close_bulletin",
    "confirm_reading",
    "decline",
    "draft_bulletin",
    "enrol_unit",
    "forward",
    "hand_over_to",
    "install",
    "merge",
    "publish_bulletin",
    "record_merit",
    "record_training",
    "release_reporter",
    "submit",
]

"""What config and the rooms above may use of ratings."""

from mingtang.domains.services.ratings.actions.auditing import flag
from mingtang.domains.services.ratings.actions.inviting import Visit, invite_application, invite_visit
from mingtang.domains.services.ratings.actions.rating import Opinion, add_further, rate
from mingtang.domains.services.ratings.events import NegativeRatingAnswered, RatingInvited, ServiceRated
from mingtang.domains.services.ratings.installing import install
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.permissions import AUDIT_RATINGS, CALL_RATERS, READ_RATINGS
from mingtang.domains.services.ratings.queries.follow_ups import LateFollowUp, late_follow_ups
from mingtang.domains.services.ratings.queries.ratings import invitation_of_visit
from mingtang.domains.services.ratings.queries.statistics import counts_of, figures_by_organ
from mingtang.domains.services.ratings.rules import Channel

__all__ = [
    "AUDIT_RATINGS",
    "CALL_RATERS",
    "READ_RATINGS",
    "Channel",
    "Invitation",
    "LateFollowUp",
    "NegativeRatingAnswered",
    "Opinion",
    "Rating",
    "RatingInvited",
    "ServiceRated",
    "Visit",
    "add_further",
    "counts_of",
    "figures_by_organ",
    "flag",
    "install",
    "invitation_of_visit",
    "invite_application",
    "invite_visit",
    "late_follow_ups",
    "rate",
]

"""What config and the rooms above may use of ratings."""

from mingtang.domains.services.ratings.actions.auditing import flag
from mingtang.domains.services.ratings.actions.inviting import Visit, invite_application, invite_visit
from mingtang.domains.services.ratings.actions.rating import Opinion, add_further, rate
from mingtang.domains.services.ratings.events import NegativeRatingAnswered, RatingInvited, ServiceRated
from mingtang.domains.services.ratings.installing import install
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.permissions import AUDIT_RATINGS, CALL_RATERS, READ_RATINGS
from mingtang.domains.services.ratings.queries.ratings import invitation_of, invitation_of_visit
from mingtang.domains.services.ratings.queries.statistics import RatingFigures, figures_by_organ, figures_of_all
from mingtang.domains.services.ratings.rules import Channel, Grade

__all__ = [
    "AUDIT_RATINGS",
    "CALL_RATERS",
    "READ_RATINGS",
    "Channel",
    "Grade",
    "Invitation",
    "NegativeRatingAnswered",
    "Opinion",
    "Rating",
    "RatingFigures",
    "RatingInvited",
    "ServiceRated",
    "Visit",
    "add_further",
    "figures_by_organ",
    "figures_of_all",
    "flag",
    "install",
    "invitation_of",
    "invitation_of_visit",
    "invite_application",
    "invite_visit",
    "rate",
]

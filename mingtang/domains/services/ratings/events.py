"""What happens to ratings. Subjects are `rating:<id>`; invitations speak of `invitation:<id>`."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class RatingInvited(Event):
    """Somebody has been asked to rate a case or a visit."""

    name: ClassVar[str] = "services.RatingInvited"
    invitation_id: int
    application_id: int = 0


@dataclass(frozen=True, kw_only=True)
class ServiceRated(Event):
    """A rating was given; `negative` ones have a case that follows them up."""

    name: ClassVar[str] = "services.ServiceRated"
    rating_id: int
    organ_id: int
    grade: int
    negative: bool


@dataclass(frozen=True, kw_only=True)
class NegativeRatingAnswered(Event):
    """The reply to a negative rating is public; `in_time` says whether it was rectified within its limit."""

    name: ClassVar[str] = "services.NegativeRatingAnswered"
    rating_id: int
    organ_id: int
    in_time: bool

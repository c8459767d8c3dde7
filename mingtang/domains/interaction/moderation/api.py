"""What the rooms of interaction use of moderation."""

from django.http import HttpRequest

from mingtang.domains.interaction.moderation.actions import (
    add_word,
    fill_post,
    hide_post,
    remove_word,
    require_another,
    require_days_in_order,
    require_draft,
    require_no_personal_data,
    require_result,
    result_to_keep,
    show_post,
    shown_proposal,
)
from mingtang.domains.interaction.moderation.dictionary import warnings_of, words_in
from mingtang.domains.interaction.moderation.limits import lamp_of_day, last_day
from mingtang.domains.interaction.moderation.models import (
    AddedWord,
    Occasion,
    OccasionQuerySet,
    Period,
    PeriodQuerySet,
    Post,
    PostQuerySet,
)
from mingtang.domains.interaction.moderation.ongoing import MOST, Ongoing, ending_on, ongoing, register_ongoing
from mingtang.domains.interaction.moderation.permissions import HOLD, RELEASE
from mingtang.domains.interaction.moderation.rules import STANDINGS, Standing
from mingtang.kernel.directory.api import Refused
from mingtang.ui.rates import within_rate

__all__ = [
    "HOLD",
    "MOST",
    "RELEASE",
    "STANDINGS",
    "AddedWord",
    "Occasion",
    "OccasionQuerySet",
    "Ongoing",
    "Period",
    "PeriodQuerySet",
    "Post",
    "PostQuerySet",
    "Standing",
    "add_word",
    "ending_on",
    "fill_post",
    "hide_post",
    "lamp_of_day",
    "last_day",
    "ongoing",
    "register_ongoing",
    "remove_word",
    "require_another",
    "require_days_in_order",
    "require_draft",
    "require_no_personal_data",
    "require_patience",
    "require_result",
    "result_to_keep",
    "show_post",
    "shown_proposal",
    "warnings_of",
    "words_in",
]


def require_patience(request: HttpRequest, what: str, per_minute: int) -> None:
    """Let an address send `what` only so often. Raises Refused."""
    if not within_rate(request, what, per_minute=per_minute):
        raise Refused("提交太频繁，请一分钟后再试。")

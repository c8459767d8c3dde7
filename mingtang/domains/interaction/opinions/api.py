"""What config may use of calls for opinions."""

from mingtang.domains.interaction.opinions.actions.answering import draft_result, release_result, treat_opinion
from mingtang.domains.interaction.opinions.actions.calling import CallDraft, draft_call, release_call, revise_call
from mingtang.domains.interaction.opinions.actions.opining import OpinionSaid, post_opinion
from mingtang.domains.interaction.opinions.events import CallAnswered, CallReleased
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.domains.interaction.opinions.queries import public_calls

__all__ = [
    "Call",
    "CallAnswered",
    "CallDraft",
    "CallReleased",
    "Opinion",
    "OpinionSaid",
    "draft_call",
    "draft_result",
    "post_opinion",
    "public_calls",
    "release_call",
    "release_result",
    "revise_call",
    "treat_opinion",
]

"""What config may use of interviews."""

from mingtang.domains.interaction.interviews.actions.announcing import (
    InterviewDraft,
    announce_interview,
    draft_interview,
)
from mingtang.domains.interaction.interviews.actions.talking import (
    answer_question,
    ask,
    draft_transcript,
    release_transcript,
)
from mingtang.domains.interaction.interviews.events import InterviewAnnounced, TranscriptReleased
from mingtang.domains.interaction.interviews.models import Interview, Question
from mingtang.domains.interaction.interviews.queries import begun_transcript, public_interviews

__all__ = [
    "Interview",
    "InterviewAnnounced",
    "InterviewDraft",
    "Question",
    "TranscriptReleased",
    "announce_interview",
    "answer_question",
    "ask",
    "begun_transcript",
    "draft_interview",
    "draft_transcript",
    "public_interviews",
    "release_transcript",
]

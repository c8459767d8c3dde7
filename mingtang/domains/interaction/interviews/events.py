"""Facts of interviews."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class InterviewAnnounced(Event):
    """Everybody may read when and about what an interview will be."""

    name: ClassVar[str] = "interviews.InterviewAnnounced"
    interview_id: int


@dataclass(frozen=True, kw_only=True)
class TranscriptReleased(Event):
    """Everybody may read what was said."""

    name: ClassVar[str] = "interviews.TranscriptReleased"
    interview_id: int

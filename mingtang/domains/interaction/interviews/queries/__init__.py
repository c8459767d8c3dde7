"""Reads of interviews."""

from typing import Any

from mingtang.domains.interaction.interviews.models import Interview, InterviewQuerySet, Question
from mingtang.kernel.evidence.api import Actor


def public_interviews() -> InterviewQuerySet:
    """Interviews that everybody may read, with how many questions came."""
    rows: InterviewQuerySet = Interview.objects.public().counted()
    return rows


def interviews_of(actor: Actor) -> InterviewQuerySet:
    """Interviews that the actor works on."""
    rows: InterviewQuerySet = Interview.objects.visible_to(actor).counted()
    return rows


def shown_questions(interview: Interview) -> Any:
    """Questions that may be read, with their answers, in the order in which they came."""
    return Question.objects.filter(interview=interview).shown()


def begun_transcript(interview: Interview) -> str:
    """What the write-up begins with: every answered question with its answer."""
    answered = shown_questions(interview).exclude(answer="")
    return "\n\n".join(f"问（{each.author}）：{each.shown_text}\n答：{each.answer}" for each in answered)

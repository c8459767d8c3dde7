"""Reads of interviews."""

from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.interaction.interviews.models import Interview, InterviewQuerySet, Question
from mingtang.domains.interaction.moderation.api import MOST, Ongoing
from mingtang.kernel.evidence.api import Actor


def public_interviews() -> InterviewQuerySet:
    """Interviews that everybody may read, with how many questions came."""
    rows: InterviewQuerySet = Interview.objects.public().counted()
    return rows


def coming_interviews(today: date) -> list[Ongoing]:
    """Interviews that are announced or going on, the next one first; one statement."""
    rows = Interview.objects.public().filter(ends_at__gt=timezone.now()).order_by("begins_at")[:MOST]
    return [
        Ongoing(row.title, row.get_absolute_url(), f"{timezone.localtime(row.begins_at):%m-%d %H:%M}") for row in rows
    ]


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

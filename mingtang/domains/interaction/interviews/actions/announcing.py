"""Announcing an interview: early enough, by another person than the one who wrote it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mingtang.domains.interaction.interviews import acts
from mingtang.domains.interaction.interviews.events import InterviewAnnounced
from mingtang.domains.interaction.interviews.models import Interview
from mingtang.domains.interaction.moderation.api import last_day, require_another, require_draft
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class InterviewDraft:
    """What it is about, who answers, and when."""

    title: str
    introduction: str
    guests: str
    begins_at: datetime
    ends_at: datetime


def draft_interview(actor: Actor, organ: Organ, said: InterviewDraft) -> Interview:
    """Write an announcement that nobody sees yet."""
    interview = Interview(organ=organ, drafted_at=timezone.now(), **vars(said))
    interview.drafter_id = actor.account_id  # type: ignore[assignment]
    with act(acts.DRAFT_INTERVIEW, actor, within=organ) as deed:
        _require_order(said)
        deed.create(interview)
    return interview


def revise_interview(actor: Actor, interview: Interview, said: InterviewDraft) -> None:
    """Write the announcement anew. Raises Refused once it is released."""
    with act(acts.DRAFT_INTERVIEW, actor, interview) as deed:
        require_draft(interview)
        _require_order(said)
        deed.change(interview, drafter_id=actor.account_id, drafted_at=timezone.now(), **vars(said))


def _require_order(said: InterviewDraft) -> None:
    if said.ends_at <= said.begins_at:
        raise Refused("结束时间要晚于开始时间。", "ends_at")


def announce_interview(actor: Actor, interview: Interview) -> None:
    """Let everybody read it and ask. Raises Refused to its drafter, and when it is too late for the notice."""
    with act(acts.RELEASE_INTERVIEW, actor, interview) as deed:
        require_draft(interview)
        require_another(actor, interview.drafter_id)
        day = timezone.localdate(interview.begins_at)
        if day < (earliest := last_day("interaction.interview_notice", timezone.localdate(), interview.organ_id)):
            raise Refused(f"预告发得太晚：今天发布的，访谈最早在 {earliest:%Y-%m-%d}。")
        deed.change(
            interview, releaser_id=actor.account_id, released_at=timezone.now(),
            transcript_due_on=last_day("interaction.interview_transcript", day, interview.organ_id),
            answers_due_on=last_day("interaction.interview_answers", day, interview.organ_id),
        )  # fmt: skip
        deed.announce(InterviewAnnounced(subject=f"interview:{interview.pk}", interview_id=interview.pk))

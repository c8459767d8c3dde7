"""Talking: people ask, the guests' assistants type the answers, and afterwards what was said is written up."""

from django.utils import timezone

from mingtang.domains.interaction.interviews import acts
from mingtang.domains.interaction.interviews.events import TranscriptReleased
from mingtang.domains.interaction.interviews.models import Interview, Question
from mingtang.domains.interaction.interviews.rules import Stand
from mingtang.domains.interaction.moderation.api import Post, fill_post, require_another, require_no_personal_data
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act

_OVER = frozenset({Stand.OVER})


def ask(actor: Actor, interview: Interview, *, text: str, name: str = "") -> Question:
    """Ask the guests. Raises Refused before the announcement and after the end, and for words that are not taken."""
    if not interview.takes_questions:
        raise Refused("访谈已经结束，不再收提问。")
    question = Question(interview=interview, organ_id=interview.organ_id, text=text, name=name)
    fill_post(actor, question)
    with act(acts.ASK, actor, within=interview) as deed:
        deed.create(question)
    return question


def answer_question(actor: Actor, question: Question, *, answer: str) -> None:
    """Type what a guest answers; it can be read at once.

    Raises Refused for a question that is not shown, before the beginning, for nothing, and where it holds personal data.
    """
    with act(acts.ANSWER, actor, question) as deed:
        if question.verdict != Post.Verdict.SHOWN:
            raise Refused("先审核公开这条提问，再答复。")
        if question.interview.stand in {Stand.DRAFT, Stand.ANNOUNCED}:
            raise Refused("访谈还没有开始。")
        if not answer.strip():
            raise Refused("请填写答复。", "answer")
        require_no_personal_data(answer, "answer")
        deed.change(question, answer=answer.strip(), answered_by_id=actor.account_id, answered_at=timezone.now())


def draft_transcript(actor: Actor, interview: Interview, *, transcript: str) -> None:
    """Write up what was said. Raises Refused before the end, for nothing, with personal data, and once it is public."""
    with act(acts.DRAFT_TRANSCRIPT, actor, interview) as deed:
        if interview.stand not in _OVER:
            raise Refused("访谈结束以后、发布以前才能整理实录。")
        if not transcript.strip():
            raise Refused("请填写实录。", "transcript")
        require_no_personal_data(transcript, "transcript")
        deed.change(interview, transcript=transcript.strip(), transcript_drafter_id=actor.account_id)


def release_transcript(actor: Actor, interview: Interview) -> None:
    """Let everybody read what was said. Raises Refused to who wrote it up, and without a text."""
    with act(acts.RELEASE_TRANSCRIPT, actor, interview) as deed:
        if interview.stand not in _OVER or not interview.transcript:
            raise Refused("还没有整理实录。")
        require_another(actor, interview.transcript_drafter_id)
        deed.change(interview, transcript_releaser_id=actor.account_id, transcript_at=timezone.now())
        deed.announce(TranscriptReleased(subject=f"interview:{interview.pk}", interview_id=interview.pk))

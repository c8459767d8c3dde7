"""For the organ: its interviews, the announcement, judging and answering questions, the transcript."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingtang.domains.interaction.interviews.actions.announcing import (
    announce_interview,
    draft_interview,
    revise_interview,
)
from mingtang.domains.interaction.interviews.actions.talking import (
    answer_question,
    draft_transcript,
    release_transcript,
)
from mingtang.domains.interaction.interviews.forms import AnswerForm, InterviewFilter, InterviewForm, TranscriptForm
from mingtang.domains.interaction.interviews.models import Interview, Question
from mingtang.domains.interaction.interviews.queries import begun_transcript, interviews_of
from mingtang.domains.interaction.moderation.api import HOLD, RELEASE, lamp_of_day
from mingtang.domains.interaction.moderation.views.pages import form_page, post_page
from mingtang.domains.interaction.moderation.views.pages import release as release_by_button
from mingtang.kernel.cases.lamps import Lamp, Lamps
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

INTERVIEWS = Listing(
    columns=(
        Column("title", "访谈", sort="title", link=lambda row: reverse("interview", args=[row.pk]), sub=lambda row: row.guests),
        Column("stand", "状态", value=lambda row: row.stand_words),
        Column("begins_at", "时间", sort="begins_at", kind="datetime"),
        Column("came", "提问", sort="came", kind="number", middle=True),
        Column("waiting", "待审核", sort="waiting", kind="number", middle=True),
        Column("unanswered", "待答复", sort="unanswered", kind="number", middle=True),
    ),
    default_sort="-begins_at", filter_form=InterviewFilter, caption="在线访谈", unit="次", exportable=False,
    empty="还没有在线访谈。拟写以后由另一人发布预告。",
)  # fmt: skip
QUESTIONS = Listing(
    columns=(
        Column("text", "提问", value=lambda row: row.text[:60], sub=lambda row: row.author,
               link=lambda row: reverse("interview_question", args=[row.interview_id, row.pk])),
        Column("verdict", "审核", sort="verdict", value=lambda row: row.get_verdict_display()),
        Column("answered_at", "答复", sort="answered_at", kind="datetime"),
        Column("warnings", "提示", value=lambda row: "、".join(row.warnings), show=lambda row: tag("、".join(row.warnings), "warn") if row.warnings else "", middle=True),
        Column("posted_at", "提交", sort="posted_at", kind="datetime", middle=True),
    ),
    default_sort="-posted_at", caption="收到的提问", unit="条", empty="还没有收到提问。",
)  # fmt: skip


@asks(HOLD)
def interviews(request: Any) -> HttpResponseBase:
    """The interviews of the reader's organs; two statements however many there are."""
    page = INTERVIEWS.page(request, interviews_of(request.actor))
    return render(request, "interviews/desk/interviews.html", {"page": page})


def interview_for(request: Any, pk: int) -> Interview:
    """The interview, when the reader works on it; 404 otherwise."""
    found: Interview = get_object_or_404(interviews_of(request.actor), pk=pk)
    return found


@asks(HOLD)
def interview(request: Any, pk: int) -> HttpResponseBase:
    """One interview with the questions that came."""
    found = interview_for(request, pk)
    context = {
        "interview": found,
        "page": QUESTIONS.page(request, Question.objects.filter(interview=found)),
        "lamps": _lamps(found),
        "may_release": request.actor.may(RELEASE, found),
    }
    return render(request, "interviews/desk/interview.html", context)


def _lamps(found: Any) -> list[tuple[str, Any, Lamp | None]]:
    """What is due after the interview, by when, and how its time stands."""
    lamps = Lamps.of_organ(found.organ_id)
    written = timezone.localdate(found.transcript_at) if found.transcript_at else None
    answered = (
        "done" if not found.unanswered and not found.waiting and found.stand not in {"draft", "announced"} else ""
    )
    answers = Lamp("done", "已全部答复") if answered else lamp_of_day(found.answers_due_on, lamps)
    return [
        ("发布实录", found.transcript_due_on, lamp_of_day(found.transcript_due_on, lamps, written)),
        ("答复提问", found.answers_due_on, answers),
    ]


@asks(HOLD)
def new(request: Any) -> HttpResponseBase:
    """Draft an interview of one's own organ."""
    form, organ = InterviewForm(request.POST or None), Organ.objects.get(pk=request.actor.organ_id)
    return form_page(
        request, form, lambda: _address(draft_interview(request.actor, organ, form.said).pk),
        title="拟写访谈预告", up=("在线访谈", reverse("interview_desk")), lead="保存以后由另一人提前发布。",
    )  # fmt: skip


def _address(pk: int) -> str:
    return reverse("interview", args=[pk])


@asks(HOLD)
def edit(request: Any, pk: int) -> HttpResponseBase:
    """Write an announcement anew."""
    found = interview_for(request, pk)
    form = InterviewForm(request.POST or None, instance=found)
    return form_page(
        request, form, lambda: revise_interview(request.actor, found, form.said),
        title="修改访谈预告", up=(found.title, _address(pk)),
    )  # fmt: skip


@asks(HOLD)
def transcript(request: Any, pk: int) -> HttpResponseBase:
    """Write up what was said, beginning with the answers that were typed."""
    found = interview_for(request, pk)
    begun = {"transcript": found.transcript or begun_transcript(found)}
    form = TranscriptForm(request.POST or None, initial=begun)
    return form_page(
        request, form, lambda: draft_transcript(request.actor, found, **form.cleaned_data),
        title="整理实录", up=(found.title, _address(pk)),
    )  # fmt: skip


@require_POST
@asks(RELEASE)
def release(request: Any, pk: int) -> HttpResponseBase:
    """Release an announcement, or the transcript when the interview is over."""
    found = interview_for(request, pk)
    do = announce_interview if found.released_at is None else release_transcript
    return release_by_button(request, lambda: do(request.actor, found), _address(pk))


@asks(HOLD)
def question(request: Any, pk: int, question_id: int) -> HttpResponseBase:
    """One question: judge it, then type the answer."""
    found = interview_for(request, pk)
    rows = Question.objects.filter(interview=found).select_related("interview")
    row: Question = get_object_or_404(rows, pk=question_id)
    said = request.POST if request.POST.get("what") == "second" else None
    answering = AnswerForm(said, initial={"answer": row.answer})
    about = [("称呼", row.name or "匿名"), ("提交", f"{timezone.localtime(row.posted_at):%Y-%m-%d %H:%M}")]
    return post_page(
        request, row, answering, lambda: answer_question(request.actor, row, **answering.cleaned_data),
        title="答复", about=about, up=(found.title, _address(pk)),
    )  # fmt: skip

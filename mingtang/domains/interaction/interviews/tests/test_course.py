"""The course of an interview: announced in time, questions judged, answers typed, what was said written up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingtang.domains.interaction.interviews.actions.announcing import revise_interview
from mingtang.domains.interaction.interviews.api import (
    Interview,
    Question,
    announce_interview,
    answer_question,
    begun_transcript,
    draft_transcript,
    release_transcript,
)
from mingtang.domains.interaction.interviews.rules import Stand
from mingtang.domains.interaction.interviews.tests.studio import HOLDER, RELEASER, Studio
from mingtang.domains.interaction.moderation.api import hide_post, show_post
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted


def test_an_interview_is_announced_in_time_by_another_person(studio: Studio) -> None:
    interview, actor = studio.drafted(), studio.world.actor
    assert not Interview.objects.public().exists()
    with pytest.raises(NotPermitted):
        announce_interview(actor(HOLDER), interview)
    Interview.objects.filter(pk=interview.pk).update(drafter=studio.world.account(RELEASER))
    with pytest.raises(Refused, match="另一人"):
        announce_interview(actor(RELEASER), Interview.objects.get(pk=interview.pk))
    with pytest.raises(Refused, match="太晚"):
        announce_interview(SYSTEM, studio.drafted(days=2))
    announce_interview(SYSTEM, studio.drafted(days=3))
    announce_interview(actor(RELEASER), interview)
    day = timezone.localdate(interview.begins_at)
    assert interview.stand is Stand.ANNOUNCED
    assert interview.transcript_due_on is not None
    assert interview.answers_due_on is not None
    assert day < interview.transcript_due_on < interview.answers_due_on
    with pytest.raises(Refused, match="已经发布"):
        revise_interview(actor(HOLDER), interview, studio.said())
    with pytest.raises(Refused) as refusal:
        studio.drafted(ends_at=studio.now)
    assert refusal.value.field == "ends_at"


def test_questions_are_taken_from_the_announcement_to_the_end(studio: Studio) -> None:
    with pytest.raises(Refused, match="不再收提问"):
        studio.asked(studio.drafted())
    interview = studio.announced()
    studio.asked(interview)
    studio.asked(studio.begin(interview))
    with pytest.raises(Refused, match="不再收提问"):
        studio.asked(studio.end(interview))
    with pytest.raises(Refused, match="广告"):
        studio.asked(studio.announced(), "代 开 发 票")
    assert Question.objects.count() == 2


def test_a_question_is_judged_before_it_is_answered(studio: Studio) -> None:
    interview, holder = studio.announced(), studio.world.actor(HOLDER)
    question = studio.asked(interview, name="林叙")
    with pytest.raises(Refused, match="先审核"):
        answer_question(holder, question, answer="最高二十万元。")
    show_post(holder, question, question.text)
    with pytest.raises(Refused, match="还没有开始"):
        answer_question(holder, question, answer="最高二十万元。")
    studio.begin(interview)
    question = Question.objects.select_related("interview").get()
    with pytest.raises(Refused, match="手机号"):
        answer_question(holder, question, answer="打 13812345678。")
    with pytest.raises(NotPermitted):
        answer_question(studio.world.actor("county-permit-officer"), question, answer="不知道。")
    answer_question(holder, question, answer="最高二十万元，问 0990-2123456。")
    assert begun_transcript(interview) == "问（林*）：六层的楼能补多少？\n答：最高二十万元，问 0990-2123456。"


def test_what_was_said_is_written_up_by_one_and_released_by_another(studio: Studio) -> None:
    interview, actor = studio.announced(), studio.world.actor
    with pytest.raises(Refused, match="结束以后"):
        draft_transcript(actor(HOLDER), interview, transcript="主持人：开始。")
    interview = studio.end(interview)
    with pytest.raises(Refused, match="还没有整理"):
        release_transcript(actor(RELEASER), interview)
    with pytest.raises(Refused, match="身份证号"):
        draft_transcript(actor(HOLDER), interview, transcript="主持人：11010519491231002X 号先生您好。")
    draft_transcript(actor(HOLDER), interview, transcript="主持人：开始。")
    Interview.objects.filter(pk=interview.pk).update(transcript_drafter=studio.world.account(RELEASER))
    with pytest.raises(Refused, match="另一人"):
        release_transcript(actor(RELEASER), Interview.objects.get(pk=interview.pk))
    release_transcript(actor(RELEASER), interview)
    assert interview.stand is Stand.WRITTEN_UP
    with pytest.raises(Refused, match="发布以前"):
        draft_transcript(actor(HOLDER), interview, transcript="改过的。")


def test_a_question_left_over_is_answered_after_the_end(studio: Studio) -> None:
    interview, holder = studio.announced(), studio.world.actor(HOLDER)
    left, rude = studio.asked(interview), studio.asked(interview, "加我微信")
    assert rude.warnings == ["联系方式"]
    show_post(holder, left, left.text)
    hide_post(holder, rude, "广告")
    studio.end(interview)
    answer_question(holder, Question.objects.select_related("interview").get(pk=left.pk), answer="最高二十万元。")
    row = Interview.objects.counted().get()
    assert (row.came, row.waiting, row.unanswered) == (2, 0, 0)
    assert row.answers_due_on >= timezone.localdate() + timedelta(days=5)

"""Calls, surveys and interviews of the demonstration city stand in different states, and what is public betrays nobody."""

import pytest
from django.utils import timezone

from mingtang.config.demo.city import load_city
from mingtang.config.demo.occasions import load_occasions
from mingtang.domains.interaction.interviews.api import Interview, Question
from mingtang.domains.interaction.opinions.api import Call, Opinion
from mingtang.domains.interaction.surveys.api import Survey
from mingtang.domains.interaction.surveys.queries import outcomes_of
from mingtang.lib.personal_data import kinds_of_personal_data
from tests.world import World

pytestmark = pytest.mark.slow


def test_occasions_stand_in_different_states_and_betray_nobody(world: World) -> None:
    city = load_city()
    load_occasions(city)
    load_occasions(city)
    assert [call.standing for call in Call.objects.order_by("-opens_on")] == ["open", "closed", "done"]
    assert [survey.standing for survey in Survey.objects.order_by("-opens_on")] == ["open", "done"]
    assert [interview.stand for interview in Interview.objects.order_by("-begins_at")] == ["announced", "written_up"]
    for post in [*Opinion.objects.all().shown(), *Question.objects.all().shown()]:
        assert not kinds_of_personal_data(post.shown_text)
    closed = Call.objects.counted().get(closes_on__lt=timezone.localdate(), result_at=None)
    assert closed.waiting
    way, *_ = outcomes_of(Survey.objects.get(result_at__isnull=False))
    assert (way.answered, max(bar.share for bar in way.bars)) == (39, 49)

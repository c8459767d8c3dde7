"""Quick ways to ask and to answer in tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mingtang.domains.interaction.surveys.api import (
    Survey,
    SurveyAnswer,
    SurveyDraft,
    answer_survey,
    draft_survey,
    release_survey,
    respondent_of,
)
from mingtang.kernel.evidence.api import SYSTEM, Actor
from tests.world import World

HOLDER, RELEASER = "hotline-dispatcher", "service-director"
GIVEN = {"used": "yes", "ways": ["hall", "web"], "satisfied": 5, "words": "希望周末也能办。"}


class Surveyor:
    """A bureau that asks: the one of government services, whose dispatcher may draw questions, or another one."""

    def __init__(self, world: World, organ: str = "service-bureau", holder: Actor | None = None) -> None:
        self.world, self.organ, self.today = world, world.organ(organ), timezone.localdate()
        self.holder = holder or world.actor(HOLDER)

    def said(self, days: int = 10, **given: Any) -> SurveyDraft:
        known: dict[str, Any] = {
            "title": "政务大厅延时服务调查", "introduction": "用来安排周末的窗口。", "opens_on": self.today,
            "closes_on": self.today + timedelta(days=days),
        }  # fmt: skip
        return SurveyDraft(**(known | given))

    def drafted(self, questions: str = "", **given: Any) -> Survey:
        return draft_survey(self.holder, self.organ, self.said(**given), questions)

    def opened(self, **given: Any) -> Survey:
        survey = self.drafted(**given)
        release_survey(SYSTEM, survey)
        return survey

    def answer(self, survey: Survey, browser: str, **given: Any) -> SurveyAnswer:
        visitor = self.world.actor("visitor")
        return answer_survey(visitor, survey, respondent_of(visitor, survey, browser), GIVEN | given)

    def close(self, survey: Survey) -> Survey:
        """As it stands a day after its last day."""
        yesterday = self.today - timedelta(days=1)
        Survey.objects.filter(pk=survey.pk).update(opens_on=yesterday - timedelta(days=9), closes_on=yesterday)
        fresh: Survey = Survey.objects.get(pk=survey.pk)
        return fresh

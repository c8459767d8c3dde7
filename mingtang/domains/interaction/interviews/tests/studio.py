"""Quick ways to announce, ask and talk in tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mingtang.domains.interaction.interviews.api import (
    Interview,
    InterviewDraft,
    Question,
    announce_interview,
    ask,
    draft_interview,
)
from tests.world import World

HOLDER, RELEASER = "permit-officer", "housing-director"
HOUR = timedelta(hours=1)


class Studio:
    """The housing bureau, which invites to interviews."""

    def __init__(self, world: World) -> None:
        self.world, self.now = world, timezone.now().replace(second=0, microsecond=0)

    def said(self, days: int = 5, **given: Any) -> InterviewDraft:
        begins_at: datetime = self.now + timedelta(days=days)
        known: dict[str, Any] = {
            "title": "老楼加装电梯怎么补贴", "introduction": "谈申请条件和补贴标准。", "guests": "市住建局局长",
            "begins_at": begins_at, "ends_at": begins_at + HOUR,
        }  # fmt: skip
        return InterviewDraft(**(known | given))

    def drafted(self, days: int = 5, **given: Any) -> Interview:
        actor, organ = self.world.actor(HOLDER), self.world.organ("housing-bureau")
        return draft_interview(actor, organ, self.said(days, **given))

    def announced(self, **given: Any) -> Interview:
        interview = self.drafted(**given)
        announce_interview(self.world.actor(RELEASER), interview)
        return interview

    def asked(self, interview: Interview, text: str = "六层的楼能补多少？", **given: Any) -> Question:
        return ask(self.world.actor("visitor"), interview, text=text, **given)

    def begin(self, interview: Interview) -> Interview:
        """As it stands in its first minute."""
        return self._moved(interview, self.now - timedelta(minutes=1))

    def end(self, interview: Interview) -> Interview:
        """As it stands a minute after its end."""
        return self._moved(interview, self.now - HOUR - timedelta(minutes=1))

    def _moved(self, interview: Interview, begins_at: datetime) -> Interview:
        Interview.objects.filter(pk=interview.pk).update(begins_at=begins_at, ends_at=begins_at + HOUR)
        fresh: Interview = Interview.objects.get(pk=interview.pk)
        return fresh

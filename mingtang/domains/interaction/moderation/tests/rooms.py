"""The four rooms in which strangers write, through one face: where they send, and where what they sent is read."""

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.interviews.models import Question
from mingtang.domains.interaction.interviews.tests.studio import Studio
from mingtang.domains.interaction.interviews.views.public import QUESTIONS_PER_MINUTE
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, DRAFTER, REVIEWER, Mailroom
from mingtang.domains.interaction.messages.views.writing import LETTERS_PER_MINUTE
from mingtang.domains.interaction.moderation.actions import show_post, shown_proposal
from mingtang.domains.interaction.opinions.models import Opinion
from mingtang.domains.interaction.opinions.tests.test_course import Caller
from mingtang.domains.interaction.opinions.views.public import OPINIONS_PER_MINUTE
from mingtang.domains.interaction.surveys.models import SurveyAnswer
from mingtang.domains.interaction.surveys.tests.surveyor import GIVEN, Surveyor
from mingtang.domains.interaction.surveys.views.public import ANSWERS_PER_MINUTE
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World


class Room:
    """One of them. `limit` is how often an address may send in a minute, `kept` what a sending becomes."""

    limit: int
    kept: type[Model]
    address: str
    desk: str

    def form(self, text: str) -> dict[str, Any]:
        """What is sent with `text` in its free field."""
        return {"text": text, "name": "林叙"}

    def send(self, text: str, **headers: str) -> Any:
        """As a browser that was never here: it opens the page, then sends."""
        client = Client(headers=headers)
        client.get(self.address)
        return client.post(self.address, self.form(text))

    def publish(self) -> None:
        """Let everybody read the newest, as it is proposed to whoever judges it."""
        post: Any = self.kept.objects.latest("pk")
        show_post(SYSTEM, post, shown_proposal(post))

    def public_pages(self) -> list[str]:
        return [self.address]

    def desk_pages(self) -> list[str]:
        """Where officials read it as it was sent."""
        raise NotImplementedError


class Letters(Room):
    limit, kept, address, desk = LETTERS_PER_MINUTE, Message, "/interaction/new/suggestion/", CLERK

    def __init__(self, world: World) -> None:
        self.mail = Mailroom(world)

    def form(self, text: str) -> dict[str, Any]:
        return {"title": "车库没有灯", "content": text, "name": "林叙", "wants_public": "on"}

    def publish(self) -> None:
        message = Message.objects.latest("pk")
        self.mail.dispatch(message)
        self.mail.do(message, DRAFTER, "sign", "签收")
        self.mail.answer(message, f"林叙，您好。您说：{message.content}")
        self.mail.do(message, REVIEWER, "review", "同意")
        self.mail.publish(self.mail.fresh(message))

    def public_pages(self) -> list[str]:
        return ["/interaction/", Message.objects.latest("pk").get_absolute_url()]

    def desk_pages(self) -> list[str]:
        return [reverse("case", args=[Message.objects.latest("pk").case_id])]


class Opinions(Room):
    limit, kept, desk = OPINIONS_PER_MINUTE, Opinion, "permit-officer"

    def __init__(self, world: World) -> None:
        self.call = Caller(world).opened()
        self.address = self.call.get_absolute_url()

    def desk_pages(self) -> list[str]:
        there = reverse("opinion", args=[self.call.pk, Opinion.objects.latest("pk").pk])
        return [reverse("opinion_call", args=[self.call.pk]), there]


class Surveys(Room):
    limit, kept, desk = ANSWERS_PER_MINUTE, SurveyAnswer, "hotline-dispatcher"

    def __init__(self, world: World) -> None:
        self.survey = Surveyor(world).opened()
        self.address = self.survey.get_absolute_url()

    def form(self, text: str) -> dict[str, Any]:
        return GIVEN | {"words": text}

    def publish(self) -> None:
        """Words of answers are never published."""

    def desk_pages(self) -> list[str]:
        return [reverse("survey", args=[self.survey.pk])]


class Interviews(Room):
    limit, kept, desk = QUESTIONS_PER_MINUTE, Question, "permit-officer"

    def __init__(self, world: World) -> None:
        self.interview = Studio(world).announced()
        self.address = self.interview.get_absolute_url()

    def desk_pages(self) -> list[str]:
        there = reverse("interview_question", args=[self.interview.pk, Question.objects.latest("pk").pk])
        return [reverse("interview", args=[self.interview.pk]), there]


ROOMS: tuple[Any, ...] = (Letters, Opinions, Surveys, Interviews)

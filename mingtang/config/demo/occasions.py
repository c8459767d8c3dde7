"""Calls for opinions, surveys and interviews of the demonstration city, each in another state, told by the real actions on days gone by."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.interaction.interviews import api as interviews
from mingtang.domains.interaction.moderation.api import hide_post, show_post, shown_proposal
from mingtang.domains.interaction.opinions import api as opinions
from mingtang.domains.interaction.surveys import api as surveys
from mingtang.kernel.directory.actor import AccountActor, Nobody
from mingtang.kernel.directory.queries import appointments_of

SHOWN = "shown"
HIDDEN_BECAUSE = "广告"
Entry = Mapping[str, Any]


@transaction.atomic
def load_occasions(city: City) -> None:
    """Tell all of them, unless that was done before; one transaction."""
    if not opinions.Call.objects.exists():
        teller = Teller(city)
        for entry in read("occasions"):
            getattr(teller, f"tell_{entry['what']}")(entry)


class Teller:
    """Tells one occasion after another; every step is an action of somebody on its day."""

    def __init__(self, city: City) -> None:
        self.city, self.today = city, timezone.localdate()
        self.actors: dict[str, AccountActor] = {}

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _moment(self, days: int, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(self._day(days), time(hour)))

    def _period(self, entry: Entry) -> Any:
        return {"opens_on": self._day(entry["opens"]), "closes_on": self._day(entry["closes"])}

    def _on(self, days: int, do: Callable[[], Any], hour: int = 9) -> Any:
        with at(min(self._moment(days, hour), timezone.now())):
            return do()

    def _actor(self, key: str) -> AccountActor:
        if key not in self.actors:
            account = self.city.officials[key]
            self.actors[key] = AccountActor(account, appointment=appointments_of(account.person, self.today).first())
        return self.actors[key]

    def tell_call(self, entry: Entry) -> None:
        """Drafted a day before it opens; each opinion judged and treated on the day it came; the report, where there is one."""
        organ, holder, releaser = self._who(entry)
        said = opinions.CallDraft(**entry["said"], **self._period(entry))
        call = self._on(entry["opens"] - 1, lambda: opinions.draft_call(holder, organ, said))
        self._on(entry["opens"], lambda: opinions.release_call(releaser, call))
        for days, *given in entry["opinions"]:
            self._on(days, lambda: self._opine(holder, call, *given), hour=14)  # noqa: B023 - called at once
        self._report(entry, call, opinions.draft_result, opinions.release_result)

    def _opine(
        self, holder: AccountActor, call: opinions.Call, text: str, clause: str, name: str, age: str, region: str,
        treatment: str = "", answer: str = "",
    ) -> None:  # fmt: skip
        said = opinions.OpinionSaid(text=text, clause=clause, name=name, age=age, region=region)
        opinion = opinions.post_opinion(Nobody(), call, said)
        if treatment:
            show_post(holder, opinion, shown_proposal(opinion))
            opinions.treat_opinion(holder, opinion, treatment=treatment, answer=answer)

    def tell_survey(self, entry: Entry) -> None:
        """Its answers come on its first days, each from another browser."""
        organ, holder, releaser = self._who(entry)
        said = surveys.SurveyDraft(**entry["said"], **self._period(entry))
        questions = _document(entry["said"]["title"], entry["questions"])
        survey = self._on(entry["opens"] - 1, lambda: surveys.draft_survey(holder, organ, said, questions))
        self._on(entry["opens"], lambda: surveys.release_survey(releaser, survey))
        given = [each for row in entry["answers"] for each in [row] * row.get("times", 1)]
        for number, row in enumerate(given):
            days = min(entry["opens"] + number // 8, -1)
            answers = {name: value for name, value in row.items() if name != "times"}
            self._on(days, lambda: _answer(survey, f"{number}", answers), hour=11)  # noqa: B023 - called at once
        self._report(entry, survey, surveys.draft_result, surveys.release_result)

    def tell_interview(self, entry: Entry) -> None:
        """Announced, asked about beforehand and meanwhile, answered in its hour, written up afterwards."""
        organ, holder, releaser = self._who(entry)
        begins_at = self._moment(entry["begins"], entry["hour"])
        said = interviews.InterviewDraft(**entry["said"], begins_at=begins_at, ends_at=begins_at + timedelta(hours=1))
        interview = self._on(entry["released"] - 1, lambda: interviews.draft_interview(holder, organ, said))
        self._on(entry["released"], lambda: interviews.announce_interview(releaser, interview))
        asked = [
            (self._on(days, lambda: _asked(holder, interview, *told[:3]), hour=10), *told[3:])  # noqa: B023 - called at once
            for days, *told in entry["questions"]
        ]
        with at(begins_at + timedelta(minutes=30)):
            for question, *answers in asked:
                for answer in answers:
                    interviews.answer_question(holder, question, answer=answer)
        self._report(entry, interview, _transcribe, interviews.release_transcript)

    def _who(self, entry: Entry) -> tuple[Any, AccountActor, AccountActor]:
        return self.city.organs[entry["organ"]], self._actor(entry["holder"]), self._actor(entry["releaser"])

    def _report(self, entry: Entry, occasion: Any, draft: Callable[..., None], release: Callable[..., None]) -> None:
        if report := entry.get("report"):
            holder, releaser = self._actor(entry["holder"]), self._actor(entry["releaser"])
            self._on(report["drafted"], lambda: draft(holder, occasion, result=report["result"]), hour=16)
            self._on(report["released"], lambda: release(releaser, occasion), hour=17)


def _asked(
    holder: AccountActor, interview: interviews.Interview, text: str, name: str, verdict: str = ""
) -> interviews.Question:
    question = interviews.ask(Nobody(), interview, text=text, name=name)
    if verdict == SHOWN:
        show_post(holder, question, shown_proposal(question))
    elif verdict:
        hide_post(holder, question, HIDDEN_BECAUSE)
    return question


def _transcribe(holder: AccountActor, interview: interviews.Interview, *, result: str) -> None:
    interviews.draft_transcript(holder, interview, transcript=result)


def _answer(survey: surveys.Survey, browser: str, answers: dict[str, Any]) -> None:
    surveys.answer_survey(Nobody(), survey, surveys.respondent_of(Nobody(), survey, browser), answers)


def _document(title: str, properties: Mapping[str, Any]) -> str:
    """The form of a survey: its questions in one section, words at length and voluntary."""
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "required": [name for name in properties if name != "words"],
        "properties": properties,
        "ui": {
            "sections": [{"title": "请您回答", "fields": list(properties)}],
            "fields": {"words": {"widget": "textarea"}},
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2)

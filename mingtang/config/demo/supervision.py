"""Supervised items of the demonstration city: eight stories, told by the real actions on days gone by."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.supervision.api import (
    ItemDetails,
    SupervisedItem,
    ask_for_extension,
    complete,
    install,
    report,
    save_draft,
    send_back,
    submit,
)
from mingtang.domains.supervision.calendar import calendar_of
from mingtang.kernel.cases.api import Case, Token
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.forms.api import published_id

OFFICE = "city-government-office"


@transaction.atomic
def load_supervision(city: City) -> None:
    """Install supervision and tell its stories, unless that was done before; one transaction, all of it or nothing."""
    install()
    if not SupervisedItem.objects.exists():
        story = Story(city)
        for entry in read("supervised_items"):
            story.tell(entry)
        story.let_time_pass(timezone.now())


class Story:
    """Tells one item after another; every step is an action of somebody on some day."""

    def __init__(self, city: City) -> None:
        self.city, self.today = city, timezone.localdate()
        self.form_version = published_id("supervision-report")
        self.calendar = calendar_of(city.organs[OFFICE].pk)
        self.item: SupervisedItem = SupervisedItem()

    def tell(self, entry: dict[str, Any]) -> None:
        """Propose the item, then do its steps, each `[days ago, who, what, ...]`."""
        first = entry["steps"][0][0]
        self._on(first, lambda: self._propose(entry))
        for days_ago, who, what, *rest in entry["steps"]:
            self._on(days_ago, lambda: getattr(self, f"_{what}")(self.actor(who), *rest))  # noqa: B023 - called at once

    def _on(self, days_ago: int, do: Callable[[], None]) -> None:
        day = self.today - timedelta(days=days_ago)
        moment = timezone.make_aware(datetime.combine(day, time(9, 10)))
        with at(min(moment, timezone.now())):
            do()
            self._work_off()

    def let_time_pass(self, moment: datetime) -> None:
        """Let timers fire that are due by `moment`."""
        with at(moment):
            self._work_off()

    def _work_off(self) -> None:
        while run_due_errands():
            pass

    def actor(self, key: str) -> AccountActor:
        account = self.city.officials[key]
        return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())

    def _propose(self, entry: dict[str, Any]) -> None:
        organs = self.city.organs
        names = ("title", "source", "basis", "content", "standard", "level", "cycle")
        details = ItemDetails(
            **{name: entry[name] for name in names if name in entry},
            lead=organs[entry["lead"]],
            joint=[organs[key] for key in entry.get("joint", [])],
            due_on=self._day(entry["due"]) if "due" in entry else None,
        )
        self.item = save_draft(self.actor("supervision-head"), details)

    def _day(self, working_days: int) -> date:
        """A day so many working days from the real today."""
        return self.calendar.add(self.today, working_days)

    def _submit(self, actor: AccountActor) -> None:
        submit(actor, self.item)

    def _complete(self, actor: AccountActor, node: str, outcome: str, opinion: str = "") -> None:
        case, no = self._open(node, actor)
        complete(actor, case, no, node, outcome=outcome, opinion=opinion)

    def _report(self, actor: AccountActor, node: str, percent: int, content: str, following: str = "") -> None:
        _, no = self._open(node, actor)
        answers = {"percent": percent, "content": content} | ({"next": following} if following else {})
        report(actor, self.item, no, node, answers, form_version=self.form_version)

    def _report_progress(self, actor: AccountActor, percent: int, content: str, following: str) -> None:
        """Only where the period has brought the step: holidays move it beyond some days of the story."""
        if self._at("progress", actor).exists():
            self._report(actor, "progress", percent, content, following)

    def _send_back(self, actor: AccountActor, organ: str, opinion: str) -> None:
        send_back(actor, self.item, self._open("verify", actor)[1], self.city.organs[organ].pk, opinion)

    def _ask_for_extension(self, actor: AccountActor, working_days: int, reason: str) -> None:
        self.item.refresh_from_db()
        ask_for_extension(actor, self.item, until=self._day(working_days), reason=reason)

    def _open(self, node: str, actor: AccountActor) -> tuple[Case, int]:
        row = self._at(node, actor).earliest("born")
        return row.case, row.no

    def _at(self, node: str, actor: AccountActor) -> QuerySet[Token]:
        """Open steps at a node, of the item or its extension, that belong to the actor's organ."""
        cases = [self.item.case_id, *self.item.extensions.values_list("case_id", flat=True)]
        rows = Token.objects.filter(case__in=cases, node=node, life="A", organ=actor.organ_id)
        return rows.select_related("case")

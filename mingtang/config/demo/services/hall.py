"""The hall of the demonstration city: windows, today's queue, bookings, ratings good and bad, and what follows the bad ones."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.hall import api
from mingtang.domains.services.hall.opening import bookable_days, slots_on
from mingtang.domains.services.ratings.api import Invitation, Opinion, invite_application, rate
from mingtang.domains.services.ratings.api import install as install_ratings
from mingtang.domains.services.ratings.rules import Channel
from mingtang.kernel.cases.api import Token, handle
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Nobody
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.flow.commands import Complete

CLERK, OFFICER, RECTIFIER = "window-clerk", "hall-head", "service-director"
_DAY = timedelta(minutes=195)
"""From the first ticket to now."""
_ANSWERED = (
    ("call_back", "已回访", "已电话联系，办事人反映窗口中途无人值守约二十分钟。"),
    ("verify", "属实", "调看窗口录像，10 点 05 分至 10 点 27 分无人。"),
    ("rectify", "整改完成", "已落实窗口 AB 岗，中途离岗由备岗顶上，并在例会通报。"),
    ("reply", "答复评价人", "您反映的情况属实，向您致歉。窗口已实行 AB 岗，中途不再空岗。"),
)


@transaction.atomic
def load_hall(city: City) -> None:
    """Tell the day of the hall, unless that was done before; one transaction, all of it or nothing."""
    install_ratings()
    if api.Hall.objects.exists():
        return
    for entry in read("hall"):
        House(city, entry).build()
    for application in Application.objects.filter(delivered_at__isnull=False).select_related("item", "organ", "window"):
        invite_application(application)


class House:
    """One hall and its day."""

    def __init__(self, city: City, entry: dict[str, Any]) -> None:
        self.city, self.entry, self.now = city, entry, timezone.now()
        self.businesses: dict[str, api.Business] = {}
        self.windows: dict[str, api.Window] = {}

    def build(self) -> None:
        """The house first, then everybody who has come today."""
        self.hall = api.establish_hall(
            SYSTEM, self.city.organs[self.entry["organ"]], name=self.entry["name"], place=self.entry["place"],
            phone=self.entry["phone"], always_open=True,
        )  # fmt: skip
        self._arrange()
        for row in self.entry["tickets"]:
            self._visit(*row)
        for who, prefix, slot in self.entry["bookings"]:
            self._book(who, prefix, slot)
        api.leave(self.clerk, self.windows["01"])

    def _arrange(self) -> None:
        for row in self.entry["businesses"]:
            organs = [self.city.organs[key] for key in row.get("organs", [])]
            self.businesses[row["prefix"]] = api.keep_business(
                SYSTEM, self.hall, prefix=row["prefix"], name=row["name"], organs=organs
            )
        for row in self.entry["windows"]:
            businesses = [self.businesses[prefix] for prefix in row["businesses"]]
            self.windows[row["number"]] = api.keep_window(
                SYSTEM, self.hall, number=row["number"], name=row["name"], businesses=businesses
            )
        api.sit_down(self.clerk, self.windows["01"])

    @property
    def clerk(self) -> AccountActor:
        return self._official(CLERK)

    def _official(self, key: str) -> AccountActor:
        account = self.city.officials[key]
        return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())

    def _at(self, minutes_ago: float, do: Callable[[], Any]) -> Any:
        """Do something earlier today; soon after midnight everything lies closer together."""
        midnight: datetime = timezone.localtime(self.now).replace(hour=0, minute=0, second=0, microsecond=0)
        pace = min(1.0, (self.now - midnight) / _DAY)
        with at(self.now - pace * timedelta(minutes=minutes_ago)):
            return do()

    def _visit(self, prefix: str, minutes_ago: int, favour: str, end: str, grade: int | None = None) -> None:
        take = lambda: api.take_ticket(Nobody(), self.businesses[prefix], api.Priority(favour))  # noqa: E731
        self._at(minutes_ago, take)
        if end == "waiting":
            return
        ticket = self._at(minutes_ago - 7, lambda: api.call_next(self.clerk, self.windows["01"]))
        if end == "passed":
            self._at(minutes_ago - 9, lambda: api.pass_over(self.clerk, ticket))
            return
        self._at(minutes_ago - 8, lambda: api.start(self.clerk, ticket))
        self._at(minutes_ago - 20, lambda: api.finish(self.clerk, ticket))
        if grade is not None:
            self._at(minutes_ago - 21, lambda: self._rate(Invitation.objects.get(visit=f"ticket:{ticket.pk}"), grade))

    def _rate(self, invitation: Invitation, grade: int) -> None:
        text, tags = self.entry["words"][grade]
        rating = rate(Nobody(), invitation, Opinion(grade, tags, text, Channel.CODE))
        for node, outcome, opinion in _ANSWERED if grade == 5 else ():
            self._step(rating.case, node, outcome, opinion)
        while run_due_errands():
            pass

    def _step(self, case: Any, node: str, outcome: str, opinion: str) -> None:
        no = Token.objects.get(case=case.pk, node=node, life="A", kind="T").no
        who = RECTIFIER if node == "rectify" else OFFICER
        handle(self._official(who), case.pk, Complete(no, outcome), opinion=opinion)

    def _book(self, who: str, prefix: str, slot: int) -> None:
        day = bookable_days(self.hall, timezone.localdate())[0]
        actor = AccountActor(self.city.citizens[who])
        api.book(actor, self.businesses[prefix], slots_on(self.hall, day)[slot])

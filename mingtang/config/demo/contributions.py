"""What units of the demonstration city report to the editors of its site: forty texts, and the bulletin of last month."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.portal.contributions import api
from mingtang.domains.portal.contributions.rules.periods import Period, month_of
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM

EDITOR, SECOND, LEADER = "disclosure-head", "disclosure-clerk", "secretary-general"
DESK = "city-government-office"


@transaction.atomic
def load_contributions(city: City) -> None:
    """Install contributions and tell their stories, unless that was done before."""
    api.install()
    if not api.ReportingUnit.objects.exists() and PortalSite.objects.filter(key="city").exists():
        (plan,) = read("portal/contributions")
        News(city, plan).tell()


class News:
    """Tells month after month; each step is an action of somebody on some day. Days are counted inside a month, from its first."""

    def __init__(self, city: City, plan: dict[str, Any]) -> None:
        self.city, self.plan, self.today = city, plan, timezone.localdate()
        self.month, self.last = month_of(self.today), month_of(self.today).before
        self.site = PortalSite.objects.select_related("organ__region").get(key="city")
        self.units: dict[str, api.ReportingUnit] = {}
        self.actors: dict[str, AccountActor] = {}

    def tell(self) -> None:
        for key, (group, reporter, phone) in self.plan["units"].items():
            self._enrol(key, group, reporter, phone)
        for entry in self.plan["last_month"]:
            self._hand_in(self.last, *entry)
        for kind, unit, day, note in self.plan["merits"]:
            self._on(self.last, day, lambda: self._tell_merit(kind, unit, note))  # noqa: B023 - called at once
        self._on(self.month, 2, self._bulletin)
        for entry in self.plan["this_month"]:
            self._hand_in(self.month, *entry)

    def _enrol(self, key: str, group: str, reporter: str, phone: str) -> None:
        desk, since = self.city.organs[DESK], self.today - timedelta(days=400)
        unit = api.enrol_unit(SYSTEM, desk, self.city.organs[key], group)
        appointed = api.appoint_reporter(SYSTEM, unit, self.city.officials[reporter], phone=phone, on=since)
        api.record_training(SYSTEM, appointed, on=since + timedelta(days=30), subject="政府网站信息写作", hours=4)
        self.units[key] = unit

    def _on(self, month: Period, day: int, do: Callable[[], None]) -> None:
        """At half past nine of a day of a month, or now when that is still to come."""
        moment = timezone.make_aware(datetime.combine(month.first + timedelta(days=day - 1), time(9, 30)))
        with at(min(moment, timezone.now())):
            do()

    def actor(self, key: str) -> AccountActor:
        """An official in his regular post."""
        if key not in self.actors:
            account = self.city.officials[key]
            self.actors[key] = AccountActor(account, appointment=appointments_of(account.person, self.today).first())
        return self.actors[key]

    def _hand_in(self, month: Period, unit: str, day: int, fate: str, title: str, text: str) -> None:
        made: list[api.Submission] = []
        self._on(month, day, lambda: made.append(self._submit(month, unit, title, text)))
        if fate != "waiting":
            self._on(month, day + 1, lambda: self._decide(made[0], fate))

    def _submit(self, month: Period, unit: str, title: str, text: str) -> api.Submission:
        given = api.Contribution(title=title, text=text, site=self.site, column=self._column(month, title))
        return api.submit(self.actor(self.plan["units"][unit][1]), given)

    def _column(self, month: Period, title: str) -> ColumnPage | None:
        """Where a text is meant to stand; for last month's the editors chose, and their manuscripts are long done."""
        if month is self.last:
            return None
        return ColumnPage.objects.get(
            url_path=f"/city/news/{'counties' if '县' in title or '区' in title else 'departments'}/"
        )

    def _decide(self, submission: api.Submission, fate: str) -> None:
        editor = self.actor(EDITOR)
        if fate == "merge":
            others = api.Submission.objects.filter(pk=submission.pk, state="submitted")
            before = api.Submission.objects.filter(state="submitted", submitted_at__lt=submission.submitted_at)
            chosen = [*before.select_related("site__organ__region").order_by("-submitted_at")[:1], *others]
            api.merge(editor, chosen, "两条同题，综合采用")
        elif fate in {"adopt", "forward"}:
            {"adopt": api.adopt, "forward": api.forward}[fate](editor, submission)
        else:
            api.decline(editor, submission, fate)

    def _tell_merit(self, kind: str, unit: str, note: str) -> None:
        api.record_merit(self.actor(EDITOR), self.units[unit], kind, on=timezone.localdate(), note=note)

    def _bulletin(self) -> None:
        """Of last month: most have confirmed it, one has answered, one is still to do so."""
        desk = self.city.organs[DESK]
        bulletin = api.draft_bulletin(self.actor(SECOND), desk, self.last, self.plan["remarks"])
        api.approve_bulletin(self.actor(LEADER), bulletin)
        api.publish_bulletin(self.actor(SECOND), bulletin)
        for copy in bulletin.copies.select_related("organ", "bulletin"):
            key = next(key for key, unit in self.units.items() if unit.organ_id == copy.organ_id)
            reader = self.actor(self.plan["units"][key][1])
            if key in self.plan["answers"]:
                api.answer_bulletin(reader, copy, self.plan["answers"][key])
            elif not copy.fault:
                api.confirm_reading(reader, copy)

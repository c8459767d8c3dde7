"""Site inspection in the demonstration city: the sites of its cluster and four beside it, a round that is over and one that runs."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import FOUNDED, City, read
from mingtang.config.demo.granting import grant_roles
from mingtang.config.demo.site_inspectors import ROLES
from mingtang.config.demo.virtual_time import at
from mingtang.config.site_register import details_of
from mingtang.domains.inspection import api
from mingtang.domains.inspection.rules import State
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.inspection.checks import Fault
from mingtang.lib.inspection.kinds import OF_THE_NETWORK, Kind
from mingtang.lib.inspection.reviewing import Marks
from mingtang.lib.inspection.signs import ColumnAge
from mingtang.lib.inspection.statement import statement
from mingtang.lib.inspection.surveying import Survey

MONITOR, ANNOUNCER = "supervision-head", "secretary-general"
DESK = "city-government-office"
DAYS_OF_PROBES, TRIES = 14, 48


@transaction.atomic
def load_inspection(city: City) -> None:
    """Install inspection and tell its stories, unless that was done before."""
    api.install()
    if not api.InspectedSite.objects.exists():
        grant_roles(ROLES, city.posts, FOUNDED)
        (plan,) = read("inspection")
        Watch(city, plan).tell()


class Watch:
    """Tells what was seen on which day and what people did about it; every step is an action."""

    def __init__(self, city: City, plan: dict[str, Any]) -> None:
        self.city, self.plan, self.today = city, plan, timezone.localdate()
        self.sites: dict[str, api.InspectedSite] = {}
        self.actors: dict[str, AccountActor] = {}

    def tell(self) -> None:
        with self._day(90):
            self._register()
        self._last_round()
        self._since()
        self._probe()
        self._state()
        for site in self.sites.values():
            api.note_warnings(site)

    def _day(self, days_ago: int, hour: int = 9) -> Any:
        return at(timezone.make_aware(datetime.combine(self.today - timedelta(days=days_ago), time(hour))))

    def _actor(self, key: str) -> AccountActor:
        if key not in self.actors:
            account = self.city.officials[key]
            first = appointments_of(account.person, timezone.localdate()).first()
            self.actors[key] = AccountActor(account, appointment=first)
        return self.actors[key]

    def _organ(self) -> Organ:
        return self.city.organs[DESK]

    def _register(self) -> None:
        editors = self.plan["editors"]
        for portal in PortalSite.objects.filter(original=None).select_related("organ", "site__root_page"):
            details = details_of(portal)
            editor = self.city.officials[editors[portal.key]] if portal.key in editors else None
            self.sites[portal.key] = api.register_site(SYSTEM, api.SiteDetails(**{**vars(details), "editor": editor}))
        for entry in self.plan["sites"]:
            details = api.SiteDetails(
                organ=self.city.organs[entry["organ"]], name=entry["name"], address=entry["address"], type=entry["type"],
                has_services=True, in_service_since=date(2017, 5, 1), editor=self.city.officials[entry["editor"]],
            )  # fmt: skip
            self.sites[entry["key"]] = api.register_site(SYSTEM, details)

    def _last_round(self) -> None:
        with self._day(72):
            self._see("last")
        with self._day(70):
            then = timezone.localdate()
            name = f"{then.year}年第{(then.month + 2) // 3}季度政府网站检查"
            held = api.open_round(self._actor(MONITOR), self._organ(), name, "2019")
            api.score_round(self._actor(MONITOR), held)
        with self._day(67):
            for key, told in self.plan["reviews"].items():
                for each in told:
                    self._review(held, key, *each)
        with self._day(63):
            api.tell_results(self._actor(MONITOR), held)
        self._appeal(held)
        with self._day(50):
            api.finish_round(self._actor(MONITOR), held)
        with self._day(48):
            api.announce(self._actor(ANNOUNCER), held)
        with self._day(30):
            for key in self.plan["last"]:
                self._survey(key, ())
            for finding in api.Finding.objects.select_related("site__editor").filter(state=State.VERIFIED):
                api.move_finding(self._actor(MONITOR), finding, "close")

    def _review(self, held: api.Round, key: str, reviewer: str, taken: dict[str, str], remark: str) -> None:
        sheet = api.Sheet.objects.select_related("site", "round").get(round=held, site=self.sites[key])
        marks = Marks({code: Decimal(points) for code, points in taken.items()})
        api.file_review(self._actor(reviewer), sheet, marks, remark)

    def _appeal(self, held: api.Round) -> None:
        told = self.plan["appeal"]
        sheet = api.Sheet.objects.select_related("site", "round").get(round=held, site=self.sites[told["site"]])
        with self._day(61):
            filed = api.appeal(self._actor(told["by"]), sheet, told["indicator"], told["claim"])
        with self._day(58):
            points = Decimal(told["points"])
            api.decide_appeal(self._actor(told["decided_by"]), filed, points=points, decision=told["decision"])

    def _since(self) -> None:
        """What stands today, what was put right, and the round that has begun."""
        gone, new = {"verified", "closed"}, {"suspected"}
        with self._day(6):
            self._see("now", but=new)
        with self._day(5):
            self._see("now", but=gone | new)
        with self._day(4):
            self._move(MONITOR, "assign", "assigned", "fixed")
            self._move(MONITOR, "close", "closed")
            self._move(ANNOUNCER, "exempt", "exempt")
        with self._day(2):
            then = timezone.localdate()
            name = f"{then.year}年{then.month}月政府网站抽查"
            held = api.open_round(self._actor(MONITOR), self._organ(), name, "2019", 60)
            api.score_round(self._actor(MONITOR), held)
        for key in self.sites:
            self._survey(key, self._faults("now", key, gone))
        self._move("", "claim", "fixed")

    def _see(self, when: str, but: Collection[str] = ()) -> None:
        """A night's survey of each site, thrice where the network may be to blame."""
        for key in self.plan[when]:
            faults = self._faults(when, key, but)
            self._survey(key, faults)
            if again := [fault for fault in faults if fault.kind in OF_THE_NETWORK]:
                for _ in range(2):
                    self._survey(key, again, complete=False)

    def _faults(self, when: str, key: str, but: Collection[str]) -> list[Fault]:
        return [self._fault(key, *entry) for entry in self.plan[when].get(key, ()) if not {*entry[3:4]} & {*but}]

    def _fault(self, key: str, kind: str, place: str, excerpt: str, *more: str) -> Fault:
        address, status = f"{self.sites[key].address}{place}", 404 if "404" in excerpt else 200
        return Fault(Kind(kind), address, address, excerpt, status, "home" in more)

    def _survey(self, key: str, faults: Collection[Fault], *, complete: bool = True) -> None:
        site = self.sites[key]
        found = Survey(site.address, pages=40, requests=260, complete=complete, faults=list(faults))
        found.newest = min(self.today - timedelta(days=self.plan["ages"].get(key, 0)), timezone.localdate())
        found.columns = list(self._columns(key, site))
        api.record_survey(site, found)

    def _columns(self, key: str, site: api.InspectedSite) -> Iterator[ColumnAge]:
        if told := self.plan["near"].get(key):
            newest = self.today - timedelta(days=told["days"] - told["left"])
            yield ColumnAge(f"{site.address}{told['address']}", told["name"], newest, told["days"])

    def _move(self, who: str, verb: str, *states: str) -> None:
        """Do something with the findings that are to reach one of these states; without `who` the editor of each."""
        for key, entries in self.plan["now"].items():
            for kind, place, _, state, *remark in entries:
                if state in states:
                    rows = api.Finding.objects.select_related("site__editor__person").exclude(state=State.CLOSED)
                    row = rows.get(site=self.sites[key], kind=kind, url=f"{self.sites[key].address}{place}")
                    words = remark[0] if remark and verb in {"claim", "exempt"} else ""
                    api.move_finding(self._actor(who or self._editor(key)), row, verb, words)

    def _editor(self, key: str) -> str:
        beside = {entry["key"]: entry["editor"] for entry in self.plan["sites"]}
        return str({**self.plan["editors"], **beside}[key])

    def _state(self) -> None:
        """Statements on last year: two that everybody reads, one that is late."""
        year = self.today.year
        with at(timezone.make_aware(datetime(year, 1, 16, 10))):  # noqa: DTZ001 - made aware here
            for key, entered in self.plan["statements"].items():
                actor = self._actor(self._editor(key))
                drawn = api.draw_up(actor, self.sites[key], year - 1)
                api.enter(actor, drawn, {code: value for code, value in entered.items() if code in drawn.by_hand})
                if not statement().faults(drawn.figures):
                    api.publish(actor, drawn)

    def _probe(self) -> None:
        """Two weeks of attempts; the site that fails does so since yesterday."""
        now = timezone.now()
        api.ProbeDay.objects.bulk_create(
            api.ProbeDay(
                site=site, day=self.today - timedelta(days=back), tries=TRIES, slowest=0.4 + back % 5 / 10, last_at=now,
                failures=self.plan["failing"].get(key, 0) if back == 1 else 0,
                last_failure="15 秒内没有打开" if back == 1 and key in self.plan["failing"] else "",
            )
            for key, site in self.sites.items() for back in range(1, DAYS_OF_PROBES + 1)
        )  # fmt: skip

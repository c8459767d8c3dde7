"""Manuscripts of the demonstration city at every stage, on three sites."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.portal.editing import api
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.lib.proofreading import digest_of

PUBLISHER = 4
REVIEWS_BEFORE = {
    "review1": 0,
    "review2": 1,
    "review3": 2,
    "parallel": 0,
    "approved": 3,
    "scheduled": 3,
    "published": 3,
}
"""How many reviews a manuscript has passed, by how far it got."""


@transaction.atomic
def load_manuscripts(city: City) -> None:
    """Install editing and write what is being worked on, unless that was done before."""
    api.install()
    if not api.Manuscript.objects.exists() and PortalSite.objects.filter(key="city").exists():
        (plan,) = read("portal/manuscripts")
        Newsrooms(city, plan).tell()


class Newsrooms:
    """The editors of the city and their texts; each step is an action of somebody on some day."""

    def __init__(self, city: City, plan: dict[str, Any]) -> None:
        self.city, self.plan, self.now = city, plan, timezone.now()
        self.actors: dict[str, AccountActor] = {}
        self.together: dict[str, list[api.Manuscript]] = {}

    def tell(self) -> None:
        for entry in self.plan["texts"]:
            day = timezone.localdate() - timedelta(days=entry["ago"])
            with at(min(timezone.make_aware(datetime.combine(day, time(9, 40))), self.now)):
                self._carry(entry, self._written(entry))
        self._schedule()

    def actor(self, site: str, place: int) -> AccountActor:
        """The writer of a site, its reviewers by number, its publisher, in their regular posts."""
        key = self.plan["people"][site][place]
        if key not in self.actors:
            account = self.city.officials[key]
            appointment = appointments_of(account.person, timezone.localdate()).first()
            self.actors[key] = AccountActor(account, appointment=appointment)
        return self.actors[key]

    def _written(self, entry: dict[str, Any]) -> api.Manuscript:
        writer = self.actor(entry["site"], 0)
        column = ColumnPage.objects.select_related("organ").get(url_path=f"/{entry['site']}/{entry['column']}/")
        draft = api.Draft(
            title=entry["title"], body=entry["body"], source=self.plan["sources"][entry["site"]], editor=writer.name,
            **{name: entry[name] for name in ("lane", "urgency") if name in entry},
        )  # fmt: skip
        return api.write_manuscript(writer, column, draft)

    def _carry(self, entry: dict[str, Any], manuscript: api.Manuscript) -> None:
        """Bring a manuscript as far as its entry says."""
        site, until = entry["site"], entry["until"]
        writer = self.actor(site, 0)
        if until == "abandoned":
            api.abandon(writer, manuscript, reason=entry["reason"])
        elif until == "returned":
            api.submit(writer, manuscript, acknowledged=self._seen(writer, manuscript))
            api.review(self.actor(site, 1), self._fresh(manuscript), passed=False, opinion=entry["reason"])
        elif until != "draft":
            api.submit(writer, manuscript, acknowledged=self._seen(writer, manuscript))
            self._review(site, manuscript, REVIEWS_BEFORE[until])
            self._release(entry, self._fresh(manuscript))

    def _review(self, site: str, manuscript: api.Manuscript, count: int) -> None:
        for number in range(1, count + 1):
            reviewer, now = self.actor(site, number), self._fresh(manuscript)
            api.review(reviewer, now, passed=True, acknowledged=self._seen(reviewer, now))

    def _release(self, entry: dict[str, Any], manuscript: api.Manuscript) -> None:
        if entry["until"] == "scheduled":
            self.together.setdefault(entry["together"], []).append(manuscript)
        elif entry["until"] == "published":
            api.publish_now(self.actor(entry["site"], PUBLISHER), [manuscript])

    def _schedule(self) -> None:
        """Together at eight on the morning after tomorrow, so that they wait while somebody looks around."""
        day = timezone.localdate() + timedelta(days=2)
        for manuscripts in self.together.values():
            publisher = self.actor(manuscripts[0].site.key, PUBLISHER)
            api.schedule(publisher, manuscripts, at=timezone.make_aware(datetime.combine(day, time(8))))

    def _seen(self, actor: AccountActor, manuscript: api.Manuscript) -> str:
        return digest_of(api.findings_of(actor, manuscript))

    def _fresh(self, manuscript: api.Manuscript) -> api.Manuscript:
        found: api.Manuscript = api.Manuscript.objects.listed().get(pk=manuscript.pk)
        return found

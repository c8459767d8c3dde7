"""Quick ways to write, review and publish in tests: the site of the government, edited by its office, and that of a bureau."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.models import ManuscriptFile, ReviewStep
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.proofreading import digest_of
from tests.world import World

PEOPLE = {
    "city": (
        "document-drafter",
        "secretariat-head",
        "deputy-secretary-general",
        "secretary-general",
        "disclosure-head",
    ),
    "housing": ("official", "permit-reviewer", "housing-lawyer", "leader", "permit-reviewer"),
}
"""Who edits, does the three reviews and publishes, by site."""
BODY = "# 时间\n自本周六起，周末照常受理。\n- 受理大厅一楼\n- 受理大厅二楼\n> 市人民政府办公室"


class Newsroom:
    """Two sites with their people."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sites = {
            "city": _site("city") or city_site(world, organ=world.organ("city-government-office")),
            "housing": _site("housing")
            or city_site(
                world, "housing", hub=False, kind="department", name="市住建局", organ=world.organ("housing-bureau")
            ),
        }

    def actor(self, site: str, place: int = 0) -> Any:
        """The editor of a site; its reviewers by number; 4 publishes."""
        return self.world.actor(PEOPLE[site][place])

    def column(self, site: str = "housing", slug: str = "notices") -> ColumnPage:
        return ColumnPage.objects.descendant_of(self.sites[site].site.root_page).get(slug=slug)

    def write(self, site: str = "housing", title: str = "周末受理通知", **more: Any) -> api.Manuscript:
        draft = self.draft(title, **{name: more.pop(name) for name in list(more) if name not in {"column", "corrects"}})
        return api.write_manuscript(
            self.actor(site), more.get("column") or self.column(site), draft, corrects=more.get("corrects")
        )

    def draft(self, title: str = "周末受理通知", **more: Any) -> api.Draft:
        return api.Draft(**{"title": title, "source": "市住建局", "body": BODY, "editor": "许青禾", **more})

    def acknowledged(self, manuscript: api.Manuscript, who: Any) -> str:
        return digest_of(findings_of(who, self.fresh(manuscript)))

    def submit(self, manuscript: api.Manuscript, site: str = "housing") -> None:
        who = self.actor(site)
        api.submit(who, self.fresh(manuscript), acknowledged=self.acknowledged(manuscript, who))

    def review(self, manuscript: api.Manuscript, number: int, site: str = "housing", opinion: str = "") -> None:
        """Let it pass, or return it where an opinion says why."""
        who = self.actor(site, number)
        seen = self.acknowledged(manuscript, who)
        api.review(who, self.fresh(manuscript), passed=not opinion, opinion=opinion, acknowledged=seen)

    def carry(self, manuscript: api.Manuscript, site: str = "housing") -> None:
        """From draft to the public."""
        self.submit(manuscript, site)
        for number in (1, 2, 3):
            self.review(manuscript, number, site)
        api.publish_now(self.actor(site, 4), [self.fresh(manuscript)])

    def approved(self, site: str = "housing", title: str = "周末受理通知", **more: Any) -> api.Manuscript:
        manuscript = self.write(site, title, **more)
        self.submit(manuscript, site)
        for number in (1, 2, 3):
            self.review(manuscript, number, site)
        return self.fresh(manuscript)

    def published(self, site: str = "housing", title: str = "周末受理通知", **more: Any) -> api.Manuscript:
        manuscript = self.approved(site, title, **more)
        api.publish_now(self.actor(site, 4), [manuscript])
        return self.fresh(manuscript)

    def scheduled(self, manuscripts: Sequence[api.Manuscript], site: str = "housing") -> api.Release:
        """A release whose moment has come."""
        release = api.schedule(self.actor(site, 4), manuscripts, at=timezone.now() + timedelta(hours=1))
        api.Release.objects.filter(pk=release.pk).update(due_at=timezone.now())
        return api.Release.objects.get(pk=release.pk)

    def portal(self, site: str) -> PortalSite:
        return self.sites[site]

    def fresh(self, manuscript: api.Manuscript) -> api.Manuscript:
        found: api.Manuscript = api.Manuscript.objects.listed().select_related("article").get(pk=manuscript.pk)
        return found


def _site(key: str) -> PortalSite | None:
    found: PortalSite | None = PortalSite.objects.filter(key=key).first()
    return found


def sample_release(world: World) -> api.Release:
    """A release of the bureau's site that waits, with nothing in it."""
    now = timezone.now()
    return api.Release.objects.create(
        site=Newsroom(world).sites["housing"], due_at=now + timedelta(hours=1), ordered_at=now
    )


def sample_article(world: World) -> ArticlePage:
    """A published article of the bureau's site."""
    root = Newsroom(world).sites["housing"].site.root_page
    return ArticlePage.objects.descendant_of(root).get(title="抽检公告")


def sample_step(world: World) -> ReviewStep:
    """A step of review that the bureau's site has otherwise in one column."""
    newsroom = Newsroom(world)
    organ = world.organ("housing-bureau")
    return api.set_way(SYSTEM, newsroom.portal("housing"), 3, organ, api.HOLDERS[3], column=newsroom.column())


def sample_file(world: World) -> ManuscriptFile:
    """The picture of a manuscript of the bureau."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "PNG")
    newsroom = Newsroom(world)
    manuscript = newsroom.write(title="受理大厅迁址")
    sent = SimpleUploadedFile("hall.png", content.getvalue())
    return api.add_file(newsroom.actor("housing"), manuscript, sent, title="受理大厅", is_picture=True)

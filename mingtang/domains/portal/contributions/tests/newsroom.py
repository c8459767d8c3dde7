"""The editors of the city's site in tests, and units that report to them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mingtang.domains.portal.contributions import api
from mingtang.domains.portal.contributions.permissions import (
    APPROVE_BULLETINS,
    EDIT_CONTRIBUTIONS,
    READ_CONTRIBUTIONS,
)
from mingtang.domains.portal.contributions.rules.periods import Period
from mingtang.domains.portal.editing.api import READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

EDITOR, LEADER = "supervision-head", "secretary-general"
EDITOR_POST, LEADER_POST = "city-government-office/supervision/head", "city-government-office/director"
RIGHTS = (READ_CONTRIBUTIONS, EDIT_CONTRIBUTIONS, READ_MANUSCRIPTS, WRITE_MANUSCRIPTS)


def appoint_editors(world: World) -> None:
    """The head of supervision edits, the director of the government office approves, for the whole node."""
    for code, post, rights in (
        ("portal_editor", EDITOR_POST, RIGHTS),
        ("portal_chief", LEADER_POST, (READ_CONTRIBUTIONS, APPROVE_BULLETINS)),
    ):
        role = define_role(SYSTEM, code=code, name=code, permissions=[each.code for each in rights])
        grant_role(SYSTEM, world.post(post), role, Scope(kind="node"), start=timezone.localdate())


class Newsroom:
    """The city's site with its editors; the official of the housing bureau reports."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.site = PortalSite.objects.filter(key="city").first() or city_site(world)
        self.desk = self.site.organ
        known = api.ReportingUnit.objects.filter(organ=world.organ("housing-bureau")).first()
        self.housing = known or self.unit("housing-bureau", "official")

    def unit(self, organ: str, reporter: str, group: str = "department") -> api.ReportingUnit:
        """A unit of the desk with one reporter, appointed last year."""
        unit = api.enrol_unit(SYSTEM, self.desk, self.world.organ(organ), group)
        on = timezone.localdate() - timedelta(days=365)
        api.appoint_reporter(SYSTEM, unit, self.world.account(reporter), phone="0990-12345678", on=on)
        return unit

    def submit(self, reporter: str = "official", title: str = "老旧小区改造开工", **more: Any) -> api.Submission:
        """Handed in by a reporter, for the headlines."""
        column = ColumnPage.objects.get(slug="headlines")
        given = api.Contribution(title=title, text="全市今年改造 21 个小区。", site=self.site, column=column, **more)
        return api.submit(self.world.actor(reporter), given)

    def bulletin(self) -> api.Bulletin:
        """A draft of the editor about this year."""
        span = Period(timezone.localdate().year, 1, 12)
        return api.draft_bulletin(self.world.actor(EDITOR), self.desk, span, "总体平稳。")


def published_bulletin(world: World) -> api.Bulletin:
    """In the hands of the housing bureau; needs no editors."""
    room, span = Newsroom(world), Period(timezone.localdate().year, 1, 12)
    bulletin = api.draft_bulletin(SYSTEM, room.desk, span, "总体平稳。")
    api.approve_bulletin(SYSTEM, bulletin)
    api.publish_bulletin(SYSTEM, bulletin)
    return bulletin

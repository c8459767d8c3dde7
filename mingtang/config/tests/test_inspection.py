"""A site of our own in order gives no finding; every fault planted in its pages or its records becomes somebody's task."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.config import inside_checks, site_register
from mingtang.config.site_checks import columns, documents, portal_at
from mingtang.config.tests.inspected_city import HOME, NEGLECTED, InspectedCity, tamper
from mingtang.config.tests.mirrored_site import Mirror
from mingtang.domains.inspection.actions.checking import check_inside
from mingtang.domains.inspection.actions.findings import move_finding
from mingtang.domains.inspection.actions.surveying import inspect_site, recheck, to_be_rechecked
from mingtang.domains.inspection.figures import counted, marks_of
from mingtang.domains.inspection.inside import InsideFault, InsideSite
from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.domains.inspection.rules import State
from mingtang.domains.inspection.tasks import judge_sites, probe_sites
from mingtang.domains.inspection.tests.monitor import MONITOR, appoint_monitor, housing_site
from mingtang.domains.portal.sites.api import ArticlePage, HomeComposed, close_site, resume_site, suspend_site
from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.domains.services.catalogue.tests.offers import RICH, offer
from mingtang.kernel.evidence.api import SYSTEM, deliver_due
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.statement import statement
from mingtang.lib.inspection.visiting import Pace
from tests.world import World

QUICK = Pace(pause=0, answer_seconds=0.5)
LOOPBACK = "127.0.0.0/8 ::1/128"


def inspected(site: InspectedSite, mirror: Mirror, folder: Path) -> None:
    """Look at the site from outside, thrice where the network may be to blame, and into its records."""
    with mirror.shown(folder) as home:
        InspectedSite.objects.filter(pk=site.pk).update(address=home)
        site.refresh_from_db()
        assert inspect_site(site, QUICK).complete
        for _ in range(2):
            for key in to_be_rechecked():
                recheck(Finding.objects.select_related("site", "assignee").get(pk=key), QUICK)
    check_inside([site])


def placed() -> Iterator[tuple[Kind, str]]:
    for finding in Finding.objects.all():
        at = urlsplit(finding.page)
        yield Kind(finding.kind), f"{at.path}#{at.fragment}" if at.fragment else at.path


@pytest.mark.slow
def test_a_site_in_order_gives_no_finding_and_every_planted_fault_is_a_task(
    world: World, tmp_path: Path, settings: Any
) -> None:
    settings.INSPECT_LOOPBACK = True
    appoint_monitor(world)
    city = InspectedCity(world)
    site = housing_site(world, address="https://localhost/sites/city/", networks=LOOPBACK)
    mirror = Mirror(HOME)
    inspected(site, mirror, tmp_path)
    assert list(placed()) == []

    neglected = city.neglect()
    mirror.renew(HOME, *(f"{HOME}{column}/" for column in NEGLECTED))
    planted = neglected | tamper(mirror)
    assert len({kind for kind, _ in planted}) >= 30
    inspected(site, mirror, tmp_path)
    assert set(placed()) == planted
    for finding in Finding.objects.select_related("site__editor"):
        assert finding.excerpt, finding
        assert finding.stands is State.OPEN, finding
        move_finding(world.actor(MONITOR), finding, "assign")
        assert (finding.assignee_id, finding.due_on is None) == (world.account("official").pk, False)
    assert "网站问题整改" in world.client("official").get("/workbench/").content.decode()


def kinds(faults: Iterable[InsideFault]) -> list[str]:
    return [fault.kind.value for fault in faults]


def seen(world: World, *organs: str, has_services: bool = True) -> InsideSite:
    keys = frozenset(world.organ(key).pk for key in organs)
    return InsideSite("https://city.heyuan.example/sites/city/", keys, is_portal=True, has_services=has_services)


def test_a_portal_without_a_desk_or_an_item_has_neither_channel_nor_service(world: World) -> None:
    assert kinds(inside_checks.messages(seen(world, "housing-bureau"))) == [Kind.NO_CHANNEL]
    assert kinds(inside_checks.guides(seen(world, "housing-bureau"))) == [Kind.NO_SERVICE]
    assert kinds(inside_checks.guides(seen(world, "housing-bureau", has_services=False))) == []
    offer(world.organ("housing-bureau"), "说不清的事项", link_way="12345")
    poor = kinds(inside_checks.guides(seen(world, "housing-bureau")))
    assert poor == [Kind.INCOMPLETE_GUIDE, Kind.USELESS_GUIDES]
    offer(world.organ("housing-bureau"), "说得清的事项", **RICH)
    assert kinds(inside_checks.guides(seen(world, "housing-bureau"))) == [Kind.INCOMPLETE_GUIDE]


def test_a_site_is_known_by_its_address_or_its_host(world: World) -> None:
    portal = city_site(world)
    for address in ("https://city.heyuan.example/", "http://127.0.0.1:9036/sites/city/"):
        assert portal_at(address) == portal
    assert portal_at("https://elsewhere.example/") is None
    assert list(columns(InsideSite("https://elsewhere.example/", frozenset(), is_portal=True, has_services=True))) == []


def test_columns_and_documents_cost_the_same_however_many_there_are(world: World) -> None:
    city_site(world, articles=6)
    asked = seen(world, "city-government")
    with CaptureQueriesContext(connection) as captured:
        assert list(columns(asked)) == []
        assert list(documents(asked)) == []
    assert len(captured) <= 5  # the site twice, its columns, their newest articles, documents
    ArticlePage.objects.update(publish_date=timezone.now() - timedelta(days=30))
    found = {(fault.kind.value, fault.path) for fault in columns(asked)}
    assert found == {
        ("stale_home", "/sites/city/"), ("stale_news", "/sites/city/news/"), ("stale_news", "/sites/city/news/headlines/"),
    }  # fmt: skip


def test_the_figures_of_a_year_agree_with_one_another(world: World) -> None:
    city_site(world)
    last = timezone.now().replace(year=timezone.localdate().year - 1, month=6, day=1)
    ArticlePage.objects.update(publish_date=last)
    ArticlePage.objects.filter(slug="newer").update(interpretation_form="graphic")
    told = counted(seen(world, "city-government", "service-bureau"), last.year)
    assert (told["published"], told["profile"], told["news"], told["catalogue"]) == (6, 0, 3, 3)
    assert (told["interpretations"], told["graphics"], told["languages"]) == (1, 1, False)
    assert (told["received"], told["items"], told["handled"], told["interviews"]) == (0, 0, 0, 0)
    assert told["users"] == 0, "nobody of the city had an account at the end of that year"
    assert all(fault.startswith("没有填写") for fault in statement().faults(told))
    assert ("网站标识码", "9901000001") in marks_of(seen(world, "city-government"))


def test_what_the_portal_opens_suspends_and_closes_inspection_follows(world: World) -> None:
    city_site(world)
    portal = city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"))
    deliver_due()
    site = InspectedSite.objects.get(address="https://housing.heyuan.example/sites/housing/")
    assert (site.organ, site.type, site.scored) == (portal.organ, "department", False)
    assert InspectedSite.objects.watched().count() == 2
    assert probe_sites.call() == 0, "hosts of the demonstration are asked nothing"
    until = timezone.localdate() + timedelta(days=3)
    suspend_site(SYSTEM, portal, until=until, notice="机房搬迁")
    deliver_due()
    assert site not in InspectedSite.objects.watched()
    resume_site(SYSTEM, portal)
    deliver_due()
    assert site in InspectedSite.objects.watched()
    close_site(SYSTEM, portal, notice="并入市政府网站")
    deliver_due()
    judge_sites.call()
    assert not Finding.objects.filter(site=site).exists()
    site_register.site_changed(HomeComposed(subject="", site_id=portal.pk))
    site.refresh_from_db()
    assert site.retired_on == timezone.localdate()

"""A survey finds every planted fault, says nothing of a site in order, and goes nowhere it must not."""

from dataclasses import replace
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mingtang.lib.inspection.checks import Fault, Role, faults_of
from mingtang.lib.inspection.indicators import schemes
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.pages import Page
from mingtang.lib.inspection.surveying import Survey, still_fails, still_there, survey
from mingtang.lib.inspection.tests.small_site import SmallSite, column_page, open_site, plant, reply
from mingtang.lib.inspection.visiting import Pace, Place

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 23)
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
QUICK = Pace(pause=0, answer_seconds=0.5)


def surveyed(site: SmallSite, folder: Path, pace: Pace = QUICK) -> Survey:
    with open_site(site, folder) as home:
        return survey(Place(home, LOOPBACK), schemes()["2019"].freshness, TODAY, pace)


def placed(result: Survey) -> set[tuple[Kind, str]]:
    return {(fault.kind, urlsplit(fault.page).path) for fault in result.faults}


def test_a_site_in_order_gives_no_finding(tmp_path: Path) -> None:
    result = surveyed(SmallSite(TODAY), tmp_path)
    assert result.faults == []
    assert result.complete
    assert (result.pages, result.newest) == (44, date(2026, 11, 21))
    assert {each.name: each.left(TODAY) for each in result.columns} == {
        "政务要闻": 11, "通知公告": 154, "人事任免": 276, "政策文件": 124, "规划计划": 276,
    }  # fmt: skip


def test_every_planted_fault_is_found_and_nothing_else(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    planted = plant(site)
    assert len({kind for kind, _ in planted}) >= 30
    result = surveyed(site, tmp_path)
    assert placed(result) == planted
    assert all(fault.url and fault.excerpt for fault in result.faults)


def test_each_finding_tells_where_it_stands(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    site.insert(3, '<a href="/gone.html">实施细则</a>')
    (fault,) = surveyed(site, tmp_path).faults
    assert (fault.kind, fault.status, fault.on_home) == (Kind.DEAD_LINK, 404, False)
    assert urlsplit(fault.url).path == "/gone.html"
    assert fault.page.endswith("/a/3.html")
    assert "实施细则" in fault.excerpt


def test_a_site_without_search_is_told(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    site.replace("/", '<input type="search" name="q">', "")
    assert placed(surveyed(site, tmp_path)) == {(Kind.NO_SEARCH, "/")}


def test_another_view_of_the_same_page_is_no_other_page(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    site.insert(3, '<a rel="nofollow" href="?lang=en">English</a>')
    assert surveyed(site, tmp_path).faults == []
    site.insert(4, '<a href="?lang=en">English</a>')
    assert placed(surveyed(site, tmp_path)) == {(Kind.DEAD_LINK, "/a/4.html")}


def test_a_column_with_one_fact_is_not_empty() -> None:
    told = column_page("领导信息", "领导信息", "<dl><dt>县长</dt><dd>秦牧野</dd></dl>")
    bare = column_page("领导信息", "领导信息", "<dl><dt>县长</dt><dd></dd></dl>")
    found = [
        {
            fault.kind
            for fault in faults_of(Page("https://x/", each.encode()), Role.COLUMN, TODAY, schemes()["2019"].freshness)
        }
        for each in (told, bare)
    ]
    assert [Kind.EMPTY_COLUMN in kinds for kinds in found] == [False, True]


def test_further_pages_of_a_column_may_be_old(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    site.replace("/news/", "</main>", '<a href="/news/?page=2">下一页</a></main>')
    site.pages["/news/?page=2"] = site.pages["/news/"].replace(str(site.ago(3)), str(site.ago(60)))
    result = surveyed(site, tmp_path)
    assert result.faults == []
    assert [each.days for each in result.columns].count(14) == 1


def test_what_fails_only_once_is_no_finding(tmp_path: Path) -> None:
    site, asked = SmallSite(TODAY), []

    def moody(out) -> None:
        asked.append(1)
        reply(500 if len(asked) == 1 else 200, "text/html", site.pages["/map.html"].encode())(out)

    site.odd["/moody.html"] = moody
    site.insert(3, '<a href="/moody.html">查询</a>')
    assert surveyed(site, tmp_path).faults == []
    assert len(asked) == 2


@pytest.mark.parametrize("pace", [replace(QUICK, pages=5), replace(QUICK, requests=20), replace(QUICK, seconds=0.0)])
def test_a_survey_ends_at_its_bounds_and_says_so(tmp_path: Path, pace: Pace) -> None:
    result = surveyed(SmallSite(TODAY), tmp_path, pace)
    assert not result.complete
    assert result.pages <= pace.pages
    assert result.requests <= pace.requests


def test_the_site_alone_may_be_asked_inside_its_networks() -> None:
    place = Place("http://10.0.0.5/bureau/index.html", (ip_network("10.0.0.0/8"),))
    assert place.holds("http://10.0.0.5:80/bureau/a.html")
    assert not place.holds("http://10.0.0.5/other/a.html")
    assert not place.holds("https://10.0.0.5/bureau/a.html")
    inner = place.whom("http://10.0.0.5/bureau/a.html")
    assert inner.networks
    assert not inner.host("10.0.0.6")
    assert not place.whom("http://10.0.0.6/").networks
    assert not place.whom("http://10.0.0.5:8080/").networks


def test_a_link_leads_to_no_neighbour_on_this_machine(tmp_path: Path) -> None:
    neighbour, site = SmallSite(TODAY), SmallSite(TODAY)
    seen: list[int] = []
    neighbour.odd["/secret"] = lambda out: seen.append(1)
    with open_site(neighbour, tmp_path) as other:
        site.insert(3, f'<a href="{other}secret">内网</a><a href="/hop">跳</a>')
        site.odd["/hop"] = reply(302, "text/html", b"", f"Location: {other}secret")
        assert placed(surveyed(site, tmp_path)) == {(Kind.INTERNAL_ADDRESS, "/a/3.html")}
    assert seen == []


def test_a_suspect_is_asked_again(tmp_path: Path) -> None:
    with open_site(SmallSite(TODAY), tmp_path) as home:
        place = Place(home, LOOPBACK)
        assert still_fails(Fault(Kind.DEAD_LINK, f"{home}gone.html", home), place, QUICK)
        assert not still_fails(Fault(Kind.DEAD_LINK, f"{home}map.html", home), place, QUICK)


def test_a_page_is_looked_at_again_by_itself(tmp_path: Path) -> None:
    site, freshness = SmallSite(TODAY), schemes()["2019"].freshness
    site.insert(3, '<img src="/mark.png">')
    with open_site(site, tmp_path) as home:
        place = Place(home, LOOPBACK)
        there, gone = (Fault(Kind.NO_ALT, f"{home}a/{no}.html", f"{home}a/{no}.html") for no in (3, 4))
        assert still_there(there, place, freshness, TODAY, QUICK)
        assert not still_there(gone, place, freshness, TODAY, QUICK)


def test_a_site_whose_home_page_is_down_was_not_looked_at(tmp_path: Path) -> None:
    site = SmallSite(TODAY)
    site.odd["/"] = reply(503, "text/html", b"x")
    result = surveyed(site, tmp_path)
    assert not result.complete, "what was not seen is not gone"
    assert placed(result) == {(Kind.SERVER_ERROR, "/")}

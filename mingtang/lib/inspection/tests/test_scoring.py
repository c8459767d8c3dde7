"""Schemes hold together, and no list of findings makes a sheet that the paper would not allow."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.inspection.indicators import scheme_on, schemes
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.scoring import Found, JudgedSite, score

SCHEME = schemes()["2019"]
PORTAL, WITHOUT = JudgedSite(), JudgedSite(has_services=False)
ALONE = [kind for kind in Kind if SCHEME.is_pressing(kind)]
findings = st.lists(st.builds(Found, st.sampled_from(Kind), st.booleans()), max_size=60)
harmless = findings.map(lambda found: [each for each in found if each.kind not in ALONE][:4])


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda each: each.code)
def test_a_scheme_has_a_hundred_points_and_each_code_once(scheme) -> None:
    assert sum(each.points for each in scheme.deductions) == 100
    codes = [each.code for each in (*scheme.vetoes, *scheme.deductions, *scheme.bonuses)]
    assert len(codes) == len(set(codes))
    served = sum(each.points for each in scheme.deductions if not each.service)
    assert served * scheme.without_services.numerator / scheme.without_services.denominator == 100


def test_the_paper_of_the_day_is_in_force() -> None:
    assert scheme_on(date(2016, 1, 1)).code == "2015"
    assert scheme_on(date(2026, 1, 1)).code == "2019"
    assert scheme_on(date(2000, 1, 1)).code == "2015"


@given(findings, st.booleans())
def test_no_sheet_leaves_its_bounds(found: list[Found], services: bool) -> None:
    sheet = score(found, SCHEME, JudgedSite(has_services=services), {"B1": Decimal(99)})
    assert all(0 <= line.amount <= line.points for line in (*sheet.deductions, *sheet.bonuses))
    if sheet.vetoed_by:
        assert (sheet.qualified, sheet.total, sheet.deductions) == (False, None, ())
    else:
        assert sheet.subtotal is not None
        assert 0 <= sheet.subtotal <= 100
        assert sheet.qualified == (sheet.subtotal >= 60)
        assert bool(sheet.bonuses) == (sheet.subtotal > 80)


@given(harmless, st.builds(Found, st.sampled_from(Kind), st.booleans()))
def test_another_finding_never_helps(found: list[Found], more: Found) -> None:
    before, after = score(found, SCHEME, PORTAL), score([*found, more], SCHEME, PORTAL)
    assert after.vetoed_by or (before.subtotal or 0) >= (after.subtotal or 0)


@given(harmless)
def test_without_services_the_rest_counts_four_thirds(found: list[Found]) -> None:
    sheet = score(found, SCHEME, WITHOUT)
    left = 75 - sum(line.amount for line in sheet.deductions)
    assert sheet.subtotal is not None
    assert abs(sheet.subtotal - left * 4 / 3) <= Decimal("0.005")
    assert all(not line.code.startswith("S") for line in sheet.deductions)


def test_vetoes_are_hit_at_their_number_and_not_before() -> None:
    four = [Found(Kind.EMPTY_COLUMN)] * 4
    assert score(four, SCHEME, PORTAL).qualified
    assert score([*four, Found(Kind.UNDER_CONSTRUCTION)], SCHEME, PORTAL).vetoed_by == ("V4",)
    mixed = [Found(Kind.STALE_NEWS)] * 2 + [Found(Kind.STALE_NOTICES)] * 2
    assert not score(mixed, SCHEME, PORTAL).vetoed_by
    assert score([*mixed, Found(Kind.STALE_NOTICES)], SCHEME, PORTAL).vetoed_by == ("V4",)
    guides = [Found(Kind.INCOMPLETE_GUIDE)] * 5
    assert score(guides, SCHEME, PORTAL).vetoed_by == ("V6",)
    assert not score(guides, SCHEME, WITHOUT).vetoed_by


def test_what_people_found_counts_where_they_said() -> None:
    assert score([Found(Kind.REPORTED, indicator="V5")], SCHEME, PORTAL).vetoed_by == ("V5",)
    sheet = score([Found(Kind.REPORTED, indicator="I4", points=Decimal(3))], SCHEME, PORTAL)
    assert sheet.subtotal == 97


def test_the_home_page_costs_more_and_marks_cost_once_each() -> None:
    home, inner = Found(Kind.DEAD_LINK, on_home=True), Found(Kind.DEAD_LINK)
    assert score([home, inner], SCHEME, PORTAL).subtotal == Decimal("98.90")
    assert score([Found(Kind.NO_SITE_CODE)] * 20, SCHEME, PORTAL).subtotal == 99


def test_the_bonus_needs_more_than_eighty() -> None:
    awards = {"B1": Decimal(4), "B2": Decimal(9)}
    assert score([], SCHEME, PORTAL, awards).total == 109
    lost = [Found(Kind.REPORTED, indicator=code, points=Decimal(5)) for code in ("P2", "P3", "P6", "P7")]
    at_eighty = score(lost, SCHEME, PORTAL, awards)
    assert (at_eighty.subtotal, at_eighty.total) == (80, 80)


def test_sites_that_are_no_portals_are_judged_by_vetoes_only() -> None:
    department = JudgedSite(scored=False)
    sheet = score([Found(Kind.DEAD_LINK)] * 99, SCHEME, department)
    assert (sheet.qualified, sheet.total) == (True, None)
    assert not score([Found(Kind.STALE_HOME)], SCHEME, department).qualified


def test_the_channel_and_the_messages_decide_alone() -> None:
    for kind, code in ((Kind.NO_CHANNEL, "V5"), (Kind.UNANSWERED, "V5"), (Kind.NO_SERVICE, "V6")):
        assert score([Found(kind)], SCHEME, PORTAL).vetoed_by == (code,)
        assert SCHEME.is_pressing(kind)
    assert not SCHEME.is_pressing(Kind.STALE_NEWS)
    assert score([Found(Kind.WAITING)], SCHEME, PORTAL).total == 99

"""Two reviewers, a third where they differ, and what appeals give back."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.inspection.indicators import schemes
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.reviewing import Marks, agreed, as_found, by_hand, differ
from mingtang.lib.inspection.scoring import Found, JudgedSite, Redress, score

SCHEME, PORTAL = schemes()["2019"], JudgedSite()
VETOES, INDICATORS = by_hand(SCHEME, PORTAL)
JUDGED = sum(each.points for each in INDICATORS)
points = st.decimals(0, 5, places=1)
marks = st.dictionaries(st.sampled_from([each.code for each in INDICATORS]), points).map(Marks)


def took(points: str, code: str = "P2", **more: object) -> Marks:
    return Marks({code: Decimal(points)}, **more)  # type: ignore[arg-type]


def test_people_judge_what_nothing_measures() -> None:
    assert [each.code for each in VETOES] == ["V1"]
    codes = {each.code for each in INDICATORS}
    assert {"P1", "I2", "S1"} <= codes
    assert not {"P4", "I4", "F3"} & codes
    assert not {"S1"} & {each.code for each in by_hand(SCHEME, JudgedSite(has_services=False))[1]}
    assert by_hand(SCHEME, JudgedSite(scored=False))[1] == []


def test_a_tenth_of_the_points_apart_asks_for_a_third() -> None:
    limit = JUDGED / 10
    near, far = took("0"), Marks({"P2": limit, "I2": Decimal("0.1")})
    assert not differ(took("0"), Marks({"P2": limit}), SCHEME, PORTAL)
    assert differ(near, far, SCHEME, PORTAL)
    assert agreed([near, far], SCHEME, PORTAL) is None
    assert agreed([near], SCHEME, PORTAL) is None
    assert agreed([near, far, took("1")], SCHEME, PORTAL) == Marks({"I2": Decimal(0), "P2": Decimal(1)})
    assert agreed([took("1"), took("2")], SCHEME, PORTAL) == Marks({"P2": Decimal("1.5")})


def test_a_veto_of_one_reviewer_is_for_a_third_to_confirm() -> None:
    hit = took("0", vetoes=frozenset({"V1"}))
    assert differ(hit, took("0"), SCHEME, PORTAL)
    confirmed = agreed([hit, took("0"), hit], SCHEME, PORTAL)
    assert confirmed is not None
    assert score(as_found(confirmed), SCHEME, PORTAL).vetoed_by == ("V1",)
    denied = agreed([hit, took("0"), took("0")], SCHEME, PORTAL)
    assert denied is not None
    assert denied.vetoes == frozenset()


@given(marks, marks)
def test_it_does_not_matter_who_reviews_first(one: Marks, other: Marks) -> None:
    assert agreed([one, other], SCHEME, PORTAL) == agreed([other, one], SCHEME, PORTAL)


@given(marks, st.dictionaries(st.sampled_from(["P1", "P4", "F3"]), points))
def test_what_is_given_back_never_exceeds_what_was_lost(one: Marks, restored: dict[str, Decimal]) -> None:
    found = [*as_found(one), Found(Kind.STALE_NEWS)]
    before = score(found, SCHEME, PORTAL)
    after = score(found, SCHEME, PORTAL, redress=Redress(restored))
    assert before.subtotal is not None
    assert after.subtotal is not None
    assert before.subtotal <= after.subtotal <= min(Decimal(100), before.subtotal + sum(restored.values(), Decimal(0)))


def test_a_lifted_veto_lets_the_rest_be_scored() -> None:
    found = [Found(Kind.STALE_HOME)]
    assert not score(found, SCHEME, PORTAL).qualified
    assert score(found, SCHEME, PORTAL, redress=Redress(lifted=frozenset({"V3"}))).total == 100

"""The one door: narrowing never shows more, and the short cut for long lists shows exactly the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.paging import LONGEST
from mingtang.kernel.evidence.permission import ProtectedQuerySet, declare_permission

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)
ORDERS = [("at", "pk"), ("-at", "-pk"), ("organ", "-at", "pk"), ("-note", "at", "pk")]


@pytest.fixture
def rows() -> ProtectedQuerySet:
    """Sixty records of six organs and five people; ten belong to no organ."""
    Record.objects.bulk_create(
        Record(
            at=START + timedelta(hours=(n * 7) % 60), act="test.row", outcome="done", actor_kind="official", digest="",
            organ=n % 6 or None, actor_account=n % 5, note=str(n % 4),
        )
        for n in range(60)
    )  # fmt: skip
    return Record.objects.filter(act="test.row")


def key(order: tuple[str, ...]) -> Any:
    """Sort key over records like the database's for `order`; empty organs come where the database puts them."""

    def value(record: Record, name: str) -> Any:
        found = record.pk if name == "pk" else getattr(record, name)
        if name == "organ" and found is None:
            return -1 if connection.vendor == "sqlite" else 99
        return found

    def compare(record: Record) -> list[Any]:
        return [Descending(value(record, each[1:])) if each[0] == "-" else value(record, each) for each in order]

    return compare


class Descending:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: "Descending") -> bool:
        return other.value < self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and other.value == self.value

    __hash__ = None


organs = st.lists(st.integers(1, 7), max_size=7, unique=True)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    among=organs,
    account=st.none() | st.integers(0, 6),
    note=st.none() | st.sampled_from("0123"),
    order=st.sampled_from(ORDERS),
    start=st.integers(0, 30),
    length=st.integers(1, 40),
)
def test_a_page_shows_exactly_the_rows_that_meet_a_condition(
    rows: ProtectedQuerySet,
    among: list[int],
    account: int | None,
    note: str | None,
    order: Any,
    start: int,
    length: int,
) -> None:
    conditions = [Q(organ__among=among)] + ([Q(actor_account=account)] if account is not None else [])
    visible = rows.meeting_any(conditions)
    if note is not None:
        visible = visible.filter(note=note)
    expected = [
        row
        for row in rows
        if (row.organ in among or row.actor_account == account is not None) and note in (None, row.note)
    ]
    expected.sort(key=key(order))
    page = visible.order_by(*order)[start : start + length]
    assert [row.pk for row in page] == [row.pk for row in expected[start : start + length]]
    assert visible.count() == len(expected)


def meeting(rows: ProtectedQuerySet, *among: int) -> ProtectedQuerySet:
    return rows.meeting_any([Q(organ__among=list(among)), Q(actor_account=4)])


@pytest.mark.parametrize(
    "use",
    [
        lambda rows: rows.order_by("pk")[:LONGEST],
        lambda rows: rows.order_by("pk")[3 : LONGEST + 1],
        lambda rows: rows.order_by("pk")[5:],
        lambda rows: rows.order_by("pk")[::7],
        lambda rows: [rows.order_by("pk")[2]],
        lambda rows: [rows.order_by("-at", "pk").first(), rows.order_by("pk").last()],
        lambda rows: rows.order_by("pk")[:20][5:10],
        lambda rows: rows.order_by("at", "pk").values_list("pk", "organ")[:9],
        lambda rows: rows.order_by("note").values_list("note").annotate(count=Count("pk"))[:9],
        lambda rows: rows.order_by("note").values_list("note").distinct()[:9],
        lambda rows: (rows | rows.model.objects.filter(act="test.row", organ=5)).order_by("pk")[:40],
        lambda rows: (rows & rows.model.objects.filter(organ=1)).order_by("pk")[:40],
        lambda rows: rows.union(rows.model.objects.filter(act="test.row", organ=5)).order_by("pk")[:40],
        lambda rows: rows.model.objects.filter(pk__in=rows.order_by("at", "pk").values("pk")[:6]).order_by("pk"),
        lambda rows: rows.filter(pk__gt=0).meeting_any([Q(note="1")]).order_by("at", "pk")[:9],
        lambda rows: rows.order_by("pk").reverse()[:9],
        lambda rows: rows.defer("note").select_related("link").order_by("pk")[:9],
    ],
)
def test_every_use_of_a_list_finds_what_it_would_find_without_the_short_cut(
    rows: ProtectedQuerySet, use: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = list(use(meeting(rows, 1, 2)))
    monkeypatch.setattr(ProtectedQuerySet, "_shortened", lambda rows, stop: rows)
    assert short == list(use(meeting(rows, 1, 2)))
    assert short


def test_a_page_is_one_statement(rows: ProtectedQuerySet, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        list(meeting(rows, 1, 2).order_by("-at")[:10])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of the embedded database")
@pytest.mark.parametrize("count", [1, 170])
def test_the_embedded_database_walks_an_index_for_each_condition(count: int) -> None:
    page = Record.objects.meeting_any([Q(organ__among=list(range(count))), Q(actor_account=7)]).order_by("-at")[:100]
    plan = page.explain()
    assert "USING INDEX record_organ_at (organ=?)" in plan
    assert "USING INDEX record_account_at (actor_account=?)" in plan
    assert "SCAN evidence_record" not in plan
    assert "SCAN U0" not in plan


def test_no_permission_is_claimed_by_two_apps() -> None:
    declare_permission("test.once", "一")
    with pytest.raises(ValueError, match=r"test\.once"):
        declare_permission("test.once", "二")


@given(organs)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_among_is_in(rows: ProtectedQuerySet, among: list[int]) -> None:
    assert set(rows.filter(organ__among=among)) == set(rows.filter(organ__in=among))
    assert set(rows.exclude(organ__among=among)) == set(rows.exclude(organ__in=among))

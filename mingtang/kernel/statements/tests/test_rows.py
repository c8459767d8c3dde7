"""Rows of models written by fixed statements: what Django reads back is what it would have written itself."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from mingtang.kernel.statements import rows
from mingtang.kernel.statements.api import answer_to, one_transaction
from mingtang.kernel.statements.reading import Given, Written
from mingtang.kernel.statements.rows import insert_row, update_row

pytestmark = pytest.mark.django_db(transaction=True)


class Sample(models.Model):
    """A column of every type that our tables have."""

    text = models.CharField(max_length=40, unique=True)
    number = models.BigIntegerField(null=True)
    flag = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)
    hour = models.TimeField(null=True)
    told = models.JSONField(default=dict)
    content = models.BinaryField(default=bytes)
    mark = models.UUIDField(default=uuid.uuid4)
    above = models.ForeignKey("self", models.CASCADE, null=True)

    class Meta:
        app_label = "statements_tests"


FULL: dict[str, Any] = {
    "text": "原因 %s ' \" $1", "number": -7, "flag": True, "amount": Decimal("12.50"), "day": date(2026, 11, 22),
    "at": datetime(2026, 11, 22, 8, 0, 0, 120, tzinfo=UTC), "hour": time(8, 30),
    "told": {"名": ["值", 1.5, None, '反斜线 \\ 引号 "']}, "content": b"\x00\xff%s\\x", "mark": uuid.UUID(int=7),
}  # fmt: skip
EMPTY: dict[str, Any] = {"text": ""}


@pytest.fixture(autouse=True)
def _table() -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Sample)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Sample)


def inserted(**values: Any) -> Sample:
    row = Sample(**values)
    with one_transaction() as run:
        insert_row(run, row)
    return row


def told(row: Sample, *without: str) -> dict[str, Any]:
    found = Sample.objects.get(pk=row.pk)
    values = {field.attname: getattr(found, field.attname) for field in Sample._meta.concrete_fields}
    return {name: bytes(value) if name == "content" else value for name, value in values.items() if name not in without}


@pytest.mark.parametrize("values", [FULL, EMPTY], ids=["every column", "none"])
def test_what_is_inserted_is_what_django_would_insert(values: dict[str, Any]) -> None:
    ours = told(inserted(**values), "id", "mark")
    Sample.objects.all().delete()
    assert ours == told(Sample.objects.create(**values), "id", "mark")


def test_a_written_query_set_reads_what_django_reads(django_assert_num_queries: Any) -> None:
    above = Sample.objects.create(text="above")
    Sample.objects.create(**FULL, above=above)
    begun, late = Given("begun", models.CharField()), Given("late", models.DateTimeField())
    rows = Sample.objects.filter(text__startswith=begun, at__lt=late).select_related("above")
    read = Written(lambda: rows.annotate(negative=models.Q(number__lt=0)))
    for _ in range(2):
        with django_assert_num_queries(1):
            (found,) = read(begun="原因 %", late=datetime(2026, 11, 22, 8, 0, 1, tzinfo=UTC))
            assert (found.above.text, found.negative) == ("above", True)
        assert {name: getattr(found, name) for name in FULL} == {**FULL, "content": found.content}
    assert read(begun="原因 %", late=FULL["at"]) == read(begun="其他", late=datetime.now(UTC)) == []
    with pytest.raises(KeyError):
        read(begun="原因")


def test_a_row_knows_its_key_and_can_be_referred_to() -> None:
    above, below = Sample(text="above"), Sample(text="below")
    below.above = above
    with one_transaction() as run:
        insert_row(run, above)
        insert_row(run, below)
    assert Sample.objects.get(above=above) == below
    assert not below._state.adding


def test_only_the_named_columns_are_written() -> None:
    row = inserted(**FULL)
    Sample.objects.filter(pk=row.pk).update(number=8)
    row.number, row.told, row.at = 9, {}, None
    with one_transaction() as run:
        written = update_row(run, row, [Sample._meta.get_field("told"), Sample._meta.get_field("at")])
        assert written is not None
        assert written.fetchone() == (row.pk,)
    assert told(row) == {**FULL, "id": row.pk, "above_id": None, "number": 8, "told": {}, "at": None}


def test_a_row_that_is_gone_answers_nothing() -> None:
    row = inserted(**FULL)
    Sample.objects.all().delete()
    with one_transaction() as run:
        written = update_row(run, row, [Sample._meta.get_field("number")])
        assert written is not None
        assert written.fetchone() is None


def test_what_is_taken_is_refused_at_once() -> None:
    inserted(**FULL)
    with pytest.raises(IntegrityError):
        inserted(**FULL)
    assert Sample.objects.count() == 1


def test_a_row_that_is_loaded_late_is_written_too() -> None:
    row = inserted(**FULL)
    lazy: Any = SimpleLazyObject(lambda: row)
    lazy.number = 5
    with one_transaction() as run:
        update_row(run, lazy, [Sample._meta.get_field("number")])
    assert Sample.objects.get().number == 5


def test_somebody_who_listens_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []

    def listen(instance: Any, **_about: Any) -> None:
        heard.append(instance.pk)

    rows._saves_itself.cache_clear()
    post_save.connect(listen, sender=Sample)
    try:
        assert heard == [inserted(**FULL).pk]
    finally:
        post_save.disconnect(listen, sender=Sample)
        rows._saves_itself.cache_clear()


def test_a_single_statement_answers_by_itself_and_in_a_transaction() -> None:
    row = inserted(**FULL)
    ask = "SELECT number FROM statements_tests_sample WHERE id = %s AND day = %s"
    assert answer_to(ask, [row.pk, FULL["day"]]) == [(-7,)]
    with one_transaction() as run:
        run("UPDATE statements_tests_sample SET number = %s WHERE id = %s", [3, row.pk])
        assert answer_to(ask, [row.pk, FULL["day"]]) == [(3,)]
    assert answer_to(ask, [row.pk, date(2000, 1, 1)]) == []
    with CaptureQueriesContext(connection) as asked:
        answer_to(ask, [row.pk, FULL["day"]])
    assert len(asked) == 1

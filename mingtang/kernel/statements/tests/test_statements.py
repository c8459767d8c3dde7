"""Statements of commands: one text for both databases, answers when they are read, nothing left behind by a failure."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection

from mingtang.kernel.cases.models import Errand
from mingtang.kernel.statements.api import moment, one_transaction

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = "INSERT INTO cases_errand (kind, case_id, no, body, due_at, tries, error, dead) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
NOW = datetime(2026, 11, 22, 8, 0, 0, 120, tzinfo=UTC)


def row(error: str = "", tries: int | None = 0) -> list[Any]:
    return ["remind", None, 7, '{"a":"值"}', NOW, tries, error, False]


def test_values_come_back_as_they_went() -> None:
    with one_transaction() as run:
        run(INSERT, row("原因 %s ' \" $1"))
        found = run("SELECT no, case_id, due_at, dead, error, body FROM cases_errand", [])
        no, case, due_at, dead, error, body = found.fetchone()
    assert (no, case, moment(due_at), bool(dead), error) == (7, None, NOW, False, "原因 %s ' \" $1")
    assert body.replace(" ", "") == '{"a":"值"}'


def test_answers_may_be_read_in_any_order() -> None:
    with one_transaction() as run:
        first, second = run(INSERT, row()), run(INSERT, row())
        none = run("SELECT id FROM cases_errand WHERE no = %s", [8])
        later = run("SELECT count(*) FROM cases_errand", [])
        assert later.fetchone() == (2,)
        assert second.fetchone()[0] == first.fetchone()[0] + 1
        assert none.fetchone() is None


def test_a_query_of_django_sees_what_was_asked_for_before() -> None:
    with one_transaction() as run:
        run(INSERT, row())
        assert Errand.objects.count() == 1
        run("UPDATE cases_errand SET no = %s", [9])
    assert Errand.objects.get().no == 9


def test_a_statement_that_fails_undoes_all_and_the_next_transaction_works() -> None:
    for _again in range(2):
        with pytest.raises(IntegrityError), one_transaction() as run:
            run(INSERT, row())
            run(INSERT, row(tries=None))
            run("UPDATE cases_errand SET no = %s WHERE no = %s", [1, 2])
        assert not Errand.objects.exists()
    with one_transaction() as run:
        run(INSERT, row())
        run("UPDATE cases_errand SET no = %s WHERE no = %s", [1, 7])
    assert Errand.objects.get().no == 1


def test_whoever_gives_up_in_the_middle_leaves_nothing() -> None:
    with pytest.raises(LookupError), one_transaction() as run:
        run(INSERT, row())
        raise LookupError
    assert not Errand.objects.exists()


def test_a_part_that_fails_leaves_the_transaction_around_it() -> None:
    with one_transaction() as outer:
        outer(INSERT, row())
        with pytest.raises(IntegrityError), one_transaction() as inner:
            inner(INSERT, row(tries=None)).fetchone()
        outer("UPDATE cases_errand SET no = %s", [3])
    assert Errand.objects.get().no == 3


def test_a_text_is_never_cut_off() -> None:
    """libpq would end it at its first NUL; SQLite keeps it."""
    if connection.vendor == "postgresql":
        with pytest.raises(Error), one_transaction() as run:
            run(INSERT, row("a\0b"))
        assert not Errand.objects.exists()
    else:
        with one_transaction() as run:
            run(INSERT, row("a\0b"))
        assert Errand.objects.get().error == "a\0b"


def test_more_texts_than_are_kept_prepared_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from mingtang.kernel.statements import postgresql

    monkeypatch.setattr(postgresql, "MOST_PREPARED", 0)
    with one_transaction() as run:
        assert [run(f"SELECT {n}", []).fetchone() for n in range(5)] == [(n,) for n in range(5)]

"""Connections to the embedded file wait for the next request, as long as it is the same file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from mingtang.kernel.statements.sqlite.base import MOST_IDLE, DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(tmp_path: Path) -> Iterator[Callable[[], DatabaseWrapper]]:
    """A request with its connection to one file."""
    given = {**connections.settings["default"], "ENGINE": "mingtang.kernel.statements.sqlite", "OPTIONS": {}}

    def begun() -> DatabaseWrapper:
        wrapper = DatabaseWrapper({**given, "NAME": tmp_path / "a.sqlite3"}, alias="embedded")
        wrapper.ensure_connection()
        return wrapper

    yield begun
    for _file, connection in begun()._waiting():
        connection.close()


def ended(wrapper: DatabaseWrapper) -> Any:
    """The driver's connection of a request that has ended."""
    connection = wrapper.connection
    wrapper.close_if_unusable_or_obsolete()
    return connection


def test_the_next_request_has_the_connection_of_the_last(request_: Any) -> None:
    first, together = request_(), request_()
    assert first.connection is not together.connection
    known = ended(first)
    assert first.connection is None
    assert request_().connection is known


def test_a_connection_to_a_file_that_was_replaced_is_closed(request_: Any, tmp_path: Path) -> None:
    old = request_()
    old.cursor().execute("CREATE TABLE old (id integer)")
    ended(old)
    (tmp_path / "a.sqlite3").rename(tmp_path / "b.sqlite3")
    assert request_().introspection.table_names() == []


def test_what_a_request_left_open_is_not_handed_on(request_: Any) -> None:
    left = request_()
    left.set_autocommit(False)
    known = ended(left)
    assert request_().connection is not known


def test_only_so_many_wait(request_: Any) -> None:
    wrappers = [request_() for _ in range(MOST_IDLE + 3)]
    for each in wrappers:
        ended(each)
    assert {each.connection for each in wrappers} == {None}
    assert len(wrappers[0]._waiting()) == MOST_IDLE

"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from mingtang.kernel.cases import people
from mingtang.kernel.evidence.guards import remove_guards
from mingtang.kernel.processes import compiled
from tests.world import World, build_world

pytest_plugins = ["tests.browser"]


@pytest.fixture
def world(db: Any) -> World:
    """The demo city and its cast."""
    return build_world()


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """The ids of one test mean something else in the next; processes and posts are remembered by them."""
    yield
    compiled._kept.clear()
    for look_up in (people.organ_by_code, people.posts_named, people.heads_of_unit):
        look_up.forget()


@pytest.fixture(autouse=True)
def _database_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with real transactions empty the database when they end, which the guards of the evidence refuse.

    The guards come back with the signal that Django sends after it has emptied the database.
    """
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker and marker.kwargs.get("transaction")
    )
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real:
        remove_guards(connection)

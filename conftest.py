"""Fixtures that every test may ask for."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from mingtang.kernel.cases import people
from mingtang.kernel.evidence.guards import remove_guards
from mingtang.kernel.processes import compiled
from tests.migrated import lay_migrated, migrated_template
from tests.world import World, build_world, clear, lay

pytest_plugins = ["tests.browser", "tests.softhsm"]

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # a busy machine is slow, not wrong


NEEDS_CITY, NEEDS_TRANSACTIONS = {"world", "city"}, {"transactional_db", "live_server"}


USES_DATABASE = {"db", "make_node", *NEEDS_TRANSACTIONS}


def pytest_collection_finish() -> None:
    """What has been imported and collected stays until the end: the garbage collector need not look through it again.

    Nor so often for the little that a test leaves: a tenth of the time went there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Marks what knows no database; then those that begin with an empty one, those with the city, those that leave it empty."""
    for item in items:
        if not _uses_database(item):
            item.add_marker("once")
    yield
    items.sort(key=_turn)
    for item in items:
        item.fixturenames.sort(key="_ground".__ne__)  # before the transaction that the mark of pytest-django begins


def _turn(item: pytest.Item) -> int:
    """The walk through all pages is longest, and begins at once; other journeys begin when their node is there."""
    if item.get_closest_marker("browser") and "sign_in" in item.fixturenames:
        return -1 if "walk" in item.fixturenames else 3
    return 2 if _commits(item) else 1 if _needs_city(item) else 0


def _uses_database(item: Any) -> bool:
    return bool(USES_DATABASE & set(item.fixturenames) or item.get_closest_marker("django_db"))


def _needs_city(item: Any) -> bool:
    return bool(NEEDS_CITY & set(item.fixturenames))


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(NEEDS_TRANSACTIONS & set(item.fixturenames) or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """The tests begin with a copy of a migrated database."""
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template(os.environ["DATABASE_URL"])
        return False
    lay_migrated(Path(connection.creation._get_test_db_name()))
    return True


@pytest.fixture(autouse=True)
def _ground(request: pytest.FixtureRequest) -> None:
    """What stands in the database before the transaction of a test begins: the city, or nothing."""
    item = request.node
    if _uses_database(item) and "make_node" not in item.fixturenames:
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            (lay if _needs_city(item) else clear)()


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
    real = _commits(request.node)
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real:
        remove_guards(connection)
